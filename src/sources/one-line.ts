const LIMIT = 300;
// Control characters, line separators, and the marks that turn text around or hide in it.
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\s]+/gu;

// Most text is this already.
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Text from outside as one line of at most 300 characters, without control characters. */
export function oneLine(text: string): string {
  if (text.length <= LIMIT && PLAIN.test(text)) return text;
  // A body can be megabytes; what is far behind the limit cannot show.
  const line = text
    .slice(0, LIMIT * 8)
    .replaceAll(UNSEEN, ' ')
    .trim();
  if (line.length <= LIMIT) return line;
  return `${line
    .slice(0, LIMIT - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
