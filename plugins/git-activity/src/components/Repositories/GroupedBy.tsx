import { LocalFormat } from '../../calendar/locale';
import { WholeKind } from '../../entities';
import { Grouping, GROUPINGS } from '../../hooks/repositoryList';
import { OneOf } from '../OneOf';

/** What a row of the table is: a repository, or a part of the group, system or domain. */
export function GroupedBy(props: {
  by: Grouping;
  wholeKind: WholeKind;
  format: LocalFormat;
  onChange(by: Grouping): void;
}) {
  const { by, wholeKind, format, onChange } = props;
  return (
    <OneOf
      label={format.t('parts.groupedBy')}
      choices={GROUPINGS.map(id => ({
        id,
        label: format.t(
          id === 'part' ? `parts.${wholeKind}` : 'repositories.name',
        ),
      }))}
      chosen={by}
      onChange={onChange}
    />
  );
}
