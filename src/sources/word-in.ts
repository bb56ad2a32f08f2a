/** What a word means by a table, in whatever letters and with whatever stands between its parts: "Major Outage". */
export function wordIn<Meaning>(table: Readonly<Record<string, Meaning>>, word: string): Meaning | undefined {
  if (Object.hasOwn(table, word)) return table[word];
  const plain = plainly(word);
  const key = Object.keys(table).find((one) => plainly(one) === plain);
  return key === undefined ? undefined : table[key];
}

/** A minus is no hyphen: -1 is not 1. */
function plainly(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/(?<=\p{L})[\s_-]+(?=\p{L})/gu, '');
}
