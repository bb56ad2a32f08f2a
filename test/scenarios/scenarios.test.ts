import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { readScenario } from '#src/replay/read-scenario.ts';

import { PARTS, PENDING, SCENARIOS, scenarioConfig } from './tell-scenarios.ts';

test('what is pending is there', () => {
  const ids = new Set(SCENARIOS.map((path) => basename(path, '.yaml')));
  expect([...PENDING].filter((id) => !ids.has(id))).toEqual([]);
});

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
