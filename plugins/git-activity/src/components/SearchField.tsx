import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { LocalFormat } from '../calendar/locale';
import { LONGEST_SEARCH } from '../hooks/repositoryList';

/** How long somebody who types has to pause until it is searched for. */
const TYPING_PAUSE_MS = 250;

const useStyles = makeStyles({
  search: { flex: '0 1 280px', minWidth: 200 },
});

/** What a list is searched for, once somebody pauses who types it. */
export function SearchField(props: {
  search: string;
  label: string;
  format: LocalFormat;
  onSearch(search: string): void;
}) {
  const { search, label, format, onSearch } = props;
  const { t } = format;
  const classes = useStyles();
  const [text, setText] = useState(search);
  // the address may change by other ways than typing
  useEffect(() => setText(search), [search]);
  useDebounce(
    () => {
      if (text !== search) {
        onSearch(text);
      }
    },
    TYPING_PAUSE_MS,
    [text],
  );
  return (
    <TextField
      className={classes.search}
      size="small"
      variant="outlined"
      placeholder={label}
      value={text}
      onChange={event => setText(event.target.value)}
      inputProps={{
        'aria-label': label,
        maxLength: LONGEST_SEARCH,
      }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
        endAdornment: text && (
          <InputAdornment position="end">
            <IconButton
              size="small"
              aria-label={t('repositories.clearSearch')}
              onClick={() => onSearch('')}
            >
              <ClearIcon fontSize="small" />
            </IconButton>
          </InputAdornment>
        ),
      }}
    />
  );
}
