import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { exchangeFromObject } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { Config } from '#config/load.ts';
import { nearest } from '#src/names/nearest.ts';
import { overridePolicy } from '#config/policy-schema.ts';
import { ConfigError } from '#config/problem.ts';
import { schemaProblems } from '#config/schema-problems.ts';
import { parseYaml } from '#config/yaml-file.ts';
import type { YamlFile } from '#config/yaml-file.ts';

import { nameProblems } from './name-problems.ts';
import { scenarioSchema } from './scenario.ts';
import type { Scenario, WorldAnswer } from './scenario.ts';

export interface ReadyScenario {
  readonly scenario: Scenario;
  readonly exchanges: readonly ExchangeConfig[];
}

/** Reads a scenario, the exchanges that it is about, and the files that it names. Throws a `ConfigError` with all problems. */
export function readScenario(
  path: string,
  config: Pick<Config, 'exchanges' | 'policy' | 'networks'>,
): ReadyScenario {
  const file = parseYaml(path, readText(path));
  if (!('value' in file)) throw new ConfigError(file);
  const parsed = scenarioSchema.safeParse(file.value);
  if (!parsed.success) throw new ConfigError(schemaProblems(scenarioSchema, parsed.error.issues, file));
  const scenario = parsed.data;
  const exchanges = exchangesOf(scenario, config, file);
  const problems = nameProblems(file, exchanges, scenario);
  if (problems.length > 0) throw new ConfigError(problems);
  const world = scenario.world.map((answer) => withBody(answer, path));
  return { scenario: { ...scenario, world }, exchanges };
}

function exchangesOf(
  { exchange, exchanges, config: own }: Scenario,
  config: Pick<Config, 'exchanges' | 'policy' | 'networks'>,
  file: YamlFile,
): ExchangeConfig[] {
  const found =
    own === undefined
      ? (exchanges ?? [exchange ?? '']).map((id, i) => exchangeOf(id, i, config, file))
      : [exchangeFromObject(own, config, file.name)];
  return found.map((one) => ({ ...one, policy: overridePolicy(one.policy, file) }));
}

function exchangeOf(
  id: string,
  index: number,
  { exchanges }: Pick<Config, 'exchanges'>,
  file: YamlFile,
): ExchangeConfig {
  const found = exchanges.find((one) => one.id === id);
  if (found !== undefined) return found;
  const ids = exchanges.map((one) => one.id);
  const isOfSeveral = (file.value as { exchanges?: unknown }).exchanges !== undefined;
  throw new ConfigError([
    {
      file: file.name,
      line: file.lineOf(isOfSeveral ? ['exchanges', index] : ['exchange']),
      key: isOfSeveral ? `exchanges[${index}]` : 'exchange',
      message: 'is no exchange of this configuration',
      expected: `one of ${ids.join(', ')}`,
      suggestion: nearest(id, ids),
    },
  ]);
}

function withBody(answer: WorldAnswer, path: string): WorldAnswer {
  return answer.bodyFile === undefined
    ? answer
    : { ...answer, body: readText(resolve(dirname(path), answer.bodyFile)) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    const message = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new ConfigError([{ file: path, key: '', message, expected: 'a file that is there' }]);
  }
}
