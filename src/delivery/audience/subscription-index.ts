import type { Guild, Subscription } from '#src/domain/guild.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { normalizeSelector } from '#src/domain/selector.ts';
import { ANY } from '#src/domain/service.ts';

/** A subscription that may want a notice: whether it does is for `wants` to say. */
export interface MayWant {
  readonly guild: Guild;
  readonly subscription: Subscription;
}

/** Finds subscriptions by what they follow, at the cost of those that are found. */
export interface SubscriptionIndex {
  /** In the place of what was known of the guild. */
  put(guild: Guild): void;
  remove(guildId: string): void;
  candidates(notice: Notice): Iterable<MayWant>;
}

/** A selector's parts, one below the other; `''` is where it ends. */
interface Node {
  readonly below: Map<string, Node>;
  readonly here: Set<MayWant>;
}

export function createSubscriptionIndex(): SubscriptionIndex {
  const root = emptyNode();
  const known = new Map<string, { readonly node: Node; readonly candidate: MayWant }[]>();

  function remove(guildId: string): void {
    for (const { node, candidate } of known.get(guildId) ?? []) node.here.delete(candidate);
    known.delete(guildId);
  }

  return {
    put(guild) {
      remove(guild.id);
      // It was sent away: what is set is kept, and nothing is told.
      if (guild.leftAt !== undefined) return;
      const places = guild.subscriptions.flatMap((subscription) => {
        const candidate = { guild, subscription };
        return selectorsOf(guild, subscription.target).map((selector) => {
          const node = nodeOf(root, normalizeSelector(selector).split('/').slice(0, INDEXED_PARTS));
          node.here.add(candidate);
          return { node, candidate };
        });
      });
      known.set(guild.id, places);
    },
    remove,
    candidates(notice) {
      const found = new Set<MayWant>();
      for (const { parts, deepest } of pathsOf(notice)) collect(root, parts, deepest, found);
      return found;
    },
  };
}

/** Exchange, component and asset: what a network is added to is few enough. */
const INDEXED_PARTS = 3;
const COMPONENT_PARTS = 2;

function emptyNode(): Node {
  return { below: new Map(), here: new Set() };
}

function nodeOf(root: Node, parts: readonly string[]): Node {
  let node = root;
  for (const part of parts) {
    const next = node.below.get(part) ?? emptyNode();
    node.below.set(part, next);
    node = next;
  }
  return node;
}

/**
 * The services that a notice is about. A few coins that fell together are told under their component's name: who asked
 * for a coin asked for one of those, so that not everything below the component is looked at.
 */
function pathsOf(notice: Notice): { readonly parts: string[]; readonly deepest: number }[] {
  const { services, members } = notice;
  const parts = (path: string): string[] => normalizeSelector(path).split('/');
  return [
    ...services.map((path) => ({
      parts: parts(path),
      deepest: members === undefined ? INDEXED_PARTS : COMPONENT_PARTS,
    })),
    ...(members ?? []).map((path) => ({ parts: parts(path), deepest: INDEXED_PARTS })),
  ];
}

/** Selectors that contain the service, are it, or are part of it, down to so many parts. */
function collect(node: Node, parts: readonly string[], deepest: number, found: Set<MayWant>): void {
  for (const candidate of node.here) found.add(candidate);
  if (deepest === 0) return;
  const [part, ...rest] = parts;
  const isAny = part === undefined || part === ANY;
  const next = isAny ? [...node.below.values()] : [node.below.get(part), node.below.get(ANY)];
  for (const one of next) if (one !== undefined) collect(one, rest, deepest - 1, found);
}
