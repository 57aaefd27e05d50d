import Button from '@material-ui/core/Button';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { LocalFormat } from '../../calendar/locale';

/** Copies a text, and says whether that went well. */
export function CopyText(props: { text: string; format: LocalFormat }) {
  const { text, format } = props;
  const { t } = format;
  const [{ value, error }, copy] = useCopyToClipboard();
  return (
    <>
      <Button
        size="small"
        color="primary"
        startIcon={<CopyIcon />}
        onClick={() => copy(text)}
      >
        {t('diary.copy')}
      </Button>
      <span role="status">
        {/* What was copied before was another text. */}
        {value === text && t(error ? 'commits.notCopied' : 'commits.copied')}
      </span>
    </>
  );
}
