import type { Selector } from '#src/domain/selector.ts';
import type { ServicePath } from '#src/domain/service.ts';

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

/**
 * How a channel is told.
 * - `reply`: the alert, and short replies to it as it goes on.
 * - `thread`: the alert, and a thread on it for the rest.
 * - `compact`: one line each, without an embed.
 */
export const STYLES = ['reply', 'thread', 'compact'] as const;

export type Style = (typeof STYLES)[number];

export interface Subscription {
  /** Unique within its guild, short enough to show. */
  readonly id: string;
  readonly channelId: string;
  readonly target: Target;
  readonly level: Level;
  readonly style: Style;
  /** A role to mention when something breaks. */
  readonly roleId?: string;
  /** Says again after so many milliseconds that it is still down. */
  readonly remindAfterMs?: number;
  readonly createdAt: number;
  /** Why nothing is posted for the time being: it goes on by itself once it can. For the admins. */
  readonly paused?: { readonly at: number; readonly reason: string };
  /** Why nothing is posted any more, for the admins. */
  readonly disabled?: { readonly at: number; readonly reason: string };
}

/** What the admins of a guild have chosen for all of it. */
export interface GuildSettings {
  /** An IANA name, such as `Europe/London`. */
  readonly timeZone: string;
  /** The language of alerts; Discord's setting is often left at en-US, so it can be chosen. */
  readonly locale?: string;
  /** Where the bot says what it could not do. */
  readonly logChannelId?: string;
  /** Between these times of day, `HH:MM` in the guild's zone, only what is critical is told at once. */
  readonly quietHours?: { readonly from: string; readonly until: string };
}

/** Who wanted quiet about what, and until when. */
export interface Mute {
  readonly id: string;
  readonly what:
    | { readonly kind: 'incident'; readonly incident: string }
    | { readonly kind: 'selector'; readonly selector: Selector };
  /** Epoch milliseconds; `null` until the incident is over. */
  readonly until: number | null;
  /** The member's name, as the guild shows it. It comes from outside. */
  readonly by: string;
  readonly at: number;
}

/** What an admin says of a service, for their own guild. */
export interface Note {
  readonly id: string;
  readonly service: ServicePath;
  /** It comes from outside. */
  readonly text: string;
  readonly by: string;
  readonly at: number;
  readonly until: number;
}

/** One message that keeps itself true: how the services of a target are doing. */
export interface Board {
  readonly id: string;
  readonly channelId: string;
  readonly target: Target;
  /** None until it is posted, or once somebody has deleted it. */
  readonly messageId?: string;
  readonly postedAt?: number;
}

/** All that one guild has set: written whole, by the process that owns it. */
export interface Guild {
  readonly id: string;
  readonly watchLists: readonly WatchList[];
  readonly subscriptions: readonly Subscription[];
  readonly settings: GuildSettings;
  readonly mutes: readonly Mute[];
  readonly notes: readonly Note[];
  readonly boards: readonly Board[];
}

export function emptyGuild(id: string): Guild {
  return {
    id,
    watchLists: [],
    subscriptions: [],
    settings: { timeZone: 'UTC' },
    mutes: [],
    notes: [],
    boards: [],
  };
}

/** The selectors that a target stands for; none when its watch list is gone. */
export function selectorsOf(guild: Guild, target: Target): readonly Selector[] {
  if (target.kind === 'selector') return [target.selector];
  return guild.watchLists.find((list) => list.name === target.name)?.selectors ?? [];
}
