/** How many numbers a text becomes: a power of two. */
export const BUCKETS = 8_192;

const SIZES = [2, 3, 4];

/**
 * The letters of a text in rows of two to four, each row in one of the buckets, weighed by how often it comes and by
 * how long the text is. Numbers and tickers are one sign each: which coin it is says nothing of what happens to it.
 */
export function featuresOf(text: string): Map<number, number> {
  const plain = ` ${text
    .normalize('NFKC')
    .replaceAll(/(?<![A-Za-z])[A-Z][A-Z0-9]{1,9}(?![a-z])/g, '$')
    .toLowerCase()
    .replaceAll(/\d+/g, '0')
    .replaceAll(/\s+/g, ' ')
    .trim()} `;
  const counts = new Map<number, number>();
  for (const size of SIZES) {
    for (let i = 0; i + size <= plain.length; i += 1) {
      const bucket = bucketOf(plain, i, i + size);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
  }
  const length = Math.sqrt([...counts.values()].reduce((sum, count) => sum + count, 0));
  return new Map([...counts].map(([bucket, count]) => [bucket, Math.sqrt(count) / Math.max(1, length)]));
}

/** FNV-1a over the code units. */
function bucketOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
