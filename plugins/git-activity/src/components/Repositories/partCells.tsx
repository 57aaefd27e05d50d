import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import {
  useEntity,
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Day, printable } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { tabRouteRef } from '../../routes';
import { describeCompleteness, PartShare } from './words';

const useStyles = makeStyles({
  what: { overflowWrap: 'anywhere', minWidth: 100 },
});

/** What a part is called, with a link to its tab, and how many repositories are in it. */
export function PartName(props: {
  item: PartShare;
  /** What of the page's query holds for the other page, too. */
  query: string;
  format: LocalFormat;
}) {
  const { item, query, format } = props;
  const { entityRef, own } = item.part;
  const { primaryTitle } = useEntityPresentation(entityRef);
  const tabOf = useTabLink();
  const classes = useStyles();
  const name = <bdi>{printable(primaryTitle)}</bdi>;
  return (
    <div className={classes.what}>
      <Typography component="div">
        {own ? (
          format.t('parts.own', { name })
        ) : (
          <Link to={`${tabOf(entityRef)}${query}`}>{name}</Link>
        )}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {format.t('parts.repositories', {
          count: item.coverage.repositories.total,
        })}
      </Typography>
    </div>
  );
}

/** How complete a part is. */
export function PartCompleteness(props: {
  item: PartShare;
  /** The last day of the range. */
  to: Day;
  format: LocalFormat;
}) {
  const { item, to, format } = props;
  return (
    <Typography variant="body2">
      {describeCompleteness(item.coverage, { to, now: new Date(), format })}
    </Typography>
  );
}

/** Where entities have this tab: below their pages, as here; their pages where that is not known. */
function useTabLink(): (entityRef: string) => string {
  const { entity } = useEntity();
  const linkTo = useEntityRefLink();
  const tab = useRouteRef(tabRouteRef)?.() ?? '';
  const page = linkTo(entity);
  const isBelow = tab.toLowerCase().startsWith(page.toLowerCase());
  return entityRef =>
    `${linkTo(entityRef)}${isBelow ? tab.slice(page.length) : ''}`;
}
