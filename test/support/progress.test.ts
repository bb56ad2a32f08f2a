import { expect, it } from 'vitest';

import { progress } from './progress.ts';

it('says every ten seconds at most how far it is, and nothing of what is over sooner', () => {
  let now = 0;
  const said: string[] = [];
  const tick = progress(
    (line) => said.push(line),
    () => now,
  );
  for (let piece = 1; piece <= 25; piece += 1) {
    now += 1_000;
    tick(() => `${piece} of 25`);
  }
  expect(said).toEqual(['10 of 25', '20 of 25']);
});
