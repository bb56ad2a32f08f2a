import type { Policy } from '#src/domain/policy.ts';
import { parseService } from '#src/domain/service.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';
import type { Writing } from '#src/reader/announcement.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { ConfigError } from './problem.ts';
import { writingOf } from './posts-schema.ts';
import type { Problem } from './problem.ts';
import type { SourceVariables } from './source-variables.ts';
import type { NetworkNames } from '#src/names/spelling.ts';
import { aliasMap } from '#src/names/spelling.ts';
import { networkProblems } from './network-problems.ts';
import { secretProblems } from './secret-problems.ts';
import { overridePolicy } from './policy-schema.ts';
import { ONCE, schemaProblems } from './schema-problems.ts';
import { exchangeFileSchema } from './schema.ts';
import type { Certainty, ExchangeFile } from './schema.ts';
import { configureSource } from './source-config.ts';
import { inMemory } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** An exchange's file, checked and bound: all that polling, the engine and the commands need to know of it. */
export interface ExchangeConfig {
  readonly id: string;
  /** As people write it: `Binance`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly website?: string;
  /** Closed for good: neither up nor down. `on` is a date, `note` a sentence for who asks. */
  readonly retired?: { readonly on: string; readonly note: string };
  readonly note?: string;
  /** Where each source is documented, by its id. */
  readonly docs: Readonly<Record<string, string>>;
  /** How it is known that each source answers as it is read, by its id, and where that was seen. */
  readonly certainty: Readonly<
    Record<string, { readonly sure: Certainty; readonly seen: string | undefined }>
  >;
  /** What each source is there to watch, by its id: services relative to the exchange; none for announcements. */
  readonly watched: Readonly<Record<string, readonly string[]>>;
  /** How it writes its posts. */
  readonly writing: Writing;
  readonly policy: Policy;
  readonly profile: ExchangeProfile;
  readonly sources: readonly ConfiguredSource[];
  /** Sources that are not read for want of something, a sentence for each. */
  readonly leftOut: readonly string[];
  /** The components that its sources can speak of, as far as the configuration tells. */
  readonly components: readonly string[];
}

/** What an exchange's file is read against. */
export interface ExchangeDefaults {
  readonly policy: Policy;
  readonly networks: NetworkNames;
  /** What `${…}` in an address, a header or a body stands for; a source that names one that is not here is left out. */
  readonly variables?: SourceVariables;
}

/** Builds an exchange from an object, such as the one inside a scenario. Throws a `ConfigError` with all problems. */
export function exchangeFromObject(
  value: unknown,
  defaults: ExchangeDefaults,
  name = 'config',
): ExchangeConfig {
  const built = readExchange(inMemory(name, value), defaults);
  if ('id' in built) return built;
  throw new ConfigError(built);
}

/** Builds an exchange from its file, or says all that is wrong with it. */
export function readExchange(
  file: YamlFile,
  defaults: ExchangeDefaults,
): ExchangeConfig | readonly Problem[] {
  const parsed = exchangeFileSchema.safeParse(file.value, ONCE);
  if (!parsed.success) return schemaProblems(exchangeFileSchema, parsed.error.issues, file);
  const exchange = parsed.data;
  const networkOf = networkReader(exchange, defaults.networks);
  const configured = Object.entries(exchange.sources).map(([id, source]) =>
    configureSource({ id, source, exchange, file, network: networkOf, variables: defaults.variables ?? {} }),
  );
  const problems = [
    ...configured.flatMap(({ problems }) => problems),
    ...wholeProblems(exchange, file),
    ...secretProblems({ proxy: exchange.proxy }, [], file),
    ...networkProblems(exchange.networks, defaults.networks, file),
  ];
  if (problems.length > 0) return problems;
  const bound = configured.flatMap(({ bound }) => (bound === undefined ? [] : [bound]));
  return {
    id: exchange.id,
    name: exchange.name,
    aliases: exchange.aliases,
    ...(exchange.website !== undefined && { website: exchange.website }),
    ...(exchange.note !== undefined && { note: exchange.note }),
    ...(exchange.retired !== undefined && { retired: { on: exchange.retired, note: exchange.note ?? '' } }),
    docs: Object.fromEntries(
      bound.flatMap(({ docs, source }) => (docs === undefined ? [] : [[source.id, docs]])),
    ),
    certainty: Object.fromEntries(bound.map(({ seen, source, sure }) => [source.id, { seen, sure }])),
    watched: Object.fromEntries(bound.map(({ source, watched }) => [source.id, watched])),
    writing: writingOf(exchange.posts),
    policy: overridePolicy(defaults.policy, file),
    profile: profileOf(
      exchange,
      bound.map(({ source }) => source),
    ),
    sources: bound.map(({ source }) => source),
    leftOut: configured.flatMap(({ leftOut }) => leftOut ?? []),
    components: componentsOf(bound.flatMap(({ services }) => services)),
  };
}

function profileOf({ id, name }: ExchangeFile, sources: readonly ConfiguredSource[]): ExchangeProfile {
  return {
    id,
    name,
    sources: Object.fromEntries(
      sources.map(({ everyMs, id: source, venue }) => [source, { everyMs, venue }]),
    ),
  };
}

function wholeProblems(exchange: ExchangeFile, file: YamlFile): Problem[] {
  const isRetired = exchange.retired !== undefined;
  const hasSources = Object.keys(exchange.sources).length > 0;
  const at = (key: string) => ({ file: file.name, key, line: file.lineOf([key]) });
  const problems: Problem[] = [];
  if (isRetired && hasSources) {
    problems.push({
      ...at('sources'),
      message: 'cannot stand in the file of a retired exchange: there is nothing to read any more',
    });
  }
  if (isRetired && exchange.note === undefined) {
    problems.push({
      ...at('note'),
      message: 'is missing',
      expected: 'a sentence for people who ask for a retired exchange',
      example: 'Closed for good on 23 September 2026.',
    });
  }
  if (!isRetired && !hasSources) {
    problems.push({
      ...at('sources'),
      message: 'is missing',
      expected: 'at least one source, or `retired` with the day on which it closed',
    });
  }
  return problems;
}

function componentsOf(services: readonly string[]): string[] {
  const components = services.map((service) => parseService(`exchange/${service}`).component ?? '');
  return [...new Set(components)].filter((component) => component !== '').toSorted();
}

const MAX_REMEMBERED = 5_000;

/** A wallet list names the same networks thousands of times, so what was looked up is remembered. */
function networkReader({ networks }: ExchangeFile, names: NetworkNames): (name: string) => string {
  const own = aliasMap(networks);
  const remembered = new Map<string, string>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const canonical = names.canonical(name, own);
    if (remembered.size < MAX_REMEMBERED) remembered.set(name, canonical);
    return canonical;
  };
}
