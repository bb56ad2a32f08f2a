import { NETWORK_SPELLINGS } from './network-spellings.ts';
import { RAIL_SPELLINGS } from './rails.ts';

/** Canonical names of networks and fiat rails, with what others call them. */
export interface NetworkNames {
  /** All canonical names, for completion. */
  readonly names: readonly string[];
  /** The canonical name; a name that is not known comes back as it is. `own` are an exchange's spellings, which go first. */
  canonical(name: string, own?: ReadonlyMap<string, string>): string;
}

export type Aliases = Readonly<Record<string, readonly string[]>>;

/** The vocabulary's names of networks and rails, and what an operator adds to them: those go first. */
export function networkNames(...added: readonly Aliases[]): NetworkNames {
  const lists = [NETWORK_SPELLINGS, RAIL_SPELLINGS, ...added];
  const known = new Map(lists.flatMap((aliases) => [...aliasMap(aliases)]));
  return {
    names: [...new Set(lists.flatMap((aliases) => Object.keys(aliases)))],
    canonical(name, own) {
      const spelling = spellingOf(name);
      return own?.get(spelling) ?? known.get(spelling) ?? name;
    },
  };
}

/** Every spelling of every name, each to its canonical one. */
export function aliasMap(aliases: Aliases): Map<string, string> {
  const map = new Map<string, string>();
  for (const [name, spellings] of Object.entries(aliases)) {
    for (const spelling of [name, ...spellings]) map.set(spellingOf(spelling), name);
  }
  return map;
}

/** Letter case, blanks and punctuation carry no meaning in a network's name: `BEP-20 (BSC)` is `bep20bsc`. */
export function spellingOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
