import { randomInt } from 'node:crypto';

/** What a run draws from if nobody says otherwise: always the same, so that nothing fails by chance. */
const USUAL_SEED = 20_190_515;

/** The seed that `PROPERTY_SEED` asks for: a number, `random` for a new one, or nothing for the usual one. */
export function seedFor(asked: string | undefined): number {
  if (asked === undefined || asked === '') return USUAL_SEED;
  if (asked === 'random') return randomInt(2 ** 31);
  if (/^-?\d{1,10}$/.test(asked)) return Number(asked);
  throw new Error(`PROPERTY_SEED is "${asked}"; it is a whole number, or "random".`);
}
