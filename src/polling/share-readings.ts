import type { Reading } from '#src/domain/reading.ts';
import { isSameValue } from '#src/domain/same-value.ts';

/**
 * `after`, with each reading that says what stood in its place in `before` as that very object; `before` itself
 * where all of them do.
 */
export function shareReadings(before: readonly Reading[], after: readonly Reading[]): readonly Reading[] {
  let isSame = before.length === after.length;
  const shared = after.map((reading, i) => {
    const known = before[i];
    if (known !== undefined && saysTheSame(known, reading)) return known;
    isSame = false;
    return reading;
  });
  return isSame ? before : shared;
}

function saysTheSame(a: Reading, b: Reading): boolean {
  if (a === b) return true;
  return a.service === b.service && a.status === b.status && isSameValue(a, b);
}
