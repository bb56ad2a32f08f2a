// Invisible and direction-changing characters, private use, lone surrogates, and letters that show as nothing.
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\u115F\u1160\u2800\u3164\uFFA0]/gu;

// Longest first: an address and an invitation are broken up where that does not show.
const PIECES = /:\/\/|discord(?:app)?\.(?:gg|com)|[\s\S]/giu;

const MARKDOWN = new Set(['\\', '*', '_', '~', '`', '|', '<', '[', ']', '@']);

/** Marks that mean something at the beginning of a line alone: headings, lists, quotes. */
const LINE_START = /^(?:[#>+-]|\d+[.)])/;

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Adlam}]/u;

/** With less room the two characters that set a text apart would leave too little of it. */
const SHORTEST_APART = 4;

/** One of these alone is kept, so that what stands behind it does not wrap alone. */
const NO_BREAK = '\u00A0';

const ELLIPSIS = '…';

/** One line of text from outside without what nobody can see; not yet safe to show. */
export function cleanLine(text: string): string {
  return cleanPart(text).trim();
}

function cleanPart(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, (gap) => (gap === NO_BREAK ? gap : ' '))
    .replaceAll(INVISIBLE, '');
}

/**
 * Text from outside as one line of a Discord message: it reads as it is written, but cannot mention, link, invite,
 * format or hide. The result has at most `max` characters, escapes included.
 */
export function escapeText(text: string, max: number): string {
  const line = cleanLine(text);
  const pieces = (line.match(PIECES) ?? []).map(escapePiece);
  if (LINE_START.test(line)) escapeStart(pieces, line);
  return standing(line, pieces, max);
}

/**
 * What is written from right to left is set apart from the line that it stands in: otherwise the marks, numbers and
 * names beside it would change places with it.
 */
function standing(text: string, pieces: readonly string[], max: number): string {
  if (max < SHORTEST_APART || !RIGHT_TO_LEFT.test(text)) return fit(pieces, max);
  return `\u2068${fit(pieces, max - 2)}\u2069`;
}

/** A part of a line, as `escapeText` makes a whole one: the blanks at its ends stay. */
export function escapePart(text: string, max: number): string {
  const part = cleanPart(text);
  return standing(part, (part.match(PIECES) ?? []).map(escapePiece), max);
}

/** A line of which every part is escaped, so that its beginning is no mark either. */
export function guardStart(line: string): string {
  if (!LINE_START.test(line)) return line;
  const at = /^\d+/.exec(line)?.[0].length ?? 0;
  return `${line.slice(0, at)}\\${line.slice(at)}`;
}

/** At most `max` characters of a clean text, cut between characters. */
export function clip(text: string, max: number): string {
  return fit(Array.from(text), max);
}

function escapePiece(piece: string): string {
  if (piece === '://') return ':\\//';
  if (piece.length > 2) return piece.replace('.', '\\.');
  return MARKDOWN.has(piece) ? `\\${piece}` : piece;
}

function escapeStart(pieces: string[], line: string): void {
  const at = /^\d+/.exec(line)?.[0].length ?? 0;
  const piece = pieces[at];
  if (piece !== undefined && !piece.startsWith('\\')) pieces[at] = `\\${piece}`;
}

function fit(pieces: readonly string[], max: number): string {
  const whole = pieces.join('');
  if (whole.length <= max) return whole;
  let kept = '';
  for (const piece of pieces) {
    if (kept.length + piece.length > max - ELLIPSIS.length) break;
    kept += piece;
  }
  return `${kept.trimEnd()}${ELLIPSIS}`;
}
