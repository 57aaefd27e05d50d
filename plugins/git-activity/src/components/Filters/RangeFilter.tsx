import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { Day } from 'backstage-plugin-git-activity-common';
import { FormEvent, useState } from 'react';
import { DayRange, padYear, yearOf } from '../../calendar/strips';
import {
  isRange,
  RangeChoice,
  rangeLimits,
  resolveRange,
} from '../../hooks/selection';

/** The first year that is offered, the year of Git's birth; older ones are reached by dates. */
const FIRST_OFFERED_YEAR = 2005;
const LAST_12_MONTHS = 'last-12-months';
const CUSTOM = 'custom';

const useStyles = makeStyles(theme => ({
  form: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  select: { minWidth: 160 },
}));

/** Which days are shown: the last twelve months, a year, or any days. */
export function RangeFilter(props: {
  range: RangeChoice;
  today: Day;
  onChange(range: RangeChoice): void;
}) {
  const { range, today, onChange } = props;
  const classes = useStyles();
  const [editing, setEditing] = useState(false);
  const isCustom = editing || range.kind === 'custom';

  const choose = (value: string) => {
    setEditing(value === CUSTOM);
    if (value === LAST_12_MONTHS) {
      onChange({ kind: LAST_12_MONTHS });
    } else if (value !== CUSTOM) {
      onChange({ kind: 'year', year: Number(value) });
    }
  };
  const applyDates = (dates: DayRange) => {
    setEditing(false);
    onChange({ kind: 'custom', ...dates });
  };
  const { from, to } = resolveRange(range, today);

  return (
    <>
      <TextField
        select
        label="Period"
        size="small"
        variant="outlined"
        className={classes.select}
        value={isCustom ? CUSTOM : valueOf(range)}
        onChange={event => choose(event.target.value)}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        inputProps={{ 'aria-label': 'Period' }}
      >
        <option value={LAST_12_MONTHS}>Last 12 months</option>
        {offeredYears(range, today).map(year => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
        <option value={CUSTOM}>From … to …</option>
      </TextField>
      {isCustom && (
        <DatesForm
          key={`${from} ${to}`}
          initial={{ from, to }}
          today={today}
          onApply={applyDates}
        />
      )}
    </>
  );
}

function DatesForm(props: {
  initial: DayRange;
  today: Day;
  onApply(dates: DayRange): void;
}) {
  const { today, onApply } = props;
  const classes = useStyles();
  const [dates, setDates] = useState(props.initial);
  const valid = isRange(dates, today);
  const limits = rangeLimits(today);
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
          label={end === 'from' ? 'From' : 'To'}
          id={`git-activity-range-${end}`}
          size="small"
          variant="outlined"
          value={dates[end]}
          error={!valid}
          helperText={
            !valid && end === 'to'
              ? 'The last day must not be before the first'
              : undefined
          }
          onChange={event => setDates({ ...dates, [end]: event.target.value })}
          InputLabelProps={{ shrink: true }}
          inputProps={{ min: limits.from, max: limits.to }}
        />
      ))}
      <Button type="submit" color="primary" disabled={!valid}>
        Apply
      </Button>
    </form>
  );
}

function valueOf(range: RangeChoice): string {
  return range.kind === 'year' ? padYear(range.year) : range.kind;
}

/** From this year back; a link may have named an older one. */
function offeredYears(range: RangeChoice, today: Day): number[] {
  const thisYear = yearOf(today);
  const years = Array.from(
    { length: thisYear - FIRST_OFFERED_YEAR + 1 },
    (_, index) => thisYear - index,
  );
  return range.kind === 'year' && !years.includes(range.year)
    ? [...years, range.year]
    : years;
}
