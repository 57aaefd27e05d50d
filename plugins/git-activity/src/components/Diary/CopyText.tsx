import Button from '@material-ui/core/Button';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { LocalFormat } from '../../calendar/locale';
import { useCopy } from '../../hooks/useCopy';

/** Copies a text, and says whether that went well. */
export function CopyText(props: { text: string; format: LocalFormat }) {
  const { text, format } = props;
  const { copy, said } = useCopy(text, format);
  return (
    <>
      <Button
        size="small"
        color="primary"
        startIcon={<CopyIcon />}
        onClick={copy}
      >
        {format.t('diary.copy')}
      </Button>
      <span role="status">{said}</span>
    </>
  );
}
