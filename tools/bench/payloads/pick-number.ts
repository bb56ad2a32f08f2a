/** Numbers from 0 up to a limit, scattered evenly and the same in every run. */
export type PickNumber = (below: number) => number;

/** A linear congruential generator (Numerical Recipes): a payload needs variety, not chance. */
export function scatteredNumbers(seed: number): PickNumber {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HEX = '0123456789abcdef';

/** So many hexadecimal digits: what addresses and ids look like, which compresses as little as theirs do. */
export function hexDigits(pick: PickNumber, length: number): string {
  let digits = '';
  for (let i = 0; i < length; i += 1) digits += HEX[pick(HEX.length)];
  return digits;
}
