/** How many numbers a text becomes: a power of two. */
export const BUCKETS = 32_768;

const SIZES = [2, 3, 4];

/** What a word, or words in a row, count for beside the rows of letters that they are made of. */
const WORD = 2;

/** Posts say soon what they are about; what follows is boilerplate. */
const MAX_TEXT = 800;

/**
 * The letters of a text in rows of two to four, and its words in rows of one to three, each row in one of the buckets,
 * weighed by how often it comes and by how long the text is. Numbers and tickers are one sign each: which coin it is
 * says nothing of what happens to it.
 */
export function featuresOf(text: string): Map<number, number> {
  const plain = ` ${text
    .slice(0, MAX_TEXT)
    .normalize('NFKC')
    .replaceAll(/(?<![A-Za-z])[A-Z][A-Z0-9]{1,9}(?![a-z])/g, '$')
    .toLowerCase()
    .replaceAll(/\d+/g, '0')
    .replaceAll(/\s+/g, ' ')
    .trim()} `;
  const counts = new Map<number, number>();
  const count = (row: string, times: number): void => {
    const bucket = bucketOf(row);
    counts.set(bucket, (counts.get(bucket) ?? 0) + times);
  };
  for (const size of SIZES) {
    for (let i = 0; i + size <= plain.length; i += 1) count(plain.slice(i, i + size), 1);
  }
  const words = plain.match(/[\p{L}$0]+/gu) ?? [];
  for (let i = 0; i < words.length; i += 1) {
    for (let n = 1; n <= 3 && i + n <= words.length; n += 1)
      count(`${n} ${words.slice(i, i + n).join(' ')}`, WORD);
  }
  const length = Math.sqrt([...counts.values()].reduce((sum, times) => sum + times, 0));
  return new Map([...counts].map(([bucket, times]) => [bucket, Math.sqrt(times) / Math.max(1, length)]));
}

/** FNV-1a over the code units. */
function bucketOf(row: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < row.length; i += 1) hash = Math.imul(hash ^ row.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
