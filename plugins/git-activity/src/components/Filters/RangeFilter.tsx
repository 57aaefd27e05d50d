import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { FormEvent, useState } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { Clock, daysOf, Period } from '../../calendar/periods';
import { DayRange, padYear, yearOf } from '../../calendar/strips';
import { isRange, rangeLimits } from '../../hooks/selection';

const CUSTOM = 'custom';

/** Periods that are always offered, by what the address calls them. */
const PERIODS = ['last-12-months', 'this-quarter', 'last-quarter'] as const;

const useStyles = makeStyles(theme => ({
  form: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  select: { minWidth: 160 },
}));

/** Which days are shown: the last twelve months, a quarter, a year that has commits, or any days. */
export function RangeFilter(props: {
  range: Period;
  clock: Clock;
  /** The years that have commits, newest first. */
  years: number[];
  format: LocalFormat;
  onChange(range: Period): void;
}) {
  const { range, clock, years, format, onChange } = props;
  const { t } = format;
  const classes = useStyles();
  const [editing, setEditing] = useState(false);
  const isCustom = editing || range.kind === 'custom';

  const choose = (value: string) => {
    setEditing(value === CUSTOM);
    const named = PERIODS.find(kind => kind === value);
    if (named) {
      onChange({ kind: named });
    } else if (value !== CUSTOM) {
      onChange({ kind: 'year', year: Number(value) });
    }
  };
  const applyDates = (dates: DayRange) => {
    setEditing(false);
    onChange({ kind: 'custom', ...dates });
  };
  const { from, to } = daysOf(range, clock);

  return (
    <>
      <TextField
        select
        label={t('filters.period')}
        size="small"
        variant="outlined"
        className={classes.select}
        value={isCustom ? CUSTOM : valueOf(range)}
        onChange={event => choose(event.target.value)}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        inputProps={{ 'aria-label': t('filters.period') }}
      >
        {PERIODS.map(kind => (
          <option key={kind} value={kind}>
            {t(`filters.${kind}`)}
          </option>
        ))}
        {offeredYears(range, { clock, years }).map(year => (
          <option key={year} value={year}>
            {format.year(year)}
          </option>
        ))}
        <option value={CUSTOM}>{t('filters.custom')}</option>
      </TextField>
      {isCustom && (
        <DatesForm
          key={`${from} ${to}`}
          initial={{ from, to }}
          clock={clock}
          format={format}
          onApply={applyDates}
        />
      )}
    </>
  );
}

function DatesForm(props: {
  initial: DayRange;
  clock: Clock;
  format: LocalFormat;
  onApply(dates: DayRange): void;
}) {
  const { clock, format, onApply } = props;
  const { t } = format;
  const classes = useStyles();
  const [dates, setDates] = useState(props.initial);
  const valid = isRange(dates, clock);
  const limits = rangeLimits(clock);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (valid) {
      onApply(dates);
    }
  };
  return (
    <form className={classes.form} onSubmit={apply} noValidate>
      {(['from', 'to'] as const).map(end => (
        <TextField
          key={end}
          type="date"
          label={t(`filters.${end}`)}
          id={`git-activity-range-${end}`}
          size="small"
          variant="outlined"
          value={dates[end]}
          error={!valid}
          helperText={
            !valid && end === 'to' ? t('filters.notInOrder') : undefined
          }
          onChange={event => setDates({ ...dates, [end]: event.target.value })}
          InputLabelProps={{ shrink: true }}
          inputProps={{ min: limits.from, max: limits.to }}
        />
      ))}
      <Button type="submit" color="primary" disabled={!valid}>
        {t('filters.apply')}
      </Button>
    </form>
  );
}

function valueOf(range: Period): string {
  return range.kind === 'year' ? padYear(range.year) : range.kind;
}

/** This year and those that have commits; a link may have named another one. */
function offeredYears(
  range: Period,
  options: { clock: Clock; years: number[] },
): number[] {
  const named = range.kind === 'year' ? [range.year] : [];
  const offered = new Set([
    yearOf(options.clock.today),
    ...options.years,
    ...named,
  ]);
  return [...offered].sort((a, b) => b - a);
}
