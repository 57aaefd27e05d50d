/** What a screen of high density shows sharply, and paper, too. */
const ENLARGED = 2;

const PNG = 'image/png';

/** An SVG as an address that any page may show: the portal's content policy lets images be of `data:`, and not of `blob:`. */
function addressOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** An SVG as a PNG, drawn by the browser. @throws where the browser cannot */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = addressOf(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * ENLARGED;
  canvas.height = image.naturalHeight * ENLARGED;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('No picture'))),
      PNG,
    ),
  );
}

/** Whether the browser lets pages put pictures into the clipboard. */
export function canCopyPictures(): boolean {
  return (
    typeof ClipboardItem !== 'undefined' &&
    navigator.clipboard?.write !== undefined
  );
}

/** Puts an SVG into the clipboard, as a PNG, which is what other programs take. */
export async function copyPicture(svg: string): Promise<void> {
  // a promise, because a browser asks whether it was clicked when this is called, and not when the picture is drawn
  await navigator.clipboard.write([new ClipboardItem({ [PNG]: toPng(svg) })]);
}

/** Saves a file as if it were downloaded. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** An SVG as a file. */
export function toSvgFile(svg: string): Blob {
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** By which spreadsheets know that a file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as a file that spreadsheets open. */
export function toCsvFile(csv: string): Blob {
  return new Blob([BYTE_ORDER_MARK, csv], { type: 'text/csv;charset=utf-8' });
}
