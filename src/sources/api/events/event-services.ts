import { holds } from '#src/sources/api/condition.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { compilePath, valueAt, valuesAt } from '#src/sources/api/value-path.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { wordIn } from '#src/sources/word-in.ts';

import type { ServiceRule } from './events-config.ts';

/** What an event is about, relative to the exchange, and what of that is not certain. */
export interface Hit {
  readonly services: readonly string[];
  /** Services of which a word is said that is not documented: hit or not, nobody knows. */
  readonly doubtful: readonly string[];
  /** Values that no rule knows. */
  readonly unread: readonly string[];
}

/** What an event is about, by the first rule that fits it. What no rule knows is about the exchange, as far as anybody can tell. */
export function servicesHit(rules: readonly ServiceRule[], row: object): Hit {
  const rule = rules.find(({ when }) => when === undefined || holds(when, row));
  if (rule === undefined) return doubtful(['no rule for the services']);
  if (rule.are !== undefined) return { services: rule.are, doubtful: [], unread: [] };
  return rule.impacts === undefined ? byValue(rule, row) : byImpact(rule, rule.impacts, row);
}

function doubtful(unread: readonly string[]): Hit {
  return { services: [], doubtful: [''], unread };
}

function byValue({ at, values = {} }: ServiceRule, row: object): Hit {
  const services = new Set<string>();
  const unread: string[] = [];
  for (const value of at === undefined ? [] : valuesAt(row, at)) {
    const known = wordIn(values, textOf(value));
    if (known === undefined) unread.push(oneLine(`${at?.text ?? ''} is ${textOf(value)}`));
    for (const service of known ?? []) services.add(service);
  }
  if (services.size > 0) return { services: [...services], doubtful: [], unread };
  return doubtful(unread.length > 0 ? unread : [`${at?.text ?? ''} is missing`]);
}

function byImpact(
  { hit, spared }: ServiceRule,
  impacts: NonNullable<ServiceRule['impacts']>,
  row: object,
): Hit {
  const columns = Object.entries(impacts).map(([column, about]) => ({
    about,
    column,
    value: valueAt(row, compilePath(column)),
  }));
  const isUnread = (value: unknown): boolean =>
    value !== undefined && value !== null && value !== '' && ![...hit, ...spared].includes(textOf(value));
  const strange = columns.filter(({ value }) => isUnread(value));
  return {
    services: [...new Set(columns.flatMap(({ about, value }) => (hit.includes(textOf(value)) ? about : [])))],
    doubtful: [...new Set(strange.flatMap(({ about }) => about))],
    unread: strange.map(({ column, value }) => oneLine(`${column} is ${textOf(value)}`)),
  };
}
