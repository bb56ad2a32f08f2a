import { holds } from '#src/sources/api/condition.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { compilePath, valueAt, valuesAt } from '#src/sources/api/value-path.ts';

import type { ServiceRule } from './events-config.ts';

export interface Hit {
  /** Relative to the exchange. */
  readonly services: readonly string[];
  /** Values that no rule knows: what they are about is the exchange, as far as anybody can tell. */
  readonly unread: readonly string[];
}

/** What an event is about, by the first rule that fits it. */
export function servicesHit(rules: readonly ServiceRule[], row: object): Hit {
  const rule = rules.find(({ when }) => when === undefined || holds(when, row));
  if (rule === undefined) return { services: [''], unread: ['no rule for the services'] };
  if (rule.are !== undefined) return { services: rule.are, unread: [] };
  return rule.impacts === undefined ? byValue(rule, row) : byImpact(rule, rule.impacts, row);
}

function byValue({ at, values = {} }: ServiceRule, row: object): Hit {
  const services = new Set<string>();
  const unread: string[] = [];
  for (const value of at === undefined ? [] : valuesAt(row, at)) {
    const known = Object.hasOwn(values, textOf(value)) ? values[textOf(value)] : undefined;
    if (known === undefined) unread.push(oneLine(`${at?.text ?? ''} is ${textOf(value)}`));
    for (const service of known ?? []) services.add(service);
  }
  if (services.size > 0) return { services: [...services], unread: [] };
  return { services: [''], unread: unread.length > 0 ? unread : [`${at?.text ?? ''} is missing`] };
}

function byImpact({ hit }: ServiceRule, impacts: NonNullable<ServiceRule['impacts']>, row: object): Hit {
  const isHit = (column: string): boolean => hit.includes(textOf(valueAt(row, compilePath(column))));
  const services = Object.entries(impacts).flatMap(([column, about]) => (isHit(column) ? about : []));
  return { services: [...new Set(services)], unread: [] };
}
