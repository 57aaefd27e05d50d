import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { LocalFormat } from '../calendar/locale';

/** Copies a text, and says how that went: for a `status`, and only of the text as it is now. */
export function useCopy(
  text: string,
  format: LocalFormat,
): { copy(): void; said: string | undefined } {
  const [{ value, error }, copy] = useCopyToClipboard();
  return {
    copy: () => copy(text),
    said:
      value === text
        ? format.t(error ? 'commits.notCopied' : 'commits.copied')
        : undefined,
  };
}
