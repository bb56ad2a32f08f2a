import { expect, test } from 'vitest';

import { createTrier } from './try-case.ts';

const CASES = 1_500;

test(`${CASES} mutated answers crash nothing, state nothing and take no longer than they may`, () => {
  const seed = 7;
  const tryCase = createTrier(seed);
  const faults: string[] = [];
  for (let index = 0; index < CASES; index += 1) {
    const wrong = tryCase(index);
    if (wrong !== null) faults.push(`case ${index} of seed ${seed}: ${wrong}`);
  }
  expect(faults).toEqual([]);
}, 60_000);
