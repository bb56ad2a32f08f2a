export interface Sentence {
  readonly text: string;
  /** It is an item of a list. */
  readonly bullet: boolean;
}

const ABBREVIATION =
  /(?:\b(?:approx|no|e\.g|i\.e|vs|mt|st|dr|mr|inc|ltd|co|u\.s|u\.k|a\.m|p\.m|am|pm|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z])\.$/i;

/** Cuts plain text into sentences. Lines end sentences; points within numbers, names and abbreviations do not. */
export function splitSentences(text: string): Sentence[] {
  return text.split('\n').flatMap((line) => {
    const bullet = line.startsWith('- ');
    return cutLine(bullet ? line.slice(2) : line).map((part) => ({ text: part, bullet }));
  });
}

function cutLine(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of line.matchAll(/[。!?;…]+|\.+(?=\s|$|["')])/g)) {
    const end = match.index + match[0].length;
    const so = line.slice(start, end);
    if (match[0] === '.' && ABBREVIATION.test(so) && /^\s+[\p{Ll}\d(]/u.test(line.slice(end))) continue;
    parts.push(so);
    start = end;
  }
  parts.push(line.slice(start));
  return parts.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}]/u.test(part));
}
