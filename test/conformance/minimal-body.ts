import type { z } from 'zod';

import type { Condition } from '#src/sources/api/condition.ts';
import type { FlagConfig } from '#src/sources/api/flag.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

import type { RawSource } from './loopback-config.ts';

/** What stands where an answer says how something is: that it is well, or a value that nobody has documented. */
export type Manner = 'well' | 'undocumented';

export const UNDOCUMENTED = 'a-value-of-another-day';

const SAMPLES = ['2026-03-20T12:00:00Z', 'KRW-BTC'];
const NAMES = ['BTC-USDT', 'BTC/USDT', 'BTC_USDT', 'PF_BTCUSD', 'BTC-PERPETUAL'];

/** The least that a source takes for an answer: what its configuration looks at, and nothing besides. */
export function minimalBody(source: RawSource, manner: Manner, now: number): unknown {
  switch (source.type) {
    case 'json':
      return jsonBody(SOURCE_TYPES.json.schema.parse(source), manner, now);
    case 'wallets':
      return walletsBody(SOURCE_TYPES.wallets.schema.parse(source), manner);
    case 'pairs':
      return pairsBody(SOURCE_TYPES.pairs.schema.parse(source), manner);
    case 'events':
      return eventsBody(SOURCE_TYPES.events.schema.parse(source), manner, now);
    case 'http': {
      const { expect, require } = SOURCE_TYPES.http.schema.parse(source);
      return [...require, ...expect].reduce(satisfied, {});
    }
    case 'announcements':
      return announcementsBody(SOURCE_TYPES.announcements.schema.parse(source), now);
    case 'statuspage':
      return pageBody(manner);
    default:
      throw new Error(`There is no minimal answer for sources of type ${source.type}.`);
  }
}

/** Where the rows of a list stand, for sources that read one. */
export function rowsOf(source: RawSource): ValuePath | undefined {
  switch (source.type) {
    case 'wallets':
      return SOURCE_TYPES.wallets.schema.parse(source).rows[0];
    case 'pairs':
      return SOURCE_TYPES.pairs.schema.parse(source).rows[0];
    case 'events':
      return SOURCE_TYPES.events.schema.parse(source).events[0];
    case 'announcements':
      return SOURCE_TYPES.announcements.schema.parse(source).items[0];
    default:
      return undefined;
  }
}

/** A copy of a document with a value put at a path; what stands in the way is replaced. */
export function put(root: unknown, { steps }: Pick<ValuePath, 'steps'>, value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const map = isMap(root) ? root : {};
    return { ...map, [step]: put(map[step], { steps: rest }, value) };
  }
  const list: unknown[] = Array.isArray(root) ? [...(root as unknown[])] : [];
  if (typeof step === 'object') {
    const found = list.findIndex((row) => isMap(row) && row[step.key] === step.value);
    const index = found < 0 ? list.length : found;
    list[index] = put(list[index] ?? { [step.key]: step.value }, { steps: rest }, value);
    return list;
  }
  const index = typeof step === 'number' ? step : 0;
  list[index] = put(list[index], { steps: rest }, value);
  return list;
}

function jsonBody(
  { checks, fresh, require }: z.output<typeof SOURCE_TYPES.json.schema>,
  manner: Manner,
  now: number,
): unknown {
  let body = require.reduce(satisfied, {} as unknown);
  for (const { at, list, values = {} } of checks) {
    const row = list?.where.reduce(satisfied, {} as unknown);
    body = put(body, at, list === undefined ? valueFor(values, manner) : [row]);
  }
  return fresh === undefined ? body : put(body, fresh.at, now);
}

function walletsBody(config: z.output<typeof SOURCE_TYPES.wallets.schema>, manner: Manner): unknown {
  const { asset, deposit, methods, network, networkLists, networks, providerLists, withdrawal } = config;
  let row = withFlags({}, [deposit, withdrawal], manner);
  for (const lists of [networkLists, providerLists]) {
    if (lists === undefined) continue;
    row = put(row, first(lists.deposits), ['SEPA']);
    row = put(row, first(lists.withdrawals), ['SEPA']);
  }
  if (networks !== undefined) {
    const flags = withFlags({}, [networks.deposit, networks.withdrawal], manner);
    row = put(row, first(networks.rows), [put(flags, first(networks.name), 'BTC')]);
  }
  if (network !== undefined) row = put(row, first(network), 'BTC');
  const isKeyed = first(asset).text === '$key';
  const rows = isKeyed ? { BTC: row } : [put(row, first(asset), 'BTC')];
  let body = put(config.require.reduce(satisfied, {} as unknown), first(config.rows), rows);
  if (methods !== undefined) {
    const method = put(put([], first(methods.name), 'BTC'), first(methods.assets), ['BTC']);
    body = put(body, first(methods.rows), [method]);
  }
  return body;
}

function pairsBody(config: z.output<typeof SOURCE_TYPES.pairs.schema>, manner: Manner): unknown {
  const { pair, require, rows, trading } = config;
  let row = withFlags({}, trading, manner);
  if ('pattern' in pair) {
    row = put(
      row,
      first(pair.at),
      NAMES.find((name) => pair.pattern.test(name)),
    );
  } else {
    row = put(put(row, first(pair.base), 'BTC'), first(pair.quote), 'USDT');
  }
  return put(require.reduce(satisfied, {} as unknown), first(rows), [row]);
}

function eventsBody(
  config: z.output<typeof SOURCE_TYPES.events.schema>,
  manner: Manner,
  now: number,
): unknown {
  const { begin, end, events, id, require, services, skip, state, title } = config;
  let row = skip.filter(({ not }) => not !== undefined).reduce(satisfiedNot, {} as unknown);
  row = put(put(row, first(id), 'e1'), first(title), 'Upgrade');
  row = put(put(row, begin, now + 3_600_000), end, now + 7_200_000);
  if (state !== undefined) row = put(row, state.at, valueFor(state.values, manner, 'scheduled'));
  for (const { at, values = {} } of services) {
    const known = manner === 'well' ? Object.keys(values)[0] : UNDOCUMENTED;
    if (at !== undefined) row = put(row, at, known);
  }
  return put(require.reduce(satisfied, {} as unknown), first(events), [row]);
}

function announcementsBody(
  { id, items, require, time, title }: z.output<typeof SOURCE_TYPES.announcements.schema>,
  now: number,
): unknown {
  let row = put(put({}, first(id), 'a1'), first(title), 'Our weekly report is out');
  row = put(row, first(time), now - 60_000);
  return put(require.reduce(satisfied, {} as unknown), first(items), [row]);
}

function pageBody(manner: Manner): unknown {
  const status = manner === 'well' ? 'operational' : UNDOCUMENTED;
  return {
    page: { id: 'p', name: 'Example', url: 'https://status.example.com' },
    status: { indicator: manner === 'well' ? 'none' : UNDOCUMENTED, description: '' },
    components: [{ id: 'c', name: 'Withdrawals', status, group: false, group_id: null }],
    incidents: [],
    scheduled_maintenances: [],
  };
}

function withFlags(row: unknown, flags: readonly (FlagConfig | undefined)[], manner: Manner): unknown {
  return flags.reduce((built: unknown, flag) => {
    if (flag === undefined) return built;
    const { at, inverted, values } = flag;
    if (manner === 'undocumented') return put(built, at, UNDOCUMENTED);
    return put(built, at, values === undefined ? !inverted : valueFor(values, manner));
  }, row);
}

function valueFor(values: Readonly<Record<string, string>>, manner: Manner, wanted = 'operational'): unknown {
  if (manner === 'undocumented') return UNDOCUMENTED;
  const text = Object.keys(values).find((value) => values[value] === wanted) ?? '';
  return ['true', 'false', 'null'].includes(text) ? JSON.parse(text) : text;
}

function satisfied(root: unknown, { at, empty, is, matches }: Condition): unknown {
  if (is !== undefined) return put(root, at, [...is][0]);
  if (empty !== undefined) return put(root, at, empty ? [] : '1');
  const sample = SAMPLES.find((text) => matches?.test(text));
  return sample === undefined ? root : put(root, at, sample);
}

function satisfiedNot(root: unknown, { at, not }: Condition): unknown {
  return put(root, at, [...(not ?? [])][0]);
}

function first(paths: readonly ValuePath[]): ValuePath {
  const [path] = paths;
  if (path === undefined) throw new Error('There is no path.');
  return path;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
