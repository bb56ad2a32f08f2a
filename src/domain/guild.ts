import type { Selector } from '#src/domain/selector.ts';

/**
 * How much a subscription wants to be told.
 * - `major`: outages of whole services and their recovery.
 * - `standard`: also degradations and maintenance.
 * - `detailed`: also every coin, network and pair below the target.
 */
export const LEVELS = ['major', 'standard', 'detailed'] as const;

export type Level = (typeof LEVELS)[number];

/** A guild's named list of selectors, kept by its admins. */
export interface WatchList {
  readonly name: string;
  readonly selectors: readonly Selector[];
}

/** What a subscription follows: one selector, or whatever a watch list holds at the time. */
export type Target =
  | { readonly kind: 'selector'; readonly selector: Selector }
  | { readonly kind: 'list'; readonly name: string };

export interface Subscription {
  /** Unique within its guild, short enough to show. */
  readonly id: string;
  readonly channelId: string;
  readonly target: Target;
  readonly level: Level;
  /** A role to mention. */
  readonly roleId?: string;
  readonly createdAt: number;
  /** Why nothing is posted any more, for the admins. */
  readonly disabled?: { readonly at: number; readonly reason: string };
}

/** Watch lists, subscriptions and settings of one guild: written whole, by the process that owns it. */
export interface Guild {
  readonly id: string;
  readonly watchLists: readonly WatchList[];
  readonly subscriptions: readonly Subscription[];
}

export function emptyGuild(id: string): Guild {
  return { id, watchLists: [], subscriptions: [] };
}

/** The selectors that a target stands for; none when its watch list is gone. */
export function selectorsOf(guild: Guild, target: Target): readonly Selector[] {
  if (target.kind === 'selector') return [target.selector];
  return guild.watchLists.find((list) => list.name === target.name)?.selectors ?? [];
}
