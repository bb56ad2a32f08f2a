/** Something expected beside something that came; one of them is missing where they have no match. */
export interface Aligned<E, T> {
  readonly expected?: E;
  readonly came?: T;
}

interface AlignRules<E, T> {
  /** Whether it may be the one that was expected, whatever else differs. */
  readonly isAbout: (expected: E, came: T) => boolean;
  readonly differs: (expected: E, came: T) => boolean;
  /** How often it may come, of what need not come at all. */
  readonly atMost: (expected: E) => number | undefined;
}

interface Step<E, T> {
  readonly cost: number;
  readonly pair?: Aligned<E, T>;
  readonly next?: Step<E, T>;
}

// One that is missing, and one that is too many, weigh the same; one that differs weighs less than the two.
const STRAY = 1;
const DIFFERENT = 0.75;

/** The way to hold two lists against each other, both in order, that leaves the least unexplained. */
export function align<E, T>(
  expected: readonly E[],
  came: readonly T[],
  { isAbout, differs, atMost }: AlignRules<E, T>,
): { readonly cost: number; readonly pairs: readonly Aligned<E, T>[] } {
  const known = new Map<string, Step<E, T>>();

  function best(i: number, j: number, used: number): Step<E, T> {
    const key = `${i} ${j} ${used}`;
    const found = known.get(key) ?? cheapest(waysOn(i, j, used));
    known.set(key, found);
    return found;
  }

  function waysOn(i: number, j: number, used: number): Step<E, T>[] {
    const ways: Step<E, T>[] = [];
    if (i < expected.length) {
      const one = expected[i] as E;
      const limit = atMost(one);
      if (j < came.length && used < (limit ?? 1) && isAbout(one, came[j] as T)) {
        const next = limit === undefined ? best(i + 1, j + 1, 0) : best(i, j + 1, used + 1);
        const pair = { expected: one, came: came[j] as T };
        ways.push(stepTo(next, differs(one, pair.came) ? DIFFERENT : 0, pair));
      }
      const isOptional = limit !== undefined;
      const next = best(i + 1, j, 0);
      ways.push(isOptional ? next : stepTo(next, STRAY, { expected: one }));
    }
    if (j < came.length) ways.push(stepTo(best(i, j + 1, used), STRAY, { came: came[j] as T }));
    return ways;
  }

  const pairs: Aligned<E, T>[] = [];
  const first = best(0, 0, 0);
  for (let step: Step<E, T> | undefined = first; step !== undefined; step = step.next) {
    if (step.pair !== undefined) pairs.push(step.pair);
  }
  return { cost: first.cost, pairs };
}

function stepTo<E, T>(next: Step<E, T>, cost: number, pair: Aligned<E, T>): Step<E, T> {
  return { cost: next.cost + cost, pair, next };
}

function cheapest<E, T>(ways: readonly Step<E, T>[]): Step<E, T> {
  return ways.reduce((least, way) => (way.cost < least.cost ? way : least), ways[0] ?? { cost: 0 });
}
