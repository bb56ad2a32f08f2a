import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { z } from 'zod';

import type { Policy } from '#src/domain/policy.ts';

import { lineOfVariable, withEnvFile } from './env-file.ts';
import { readEnvironment, secretsOf } from './environment.ts';
import type { Environment } from './environment.ts';
import { readExchange } from './exchange-config.ts';
import type { ExchangeConfig, ExchangeDefaults } from './exchange-config.ts';
import { networkNames } from '#src/names/spelling.ts';
import type { NetworkNames } from '#src/names/spelling.ts';
import { flushKept } from './kept-yaml.ts';
import { readLocales } from './locales.ts';
import type { Languages } from './locales.ts';
import { ConfigError } from './problem.ts';
import type { Problem } from './problem.ts';
import { doubledSpellings } from './network-problems.ts';
import { ONCE, schemaProblems } from './schema-problems.ts';
import { downtickFileSchema, networksFileSchema } from './schema.ts';
import { sourceVariables } from './source-variables.ts';
import { folderProblem, renamed, strayFiles } from './stray-files.ts';
import type { SourceVariables } from './source-variables.ts';
import { readYamlFile } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

const SHIPPED_POLICY = join(import.meta.dirname, 'downtick.yaml');

/** Everything that an operator can change. */
export interface Config extends Environment {
  readonly policy: Policy;
  readonly networks: NetworkNames;
  /** What the bot says, by language. */
  readonly languages: Languages;
  /** What must be shown nowhere: the values of the variables that hold secrets. */
  readonly secrets: readonly string[];
  /** By id. */
  readonly exchanges: readonly ExchangeConfig[];
}

/** As `loadConfig`, of this process: its environment, and the file `.env` in the folder where it was started. */
export function loadOwnConfig(more: Readonly<Record<string, string>> = {}): Config {
  const problems: Problem[] = [];
  const env = keep(withEnvFile(process.env), problems);
  if (env !== undefined) {
    try {
      return loadConfig({ ...env, ...more });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw new ConfigError(error.problems.map((problem) => inEnvFile(problem, more)));
    }
  }
  try {
    loadConfig({ ...process.env, ...more });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // What the environment lacks may stand in the file that cannot be read; what is wrong in YAML is wrong anyway.
    problems.push(...error.problems.filter(({ file }) => file !== 'environment'));
  }
  throw new ConfigError(problems);
}

/** A setting that stands in the file, and not in the environment, is wrong in a line of the file. */
function inEnvFile(problem: Problem, more: Readonly<Record<string, string>>): Problem {
  const { file, key } = problem;
  if (file !== 'environment' || (process.env[key] ?? more[key]) !== undefined) return problem;
  const line = lineOfVariable('.env', key);
  return line === undefined ? problem : { ...problem, file: '.env', line };
}

/** Reads the environment and the folder of configuration. Throws a `ConfigError` that names every problem at once. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: Problem[] = [];
  const environment = keep(readEnvironment(env), problems);
  // Where the environment is wrong, the folder is looked at all the same: whoever corrects one corrects both.
  const folder = environment?.configDir ?? (env['CONFIG_DIR'] || './config');
  const variables = sourceVariables(env);
  const files = readFolder(folder, variables, problems);
  flushKept();
  if (environment === undefined || files === undefined || problems.length > 0)
    throw new ConfigError(problems);
  const secrets = [...Object.values(variables), ...secretsOf(environment)].filter(
    (secret): secret is string => secret !== undefined && secret !== '',
  );
  return { ...environment, ...files, secrets };
}

function readFolder(
  folder: string,
  variables: SourceVariables,
  problems: Problem[],
): Omit<Config, keyof Environment | 'secrets'> | undefined {
  const wrong = folderProblem(folder);
  if (wrong !== undefined) {
    problems.push(wrong);
    return undefined;
  }
  problems.push(...strayFiles(folder));
  const downtick = checkedFile(join(folder, 'downtick.yaml'), downtickFileSchema, problems);
  const names = checkedFile(join(folder, 'networks.yaml'), networksFileSchema, problems, (lists, file) => [
    ...doubledSpellings('networks', lists.networks, file),
    ...doubledSpellings('rails', lists.rails, file),
  ]);
  const languages = readLocales(folder, problems);
  const networks = networkNames(names?.networks ?? {}, names?.rails ?? {});
  const policy = downtick?.policy;
  // The exchanges are checked all the same: by the policy that is shipped.
  const assumed = policy ?? checkedFile(SHIPPED_POLICY, downtickFileSchema, [])?.policy;
  const exchanges =
    assumed === undefined
      ? []
      : readExchanges(join(folder, 'exchanges'), { policy: assumed, networks, variables }, problems);
  return policy === undefined || names === undefined ? undefined : { policy, networks, languages, exchanges };
}

function readExchanges(folder: string, defaults: ExchangeDefaults, problems: Problem[]): ExchangeConfig[] {
  const exchanges: ExchangeConfig[] = [];
  const owners = new Map<string, string>();
  for (const path of exchangeFiles(folder, problems)) {
    const file = readYaml(path, problems);
    const exchange = file === undefined ? undefined : keep(readExchange(file, defaults), problems);
    if (file === undefined || exchange === undefined) continue;
    problems.push(...nameProblems(exchange, file, owners));
    exchanges.push(exchange);
  }
  return exchanges;
}

function exchangeFiles(folder: string, problems: Problem[]): string[] {
  let entries: string[];
  try {
    entries = readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    problems.push({
      file: folder,
      key: '',
      message: 'cannot be read',
      expected: 'a folder with one YAML file for each exchange',
    });
    return [];
  }
  const names = entries.filter((name) => name.endsWith('.yaml'));
  for (const name of entries) {
    if (name.endsWith('.yaml') || name.endsWith('.md')) continue;
    problems.push({
      file: join(folder, name),
      key: '',
      message: 'is not read',
      ...renamed(name),
    });
  }
  if (names.length === 0)
    problems.push({
      file: folder,
      key: '',
      message: 'holds no exchange',
      expected: 'one YAML file for each exchange',
    });
  return names.toSorted().map((name) => join(folder, name));
}

/** What a file is called, and that nobody else is called so. */
function nameProblems(
  { aliases, id, name }: ExchangeConfig,
  file: YamlFile,
  owners: Map<string, string>,
): Problem[] {
  const problems: Problem[] = [];
  const expected = basename(file.name, '.yaml');
  if (id !== expected) {
    problems.push({
      file: file.name,
      line: file.lineOf(['id']),
      key: 'id',
      message: 'is not the name of the file',
      expected,
    });
    // A copy that was not made another exchange yet has all its names.
    return problems;
  }
  for (const word of new Set([id, name, ...aliases].map((text) => text.toLowerCase()))) {
    const owner = owners.get(word);
    if (owner !== undefined) {
      problems.push({
        file: file.name,
        line: file.lineOf(['aliases']),
        key: 'aliases',
        message: `has "${word}", which means ${owner} already`,
      });
    }
    owners.set(word, id);
  }
  return problems;
}

function checkedFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  problems: Problem[],
  check?: (value: z.output<Schema>, file: YamlFile) => readonly Problem[],
): z.output<Schema> | undefined {
  const file = readYaml(path, problems);
  if (file === undefined) return undefined;
  const parsed = schema.safeParse(file.value, ONCE);
  if (parsed.success) {
    problems.push(...(check?.(parsed.data, file) ?? []));
    return parsed.data;
  }
  problems.push(...schemaProblems(schema, parsed.error.issues, file));
  return undefined;
}

function readYaml(path: string, problems: Problem[]): YamlFile | undefined {
  return keep(readYamlFile(path), problems);
}

function keep<T extends object>(result: T | readonly Problem[], problems: Problem[]): T | undefined {
  if (!Array.isArray(result)) return result as T;
  problems.push(...(result as readonly Problem[]));
  return undefined;
}
