/** All lengths are units of the drawing, which is a CSS pixel where it is not enlarged. */
export const SQUARE = 14;
export const PITCH = 17;
export const MARGIN = 24;
export const TITLE_SIZE = 20;

/** As documents are: dark on white, whatever the theme of the portal. */
export const PAPER = '#ffffff';
const INK = '#1f1f1f';
export const FAINT_INK = '#616161';
const EDGE = '#d5d5d5';

/** How a day is drawn: filled with a colour, or with a pattern of its own where it has no number. */
export interface Look {
  fill: string;
  isPartial?: boolean;
  isDotted?: boolean;
}

/** What days are filled with that have no number. */
export const PATTERNS = [
  '<defs>',
  `<pattern id="unborn" width="1" height="1" patternContentUnits="objectBoundingBox" patternUnits="objectBoundingBox"><path d="M.3 .5h.4" stroke="${FAINT_INK}" stroke-width=".08"/></pattern>`,
  `<pattern id="early" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="${FAINT_INK}"/></pattern>`,
  `<pattern id="missed" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1" fill="${FAINT_INK}"/></pattern>`,
  '</defs>',
].join('');

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** A text as XML has it. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, character => ESCAPES[character]);
}

interface Place {
  x: number;
  y?: number;
}

/** Puts marks on paper from the top down; from right to left where that is how one reads. */
export class Pen {
  readonly marks: string[] = [];
  readonly width: number;
  y = MARGIN + TITLE_SIZE / 2;
  readonly #isMirrored: boolean;

  constructor(options: { width: number; isMirrored: boolean }) {
    this.width = options.width;
    this.#isMirrored = options.isMirrored;
  }

  down(length: number): void {
    this.y += length;
  }

  text(
    words: string,
    options: Place & { size: number; isBold?: boolean; colour?: string },
  ): void {
    const { x, y = this.y, size, isBold = false, colour = INK } = options;
    // in a text that runs from right to left, its start is on the right
    const left = this.#isMirrored ? this.width - x : x;
    const weight = isBold ? ' font-weight="bold"' : '';
    this.marks.push(
      `<text x="${left}" y="${y}" font-size="${size}" fill="${colour}"${weight}>${escapeXml(
        words,
      )}</text>`,
    );
  }

  square({ fill, isPartial, isDotted }: Look, { x, y }: Required<Place>): void {
    const left = this.#isMirrored ? this.width - x - SQUARE : x;
    const dots = isDotted ? ' stroke-dasharray="1 2"' : '';
    this.marks.push(
      `<rect x="${left + 0.5}" y="${y + 0.5}" width="${SQUARE - 1}" height="${
        SQUARE - 1
      }" rx="2" fill="${fill}" stroke="${EDGE}"${dots}/>`,
    );
    if (isPartial) {
      this.marks.push(`<path d="M${left} ${y}h6l-6 6z" fill="${PAPER}"/>`);
    }
  }
}
