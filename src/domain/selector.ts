import { ANY, contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

// A pattern over service paths: `binance`, `*/withdrawals`, `kraken/withdrawals/BTC`, `*/*/USDT/*`.
// It means the services it names and whatever is part of them. Letter case carries no meaning.
export type Selector = string;

/** The one spelling of a selector: exchange and component in lower case, asset and network in upper case. */
export function normalizeSelector(text: string): Selector {
  return text
    .trim()
    .replace(/\/+$/, '')
    .split('/')
    .map((segment, i) => (i < 2 ? segment.trim().toLowerCase() : segment.trim().toUpperCase()))
    .join('/');
}

/** Whether the selector names this very service or something that contains it. */
export function selects(selector: Selector, service: ServicePath): boolean {
  return contains(normalizeSelector(selector), normalizeSelector(service));
}

const ASSET = 2;

/** Whether the service is, contains, or is part of something that the selector names: a whole network has any coin. */
export function touches(selector: Selector, service: ServicePath): boolean {
  if (selects(selector, service)) return true;
  const wide = normalizeSelector(service).split('/');
  const narrow = normalizeSelector(selector).split('/');
  return (
    (wide.length <= narrow.length || wide[ASSET] === ANY) &&
    wide
      .slice(0, narrow.length)
      .every((segment, i) => segment === ANY || narrow[i] === ANY || segment === narrow[i])
  );
}
