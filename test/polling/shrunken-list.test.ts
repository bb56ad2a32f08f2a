import { describe, expect, it } from 'vitest';

import type { Observation } from '#src/domain/outcome.ts';
import { checkListSize } from '#src/polling/shrunken-list.ts';
import type { ListSize } from '#src/polling/shrunken-list.ts';

const NOW = Date.UTC(2026, 2, 20, 12);
const HOUR = 3_600_000;
const LIST: Observation = { source: 'wallets', at: NOW, kind: 'ok', readings: [] };
const check = (rows: number, before?: ListSize, now = NOW) => checkListSize(LIST, rows, before, now);

describe('a list', () => {
  it.each([
    [340, 169, 'broken'],
    [340, 0, 'broken'],
    [340, 170, 'ok'],
    [3, 1, 'broken'],
    [2, 0, 'ok'],
    [100, 400, 'ok'],
  ])('of %i rows that has %i is %s', (before, rows, kind) => {
    expect(check(rows, { rows: before }).observation.kind).toBe(kind);
  });

  it('is believed when it is first seen', () => {
    expect(check(5)).toEqual({ observation: LIST, size: { rows: 5 } });
  });

  it('says how much it lost, and is held against what it had, for a day', () => {
    const first = check(10, { rows: 340 });
    expect(first.observation).toMatchObject({
      message: expect.stringContaining('lists 10 where it listed 340'),
    });
    const later = check(10, first.size, NOW + 23 * HOUR);
    expect(later.observation.kind).toBe('broken');
    expect(check(10, later.size, NOW + 24 * HOUR)).toEqual({ observation: LIST, size: { rows: 10 } });
  });

  it('that is whole again is believed at once', () => {
    const short = check(10, { rows: 340 });
    expect(check(338, short.size, NOW + HOUR)).toEqual({ observation: LIST, size: { rows: 338 } });
  });
});
