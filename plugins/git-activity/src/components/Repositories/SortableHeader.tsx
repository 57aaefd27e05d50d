import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import { TableColumn } from '@backstage/core-components';
import clsx from 'clsx';

const useStyles = makeStyles(theme => ({
  cell: {
    padding: theme.spacing(1),
    fontWeight: 'bold',
    verticalAlign: 'bottom',
    // the theme's cells break anywhere
    wordBreak: 'normal',
    lineHeight: theme.typography.body2.lineHeight,
  },
  // what the table calls right is on the left where texts run from right to left
  end: { textAlign: 'end' },
}));

/**
 * The columns' names, and how the table is sorted: by the column whose `defaultSort` says so. The table's own header does not say
 * it to screen readers, and does not follow when it changes from outside.
 */
export function SortableHeader<T extends object>(props: {
  columns: Array<TableColumn<T> & { tableData: { id: number } }>;
  onOrderChange(column: number, order: 'asc' | 'desc'): void;
}) {
  const { columns, onOrderChange } = props;
  const classes = useStyles();
  return (
    <TableHead>
      <TableRow>
        {columns.map(
          ({ title, align, width, sorting, defaultSort, tableData }) => (
            <TableCell
              key={tableData.id}
              align={align}
              width={width}
              className={clsx(classes.cell, align === 'right' && classes.end)}
              sortDirection={defaultSort}
            >
              {sorting === false ? (
                title
              ) : (
                <TableSortLabel
                  active={defaultSort !== undefined}
                  direction={defaultSort ?? 'asc'}
                  onClick={() =>
                    onOrderChange(
                      tableData.id,
                      defaultSort === 'asc' ? 'desc' : 'asc',
                    )
                  }
                >
                  {title}
                </TableSortLabel>
              )}
            </TableCell>
          ),
        )}
      </TableRow>
    </TableHead>
  );
}
