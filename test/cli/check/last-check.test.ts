import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { hasChanged, readLastCheck, writeLastCheck } from '#src/cli/check/last-check.ts';
import type { CheckedSource } from '#src/cli/check/check-source.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

import { aCheckedSource, aReading } from './a-checked-source.ts';

describe('a source has changed', () => {
  const before = aCheckedSource({
    readings: [aReading('binance/spot', 'operational'), aReading('binance/api', 'partial_outage')],
  });

  it.each<[string, Partial<CheckedSource>, boolean]>([
    ['by another outcome', { outcome: 'broken', readings: [] }, true],
    ['by another status', { readings: [aReading('binance/spot', 'major_outage')] }, true],
    ['not by its speed or size', { ms: 999, bytes: 9 }, false],
    ['not by the order of what it says', { readings: before.readings.toReversed() }, false],
    [
      'not by another service that works',
      { readings: [...before.readings, aReading('binance/card', 'operational')] },
      false,
    ],
  ])('%s', (_name, changes, expected) => {
    const path = join(temporaryFolder(), 'data', 'last-check.json');
    writeLastCheck(path, [before], {});
    expect(hasChanged({ ...before, ...changes }, readLastCheck(path))).toBe(expected);
  });

  it('when it was never checked', () => {
    expect(hasChanged(before, {})).toBe(true);
  });
});

describe('the last check', () => {
  it('keeps what it knew of exchanges that are not checked now', () => {
    const path = join(temporaryFolder(), 'last-check.json');
    const kraken = aCheckedSource({ exchange: 'kraken' });
    writeLastCheck(path, [kraken], {});
    writeLastCheck(path, [aCheckedSource()], readLastCheck(path));
    expect(hasChanged(kraken, readLastCheck(path))).toBe(false);
  });

  it.each(['not JSON', '[1]', '{"a":1}'])('that reads "%s" is as good as none', (text) => {
    const path = join(temporaryFolder(), 'last-check.json');
    writeFileSync(path, text);
    expect(readLastCheck(path)).toEqual({});
  });
});
