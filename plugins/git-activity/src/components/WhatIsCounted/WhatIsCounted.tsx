import Typography from '@material-ui/core/Typography';
import { Entity } from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { hasSubgroups } from '../../entities';
import { describeScope, describeUncounted } from './words';

/** What the numbers of a group, a system or a domain are of, and what is not in them. */
export function WhatIsCounted(props: {
  entity: Entity;
  calendar: Calendar;
  /** Whether the calendar is of some repositories only. */
  isPart?: boolean;
  /** Whether sub-teams are left out. */
  isAlone?: boolean;
  /** Whether there is no room for more than a line. */
  inOneLine?: boolean;
  format: LocalFormat;
}) {
  const {
    entity,
    calendar,
    isPart = false,
    isAlone,
    inOneLine,
    format,
  } = props;
  const { primaryTitle } = useEntityPresentation(entity);
  const scope = describeScope({
    kind: entity.kind.toLocaleLowerCase('en-US'),
    title: primaryTitle,
    hasParts: hasSubgroups(entity) && !isAlone,
    members: calendar.members,
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
