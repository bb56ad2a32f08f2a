/** Chance that can be repeated: the same seed gives the same choices. */
export interface Chance {
  /** From 0 to 1. */
  next(): number;
  between(from: number, to: number): number;
  oneOf<T>(things: readonly T[]): T;
  isHit(share: number): boolean;
}

/** Mulberry32. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => Math.round(from + next() * (to - from)),
    oneOf(things) {
      const thing = things[Math.floor(next() * things.length)];
      if (thing === undefined) throw new RangeError('There is nothing to choose from.');
      return thing;
    },
    isHit: (share) => next() < share,
  };
}
