import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { readScenario } from '#src/replay/read-scenario.ts';

import { PARTS, SCENARIOS, scenarioConfig } from './tell-scenarios.ts';

test('there are scenarios, and each says what it expects', () => {
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(34);
  const silent = SCENARIOS.filter(
    (path) => readScenario(path, scenarioConfig()).scenario.expect === undefined,
  );
  expect(silent).toEqual([]);
});

test('every part of them is played', () => {
  const parts = globSync(fileURLToPath(new URL('part-*.test.ts', import.meta.url)));
  expect(parts).toHaveLength(PARTS);
});
