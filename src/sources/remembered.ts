import type { DecodeContext } from './source.ts';

// Far more than any exchange lists; it only bounds what a list of ever new names could fill.
const MAX_KNOWN = 25_000;

/**
 * Remembers what is made of two names as they stand in a row, such as a coin and its network: a list names the same
 * thousands at every poll.
 */
export function byNames<Made>(
  make: (first: string, second: string) => Made,
): (first: string, second: string) => Made {
  const known = new Map<string, Map<string, Made>>();
  let size = 0;
  return (first, second) => {
    const found = known.get(first)?.get(second);
    if (found !== undefined) return found;
    if (size >= MAX_KNOWN) {
      known.clear();
      size = 0;
    }
    const made = make(first, second);
    const seconds = known.get(first) ?? new Map<string, Made>();
    known.set(first, seconds.set(second, made));
    size += 1;
    return made;
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
