import type { ExchangeConfig } from '#config/exchange-config.ts';
import { nearest } from '#src/names/nearest.ts';
import type { Problem } from '#config/problem.ts';
import { keyText } from '#config/schema-problems.ts';
import type { YamlFile } from '#config/yaml-file.ts';
import { COMPONENTS, exchangeOf } from '#src/domain/service.ts';
import { explainBadService } from '#src/sources/explain-bad-service.ts';

import type { Scenario } from './scenario.ts';
import { isFor } from './world.ts';

interface NamedService {
  readonly path: readonly (string | number)[];
  readonly name: string;
}

/** Names in a scenario that nothing bears: sources, services, and times at which nobody can be asked. */
export function nameProblems(
  file: YamlFile,
  exchanges: readonly ExchangeConfig[],
  scenario: Scenario,
): Problem[] {
  const sources = exchanges.flatMap(({ sources }) => sources);
  const isSeveral = exchanges.length > 1;
  const sourceIds = sources.map(({ exchange, id }) => (isSeveral ? `${exchange}/${id}` : id));
  const problemAt = (
    path: NamedService['path'],
    more: Pick<Problem, 'message' | 'expected' | 'suggestion'>,
  ) => ({
    file: file.name,
    line: file.lineOf(path),
    key: keyText(path),
    ...more,
  });
  const { services, evidence, worldly } = namesIn(file.value);
  return [
    ...worldly.flatMap(({ path, name }): Problem[] => {
      const found = sources.filter((source) => isFor([name], source));
      const wanted = { expected: `one of ${sourceIds.join(', ')}`, suggestion: nearest(name, sourceIds) };
      if (found.length === 0)
        return [problemAt(path, { ...wanted, message: `"${name}" is no source of the exchange` })];
      const owners = new Set(found.map(({ exchange }) => exchange));
      if (owners.size < 2 || name.includes('*')) return [];
      const choices = found.map(({ exchange }) => `${exchange}/${name}`);
      return [
        problemAt(path, {
          message: `"${name}" is a source of several exchanges`,
          expected: `one of ${choices.join(', ')}, or a list of them`,
        }),
      ];
    }),
    ...evidence.flatMap(({ path, name }): Problem[] =>
      sources.some((source) => isFor([name], source))
        ? []
        : [
            problemAt(path, {
              message: `"${name}" is no source of the exchange`,
              expected: `one of ${sourceIds.join(', ')}`,
              suggestion: nearest(name, sourceIds),
            }),
          ],
    ),
    ...services.flatMap(({ path, name }) => {
      const bad = badService(name, exchanges);
      return bad === undefined ? [] : [problemAt(path, bad)];
    }),
    ...(scenario.asked ?? []).flatMap(({ at }, i) => {
      const isAwake =
        at > scenario.start &&
        at <= scenario.end &&
        !(scenario.off ?? []).some(({ from, until }) => at > from && at <= until);
      return isAwake
        ? []
        : [
            problemAt(['asked', i, 'at'], {
              message: 'is a time at which nobody is there to be asked',
              expected: 'a time within the scenario, at which the bot is on',
            }),
          ];
    }),
  ];
}

/** Where a file speaks of services and sources. It has the shape of a scenario. */
function namesIn(value: unknown): Record<'services' | 'evidence' | 'worldly', NamedService[]> {
  const { world = [], expect = [], refreshes = [], operator = [], asked = [] } = value as WrittenName;
  const services: NamedService[] = [];
  const evidence: NamedService[] = [];
  const add = (
    to: NamedService[],
    path: NamedService['path'],
    names: string | readonly string[] | undefined,
  ) => {
    if (typeof names === 'string') to.push({ path, name: names });
    else for (const [i, name] of (names ?? []).entries()) to.push({ path: [...path, i], name });
  };
  const addNotice = (path: NamedService['path'], one: WrittenNotice): void => {
    for (const key of ['service', 'also', 'only', 'back'] as const) add(services, [...path, key], one[key]);
    add(evidence, [...path, 'evidence'], one.evidence);
    for (const [i, way] of (one.either ?? []).entries()) {
      if (Array.isArray(way))
        for (const [j, step] of way.entries()) addNotice([...path, 'either', i, j], step as WrittenNotice);
      else addNotice([...path, 'either', i], way as WrittenNotice);
    }
  };
  for (const [i, one] of expect.entries()) addNotice(['expect', i], one);
  for (const [i, one] of refreshes.entries()) addNotice(['refreshes', i], one);
  for (const [i, { service }] of asked.entries()) add(services, ['asked', i, 'service'], service);
  for (const [i, { source }] of operator.entries()) add(evidence, ['operator', i, 'source'], source);
  const worldly: NamedService[] = [];
  for (const [i, { source }] of world.entries()) add(worldly, ['world', i, 'source'], source);
  return { services, evidence, worldly };
}

interface WrittenNotice {
  readonly service?: string;
  readonly also?: readonly string[];
  readonly only?: readonly string[];
  readonly back?: readonly string[];
  readonly evidence?: readonly string[];
  readonly either?: readonly unknown[];
}

interface WrittenName {
  readonly world?: readonly { readonly source: string | readonly string[] }[];
  readonly expect?: readonly WrittenNotice[];
  readonly refreshes?: readonly WrittenNotice[];
  readonly operator?: readonly { readonly source?: string }[];
  readonly asked?: readonly { readonly service: string }[];
}

function badService(
  service: string,
  exchanges: readonly ExchangeConfig[],
): Pick<Problem, 'message' | 'expected' | 'suggestion'> | undefined {
  const ids = exchanges.map(({ id }) => id);
  const exchange = exchangeOf(service);
  const rest = service.slice(exchange.length);
  if (!ids.includes(exchange)) {
    const meant = nearest(exchange, ids);
    return {
      message: `"${service}" is no service of the scenario's exchange`,
      expected: `${ids.join(' or ')}, alone or with a component, a coin and a network`,
      suggestion: meant === undefined ? undefined : `${meant}${rest}`,
    };
  }
  const why = explainBadService(service);
  if (why === null) return undefined;
  const [, component = '', ...parts] = service.split('/');
  const meant = nearest(component, COMPONENTS);
  return {
    message: `is no service: ${why.replace(/\.$/, '')}`,
    expected: `${exchange}/component, with a coin and a network where it is about those`,
    suggestion:
      meant === undefined || meant === component ? undefined : [exchange, meant, ...parts].join('/'),
  };
}
