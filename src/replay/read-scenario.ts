import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { exchangeFromObject } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { Config } from '#config/load.ts';
import { nearest } from '#config/nearest.ts';
import { overridePolicy } from '#config/policy-schema.ts';
import { ConfigError } from '#config/problem.ts';
import type { Problem } from '#config/problem.ts';
import { schemaProblems } from '#config/schema-problems.ts';
import { parseYaml } from '#config/yaml-file.ts';
import type { YamlFile } from '#config/yaml-file.ts';

import { scenarioSchema } from './scenario.ts';
import type { Scenario, WorldAnswer } from './scenario.ts';

export interface ReadyScenario {
  readonly scenario: Scenario;
  readonly exchange: ExchangeConfig;
}

/** Reads a scenario, the exchange that it is about, and the files that it names. Throws a `ConfigError` with all problems. */
export function readScenario(
  path: string,
  config: Pick<Config, 'exchanges' | 'policy' | 'networks'>,
): ReadyScenario {
  const file = parseYaml(path, readText(path));
  if (!('value' in file)) throw new ConfigError(file);
  const parsed = scenarioSchema.safeParse(file.value);
  if (!parsed.success) throw new ConfigError(schemaProblems(scenarioSchema, parsed.error.issues, file));
  const scenario = parsed.data;
  const exchange = exchangeOf(scenario, config, file);
  const problems = scenario.world.flatMap(({ source }, i) => sourceProblem(source, i, exchange, file));
  if (problems.length > 0) throw new ConfigError(problems);
  const world = scenario.world.map((answer) => withBody(answer, path));
  return { scenario: { ...scenario, world }, exchange };
}

function exchangeOf(
  { exchange: id, config: own, policy }: Scenario,
  config: Pick<Config, 'exchanges' | 'policy' | 'networks'>,
  file: YamlFile,
): ExchangeConfig {
  const found =
    own === undefined
      ? config.exchanges.find((one) => one.id === id)
      : exchangeFromObject(own, config, file.name);
  if (found === undefined) {
    const ids = config.exchanges.map((one) => one.id);
    throw new ConfigError([
      {
        file: file.name,
        line: file.lineOf(['exchange']),
        key: 'exchange',
        message: 'is no exchange of this configuration',
        expected: `one of ${ids.join(', ')}`,
        suggestion: nearest(id ?? '', ids),
      },
    ]);
  }
  return policy === undefined ? found : { ...found, policy: overridePolicy(found.policy, policy) };
}

function sourceProblem(
  source: string,
  index: number,
  { sources }: ExchangeConfig,
  file: YamlFile,
): Problem[] {
  const ids = sources.map(({ id }) => id);
  if (source === '*' || ids.includes(source)) return [];
  return [
    {
      file: file.name,
      line: file.lineOf(['world', index, 'source']),
      key: `world[${index}].source`,
      message: `"${source}" is no source of the exchange`,
      expected: `one of ${ids.join(', ')}`,
      suggestion: nearest(source, ids),
    },
  ];
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
