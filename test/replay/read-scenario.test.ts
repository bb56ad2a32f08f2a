import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { loadConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const MINUTE = 60_000;

let config: Config;
beforeAll(() => {
  config = loadConfig({});
});

function read(text: string, files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const path = join(folder, 'scenario.yaml');
  writeFileSync(path, text);
  return readScenario(path, config);
}

/** The problems of a scenario, as `line: key message`. */
function problemsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ line, key, message }) => `${line ?? '-'}: ${key} ${message}`);
  }
  return [];
}

const WHOLE = `name: A day
exchange: kraken
start: 2024-03-05T09:00:00Z
end: 2024-03-05T10:00:00+00:00
`;

test('times become milliseconds, and durations too', () => {
  const { scenario } = read(`${WHOLE}expect:
  - { at: 2024-03-05T09:10:00Z, within: 2m, kind: opened, service: kraken/spot }
`);
  expect(scenario.end - scenario.start).toBe(60 * MINUTE);
  expect(scenario.expect).toEqual([
    { at: scenario.start + 10 * MINUTE, within: 2 * MINUTE, kind: 'opened', service: 'kraken/spot' },
  ]);
});

test('a body can be a file beside the scenario', () => {
  const { scenario } = read(
    `${WHOLE}world: [{ at: 2024-03-05T09:10:00Z, source: spot-ping, bodyFile: answer.json }]\n`,
    { 'answer.json': '{"error":[]}' },
  );
  expect(scenario.world[0]?.body).toBe('{"error":[]}');
});

test('an exchange can be written in place, and its numbers replaced', () => {
  const { exchange } = read(`name: Its own
config:
  id: example
  name: Example
  website: https://www.example.com
  sources: { ping: { type: http, url: https://api.example.com/ping, every: 15s, probes: api } }
policy: { flapWindow: 10m }
start: 2024-03-05T09:00:00Z
end: 2024-03-05T10:00:00Z
`);
  expect(exchange.sources.map(({ id }) => id)).toEqual(['ping']);
  expect(exchange.policy.flapWindowMs).toBe(10 * MINUTE);
  expect(exchange.policy.staleMs).toBe(config.policy.staleMs);
});

test.each([
  ['an exchange that is not there', WHOLE.replace('kraken', 'krakn'), '2: exchange is no exchange'],
  ['neither an exchange nor a configuration', WHOLE.replace('exchange: kraken\n', ''), 'needs either'],
  [
    'a source that the exchange does not have',
    `${WHOLE}world: [{ at: 2024-03-05T09:10:00Z, source: walets, body: {} }]`,
    '5: world[0].source "walets" is no source of the exchange',
  ],
  [
    'a time without its zone',
    WHOLE.replace('2024-03-05T09:00:00Z', '2024-03-05T09:00:00'),
    '3: start is no time: write it like 2021-11-01T12:00:00Z',
  ],
  [
    'an end before the start',
    WHOLE.replace('10:00:00+00:00', '08:00:00Z'),
    '4: end must end after it starts',
  ],
  ['a key that is not known', `${WHOLE}wrld: []`, '5: wrld is no key'],
  ['what is no YAML', 'name: [', 'is no valid YAML'],
])('%s is said with its line', (_what, text, problem) => {
  expect(problemsOf(text).join('\n')).toContain(problem);
});

test('a body file that is missing is said by its name', () => {
  const text = `${WHOLE}world: [{ at: 2024-03-05T09:10:00Z, source: spot-ping, bodyFile: gone.json }]`;
  expect(() => read(text)).toThrow('gone.json');
});

test('a scenario that is missing is said by its name', () => {
  expect(() => readScenario('nowhere/day.yaml', config)).toThrow('nowhere/day.yaml');
});
