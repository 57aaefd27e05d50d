import Typography from '@material-ui/core/Typography';
import { Entity, RELATION_PARENT_OF } from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeScope, describeUncounted } from './words';

/** What the numbers of a group, a system or a domain are of, and what is not in them. */
export function WhatIsCounted(props: {
  entity: Entity;
  calendar: Calendar;
  /** Whether the calendar is of some repositories only. */
  isPart?: boolean;
  /** Whether there is no room for more than a line. */
  inOneLine?: boolean;
  format: LocalFormat;
}) {
  const { entity, calendar, isPart = false, inOneLine, format } = props;
  const { primaryTitle } = useEntityPresentation(entity);
  const scope = describeScope({
    kind: entity.kind.toLocaleLowerCase('en-US'),
    title: primaryTitle,
    hasParts:
      entity.relations?.some(({ type }) => type === RELATION_PARENT_OF) ??
      false,
    repositories: calendar.coverage.repositories.total,
    isPart,
    format,
  });
  const words = [scope, ...describeUncounted(calendar, format)].join(' ');
  return (
    scope && (
      <Typography
        variant="body2"
        color="textSecondary"
        gutterBottom={!inOneLine}
        noWrap={inOneLine}
        title={inOneLine ? words : undefined}
      >
        {words}
      </Typography>
    )
  );
}
