import Button from '@material-ui/core/Button';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TablePagination from '@material-ui/core/TablePagination';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Identity, IdentityList } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import {
  IdentitiesState,
  IdentityChoice,
  PEOPLE_PER_PAGE,
} from '../../hooks/useIdentities';
import { ForeignText } from '../ForeignText';
import { MergeSource } from './MergeDialog';
import { describeAuthors, describeRule } from './words';

const useStyles = makeStyles(theme => ({
  waiting: { opacity: 0.6 },
  cell: { verticalAlign: 'top' },
  number: { whiteSpace: 'nowrap', wordBreak: 'normal' },
  authors: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  author: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
  },
  pages: { overflow: 'hidden' },
}));

/** Everyone whom commits name, what they write, and why they are who they are; the server has searched and paged them. */
export function PeopleTable(props: {
  people: IdentitiesState & { value: IdentityList };
  choice: IdentityChoice;
  format: LocalFormat;
  onMerge(source: MergeSource): void;
  onErase(person: Identity): void;
}) {
  const { people, choice, format, onMerge, onErase } = props;
  const { value, page, showPage } = people;
  const { t } = format;
  const classes = useStyles();
  const count = countOf(value, choice);
  return (
    <div
      className={people.stale ? classes.waiting : undefined}
      aria-busy={people.stale}
    >
      {value.items.length === 0 ? (
        <Typography>{t('identities.nobody')}</Typography>
      ) : (
        <TableContainer>
          <Table size="small" aria-label={t('identities.people')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('identities.person')}</TableCell>
                <TableCell>{t('identities.writesAs')}</TableCell>
                <TableCell align="right" className={classes.number}>
                  {t('identities.commits')}
                </TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {value.items.map(person => (
                <PersonRow
                  key={person.id}
                  {...{ person, format, onMerge, onErase }}
                />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {(page > 0 || value.nextCursor !== undefined) && (
        <TablePagination
          component="div"
          className={classes.pages}
          count={count}
          page={page}
          rowsPerPage={PEOPLE_PER_PAGE}
          rowsPerPageOptions={[]}
          onPageChange={(_, chosen) => showPage(chosen)}
          backIconButtonText={t('identities.previousPage')}
          nextIconButtonText={t('identities.nextPage')}
          labelDisplayedRows={({ from, to }) =>
            t('repositories.pageOf', {
              from: format.number(from),
              to: format.number(to),
              all: format.number(count),
            })
          }
        />
      )}
    </div>
  );
}

function countOf({ totals }: IdentityList, { state }: IdentityChoice): number {
  return state
    ? totals[state].people
    : totals.matched.people + totals.unmatched.people + totals.bot.people;
}

function PersonRow(props: {
  person: Identity;
  format: LocalFormat;
  onMerge(source: MergeSource): void;
  onErase(person: Identity): void;
}) {
  const { person, format, onMerge, onErase } = props;
  const { t } = format;
  const classes = useStyles();
  const { name, userEntityRef, botReason, alias } = person;
  // What stands in for those who were erased tells nothing.
  const authors = person.erased ? [] : person.authors;
  const others = person.erased ? 0 : person.authorCount - authors.length;
  return (
    <TableRow>
      {/* which it would not be to screen readers by itself */}
      <TableCell
        className={classes.cell}
        component="th"
        scope="row"
        role="rowheader"
      >
        {userEntityRef === undefined ? (
          <ForeignText text={name} otherwise={t('common.nameless')} />
        ) : (
          <EntityRefLink entityRef={userEntityRef} title={name} hideIcon />
        )}
        <Typography variant="caption" color="textSecondary" display="block">
          {stateOf(person, format)}
        </Typography>
        {alias && (
          <Button
            size="small"
            color="primary"
            aria-label={t('identities.mergeWho', { name })}
            onClick={() => onMerge({ name, alias })}
          >
            {t('identities.merge')}
          </Button>
        )}
        {!person.erased && botReason === undefined && (
          <Button
            size="small"
            aria-label={t('identities.eraseWho', { name })}
            onClick={() => onErase(person)}
          >
            {t('identities.erase')}
          </Button>
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        <ul className={classes.authors}>
          {authors.map(author => (
            <li key={describeAuthors(author)} className={classes.author}>
              <ForeignText text={describeAuthors(author)} />
              <Typography variant="caption" color="textSecondary">
                {t('identities.because', {
                  commits: t('common.commits', { count: author.commits }),
                  rule: describeRule(author, format),
                })}
              </Typography>
              {(userEntityRef ?? botReason) !== undefined && (
                <Button
                  size="small"
                  aria-label={t('identities.elseWho', {
                    name: describeAuthors(author),
                  })}
                  onClick={() =>
                    onMerge({
                      name: describeAuthors(author),
                      alias: {
                        email: author.email,
                        ...(author.name.trim() && { name: author.name }),
                      },
                    })
                  }
                >
                  {t('identities.else')}
                </Button>
              )}
            </li>
          ))}
          {others > 0 && (
            <li>{t('identities.andAuthors', { count: others })}</li>
          )}
        </ul>
      </TableCell>
      <TableCell className={classes.cell} align="right">
        {format.number(person.commits)}
      </TableCell>
    </TableRow>
  );
}

function stateOf(
  { userEntityRef, botReason, erased }: Identity,
  { t }: LocalFormat,
): string {
  if (erased) {
    return t('identities.erased');
  }
  if (botReason !== undefined) {
    return t('identities.botBecause', { reason: botReason });
  }
  return userEntityRef ?? t('identities.noUser');
}
