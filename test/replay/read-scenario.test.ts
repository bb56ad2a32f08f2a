import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const MINUTE = 60_000;

let config: Config;
beforeAll(() => {
  config = shippedConfig();
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

test('times can count from the start, and what repeats is there each time', () => {
  const { scenario } = read(`name: A day
exchange: kraken
start: 2024-03-05T09:00:00Z
end: +1h30m
world:
  - { at: +10m, source: spot-ping, status: 500, repeat: { every: 20m, times: 3 } }
`);
  expect(scenario.end - scenario.start).toBe(90 * MINUTE);
  expect(scenario.world.map(({ at, status }) => [(at - scenario.start) / MINUTE, status])).toEqual([
    [10, 500],
    [30, 500],
    [50, 500],
  ]);
});

test('several exchanges are watched side by side, and their sources told apart', () => {
  const { exchanges } = read(`name: Two
exchanges: [kraken, kucoin]
start: 2024-03-05T09:00:00Z
end: +1h
world: [{ at: +10m, source: [kraken/spot-ping, 'kucoin/*'], status: 500 }]
expect: [{ at: +10m, kind: opened, service: kucoin/api }]
`);
  expect(exchanges.map(({ id }) => id)).toEqual(['kraken', 'kucoin']);
});

test('a body can be a file beside the scenario', () => {
  const { scenario } = read(
    `${WHOLE}world: [{ at: 2024-03-05T09:10:00Z, source: spot-ping, bodyFile: answer.json }]\n`,
    { 'answer.json': '{"error":[]}' },
  );
  expect(scenario.world[0]?.body).toBe('{"error":[]}');
});

test('an exchange can be written in place, and its numbers replaced', () => {
  const { exchanges } = read(`name: Its own
config:
  id: example
  name: Example
  website: https://www.example.com
  sources: { ping: { type: http, url: https://api.example.com/ping, every: 15s, probes: api } }
policy: { flapWindow: 10m }
start: 2024-03-05T09:00:00Z
end: 2024-03-05T10:00:00Z
`);
  const [exchange] = exchanges;
  expect(exchange?.sources.map(({ id }) => id)).toEqual(['ping']);
  expect(exchange?.policy.flapWindowMs).toBe(10 * MINUTE);
  expect(exchange?.policy.staleMs).toBe(config.policy.staleMs);
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
  [
    'a service of another exchange',
    `${WHOLE}expect: [{ at: +10m, kind: opened, service: krakn/spot }]`,
    '5: expect[0].service "krakn/spot" is no service',
  ],
  [
    'a component that is not there',
    `${WHOLE}expect: [{ either: [{ at: +10m, kind: opened, also: [kraken/withdrawal] }, []] }]`,
    '5: expect[0].either[0].also[0] is no service: "withdrawal" is no component',
  ],
  [
    'a source that is no evidence',
    `${WHOLE}expect: [{ at: +10m, kind: opened, evidence: [walets] }]`,
    '5: expect[0].evidence[0] "walets" is no source',
  ],
  [
    'a question for what is not there',
    `${WHOLE}asked: [{ at: +10m, service: kraken/sopt }]`,
    '5: asked[0].service is no service',
  ],
  [
    'a question while the bot is off',
    `${WHOLE}off: [{ from: +5m, until: +20m }]\nasked: [{ at: +10m, service: kraken/spot }]`,
    '6: asked[0].at is a time at which nobody is there',
  ],
  [
    'a source that several exchanges have',
    `${WHOLE.replace('exchange: kraken', 'exchanges: [kraken, kucoin]')}world: [{ at: +10m, source: spot-ping }]`,
    '5: world[0].source "spot-ping" is a source of several exchanges',
  ],
  ['a time that is none', `${WHOLE}world: [{ at: 10m, source: spot-ping }]`, '5: world[0].at is no time'],
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
