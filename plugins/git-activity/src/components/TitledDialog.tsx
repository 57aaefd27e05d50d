import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { LocalFormat } from '../calendar/locale';
import { useUniqueId } from '../hooks/useUniqueId';
import { inLanguageOf } from './writing';

const useStyles = makeStyles({
  // a shadow is all that sets it off, which forced colours take away
  paper: { '@media (forced-colors: active)': { border: '1px solid' } },
});

/** A dialog that is called by its title, with a way out of it. */
export function TitledDialog(props: {
  title: ReactNode;
  open?: boolean;
  /** What the way out is called. */
  closing: string;
  /** What can be done beside closing it. */
  action?: ReactNode;
  format: LocalFormat;
  onClose(): void;
  children: ReactNode;
}) {
  const { title, open = true, closing, action, format, onClose } = props;
  const classes = useStyles();
  const id = useUniqueId();
  return (
    <Dialog
      {...{ open, onClose }}
      fullWidth
      maxWidth="sm"
      aria-labelledby={id}
      PaperProps={{ className: classes.paper }}
      {...inLanguageOf(format)}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>{props.children}</DialogContent>
      <DialogActions>
        <Button color={action ? 'default' : 'primary'} onClick={onClose}>
          {closing}
        </Button>
        {action}
      </DialogActions>
    </Dialog>
  );
}
