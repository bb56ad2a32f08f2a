import { expect, test } from 'vitest';

import { leaksIn } from '#tools/soak/sample.ts';
import type { Sample } from '#tools/soak/sample.ts';

const run = (change: (i: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: 30 }, (_, i) => ({
    hour: i,
    rssMb: 150,
    heapMb: 60,
    handles: 5,
    databaseMb: 3,
    delayMs: 10,
    polls: i,
    ...change(i),
  }));

test('what goes up and down leaks nothing', () => {
  expect(leaksIn(run((i) => ({ heapMb: 60 + (i % 5) * 8, rssMb: i < 8 ? 90 : 150 })))).toEqual([]);
});

test.each([
  ['heapMb', (i: number) => ({ heapMb: 60 + i * 2 })],
  ['rssMb', (i: number) => ({ rssMb: 150 + i * 6 })],
  ['handles', (i: number) => ({ handles: 5 + i * 2 })],
  ['databaseMb', (i: number) => ({ databaseMb: 3 + i * i * 0.1 })],
])('what only grows is a leak: %s', (name, change) => {
  expect(leaksIn(run(change))).toEqual([expect.stringContaining(`${name} grew from`)]);
});

test('a run that is too short tells nothing', () => {
  expect(leaksIn(run(() => ({})).slice(0, 2))).toEqual([expect.stringContaining('too short')]);
});
