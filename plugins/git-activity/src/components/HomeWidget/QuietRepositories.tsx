import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import {
  Breakdown,
  safeLink,
  today,
} from 'backstage-plugin-git-activity-common';
import { Fragment } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { useEntityTab } from '../../hooks/useEntityTab';
import { useQuietRepositories } from '../../hooks/useQuietRepositories';
import { describeDaysAgo } from '../Repositories';
import { ProblemPanel } from '../states';
import { still } from '../still';
import { Section } from './Section';

/** Repositories that are listed; the teams' pages list all. */
const MOST_LISTED = 5;
const SKELETON_PX = 60;

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& > li': { padding: theme.spacing(0.25, 0), overflowWrap: 'anywhere' },
  },
  still,
}));

/** Which repositories of the viewer's teams have had no commit for long. */
export function QuietRepositories(props: {
  teams: Entity[];
  format: LocalFormat;
}) {
  const { teams, format } = props;
  const { t } = format;
  const classes = useStyles();
  const { value, error, refresh } = useQuietRepositories(
    teams.map(team => stringifyEntityRef(team)),
    { limit: MOST_LISTED },
  );
  const link = teams.length > 0 && <Teams {...{ teams, format }} />;
  return (
    <Section title={t('home.quietTitle')} link={link}>
      {teams.length === 0 && (
        <Typography variant="body2">{t('home.noTeams')}</Typography>
      )}
      {error && (
        <ProblemPanel
          {...{ error, format }}
          what="repositories"
          onRetry={refresh}
        />
      )}
      {teams.length > 0 && !value && !error && (
        <div
          role="status"
          aria-label={t('repositories.loading')}
          className={classes.still}
        >
          <Skeleton variant="rect" height={SKELETON_PX} />
        </div>
      )}
      {value && !error && <QuietList breakdown={value} format={format} />}
    </Section>
  );
}

/** The pages of teams, with their quiet repositories. */
function Teams(props: { teams: Entity[]; format: LocalFormat }) {
  const { teams, format } = props;
  const tabOf = useEntityTab();
  const parts = format.list(teams.map(team => stringifyEntityRef(team)));
  return format.t('home.ofTeams', {
    teams: (
      <>
        {parts.map(({ text, index }, place) => (
          <Fragment key={place}>
            {index === undefined ? (
              text
            ) : (
              <Link to={tabOf(teams[index], '?state=quiet')}>
                <EntityDisplayName entityRef={teams[index]} hideIcon />
              </Link>
            )}
          </Fragment>
        ))}
      </>
    ),
  });
}

function QuietList(props: { breakdown: Breakdown; format: LocalFormat }) {
  const { breakdown, format } = props;
  const { items, totals } = breakdown;
  const { t } = format;
  const classes = useStyles();
  const more = totals.quiet - items.length;
  if (totals.repositories === 0) {
    return <Typography variant="body2">{t('home.noRepositories')}</Typography>;
  }
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {totals.quiet === 0
          ? t('home.noneQuiet')
          : t('home.quiet', { count: totals.quiet })}
      </Typography>
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map(item => (
            <li key={item.repository.id}>
              <Typography variant="body2" component="span">
                <QuietItem item={item} format={format} />
              </Typography>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('home.more', { count: more })}
        </Typography>
      )}
      {totals.incomplete > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('home.incomplete', { count: totals.incomplete })}
        </Typography>
      )}
    </>
  );
}

function QuietItem(props: {
  item: Breakdown['items'][number];
  format: LocalFormat;
}) {
  const { format } = props;
  const { repository, lastDay } = props.item;
  const { url } = repository;
  const link = safeLink({ url, about: url });
  const text = <bdi>{nameOfRepository(url)}</bdi>;
  const name = link ? <Link to={link}>{text}</Link> : text;
  return lastDay === null
    ? format.t('home.neverCommitted', { name })
    : format.t('home.lastCommit', {
        name,
        age: (
          <time dateTime={lastDay} title={format.longDay(lastDay)}>
            {describeDaysAgo(lastDay, { today: today(), format })}
          </time>
        ),
      });
}
