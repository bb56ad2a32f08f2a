import type { Claims } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';

/** The readings that some claims were last weighed against: one for each claim, in order, and no statements. */
interface Heard {
  readonly readings: readonly Reading[];
  /** Services whose claims changed by them, so that the same words once more may change them again. */
  readonly restless: ReadonlySet<ServicePath>;
}

const heard = new WeakMap<Claims, Heard>();

export function noteHeard(
  claims: Claims,
  readings: readonly Reading[],
  restless: ReadonlySet<ServicePath>,
): void {
  heard.set(claims, { readings, restless });
}

/** Claims of which some were weighed again, against what was said before. */
export function noteHeardAgain(before: Claims, after: Claims, restless: Iterable<ServicePath>): void {
  const known = heard.get(before);
  if (known === undefined) return;
  const more = [...restless].filter((service) => !known.restless.has(service));
  heard.set(after, more.length === 0 ? known : { ...known, restless: new Set([...known.restless, ...more]) });
}

/**
 * Those of the readings that can change anything: what does not say the very same as before, and what is not settled.
 * `undefined` where all have to be weighed. Of a list of thousands of coins, most polls change one or none.
 */
export function newlySaid(claims: Claims, readings: readonly Reading[]): readonly Reading[] | undefined {
  const known = heard.get(claims);
  if (known === undefined || known.readings.length !== readings.length) return undefined;
  const { readings: before, restless } = known;
  const news: Reading[] = [];
  for (const [i, reading] of readings.entries()) {
    const was = before[i];
    if (was === reading && !(restless.size > 0 && restless.has(reading.service))) continue;
    if (was?.service !== reading.service || !isPlain(reading)) return undefined;
    news.push(reading);
  }
  return news;
}

/** Whether what a reading does to a claim depends on the two alone. */
export function isPlain({ ending, signal, window }: Reading): boolean {
  return signal !== 'statement' && ending === undefined && window === undefined;
}
