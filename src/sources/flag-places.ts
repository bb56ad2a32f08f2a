import type { Reading, Signal } from '#src/domain/reading.ts';
import type { DecodeContext } from '#src/sources/source.ts';

/** A service that a list speaks of, with the reading that it gets on nearly every day. */
export interface FlagPlace {
  readonly service: string;
  readonly open: Reading;
}

/** The place for two names as they stand in a row, such as a coin and its network. */
export type FindPlace = (first: string, second: string) => FlagPlace;

// Far more than any exchange lists; it only bounds what a list of ever new names could fill.
const MAX_PLACES = 50_000;

/**
 * Finds places by the names in a row. A list names the same thousands of services at every poll, so each is spelled
 * out once.
 */
export function placeFinder(spell: (first: string, second: string) => string, signal: Signal): FindPlace {
  const places = new Map<string, Map<string, FlagPlace>>();
  let size = 0;
  return (first, second) => {
    const known = places.get(first)?.get(second);
    if (known !== undefined) return known;
    if (size >= MAX_PLACES) {
      places.clear();
      size = 0;
    }
    const service = spell(first, second);
    const open: Reading = { service, status: 'operational', basis: 'official', signal, evidence: '' };
    const place = { service, open };
    const seconds = places.get(first) ?? new Map<string, FlagPlace>();
    places.set(first, seconds.set(second, place));
    size += 1;
    return place;
  };
}

type Bound = Pick<DecodeContext, 'exchange' | 'network'>;

/** Makes something of a source's configuration the first time that it is read, and keeps it for the next. */
export function oncePerSource<Config extends object, Made>(
  make: (config: Config, bound: Bound) => Made,
): (config: Config, bound: Bound) => Made {
  const kept = new WeakMap<Config, Bound & { readonly made: Made }>();
  return (config, { exchange, network }) => {
    const known = kept.get(config);
    if (known?.exchange === exchange && known.network === network) return known.made;
    const made = make(config, { exchange, network });
    kept.set(config, { exchange, network, made });
    return made;
  };
}
