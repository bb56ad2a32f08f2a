import { oneLine } from '#src/sources/one-line.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** Text of a status page on one line, without its HTML. */
export function plainLine(text: string): string {
  const plain = text
    .slice(0, 5_000)
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(#?\w{2,6});/g, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity);
  return oneLine(plain);
}

/** The first sentence of a text, on one line. */
export function firstSentence(text: string): string {
  const line = plainLine(text);
  return /^.{8,}?[.!?。！？](?=\s|$)/u.exec(line)?.[0] ?? line;
}

/** "Delayed withdrawals: We are investigating." A text that only repeats the title adds nothing. */
export function headline(title: string, says: string | undefined): string {
  const sentence = says === undefined ? '' : firstSentence(says);
  const name = plainLine(title);
  return sentence === '' || sentence === name ? name : oneLine(`${name}: ${sentence}`);
}

/** Whether a link from outside is one that a browser may be sent to. */
export function isWebAddress(link: string): boolean {
  return URL.parse(link)?.protocol.startsWith('http') === true;
}
