import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const ELLIPSIS = '…';

/** How many columns of a terminal a text takes: a Chinese character takes two, a mark above a letter none. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** A text of at most so many columns; what is cut off is marked. No character is cut in two. */
export function clipColumns(text: string, room: number): string {
  if (columnsOf(text) <= room) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (columnsOf(kept) + columnsOf(segment) + 1 > room) break;
    kept += segment;
  }
  return room < 1 ? '' : `${kept}${ELLIPSIS}`;
}

/** Breaks a text between words into lines of at most so many columns; a word that is longer is broken too. */
export function wrap(text: string, room: number): string[] {
  return wrapAnsi(text, Math.max(1, room), { hard: true, trim: true }).split('\n');
}
