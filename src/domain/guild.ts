import type { Closed } from '#src/domain/closed.ts';
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

/**
 * How an address is told.
 * - `reply`: what goes on is told in replies to the first message.
 * - `thread`: in a thread that is begun at the first message.
 * - `compact`: in messages of one line.
 */
export const STYLES = ['reply', 'thread', 'compact'] as const;

export type Style = (typeof STYLES)[number];

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
  /** A role to mention when something breaks. */
  readonly roleId?: string;
  /** `reply` where nothing is said. It holds for all that is told at the address. */
  readonly style?: Style;
  readonly createdAt: number;
  /** Of the operator's hub: what is told there is published, so that it is told what is worth it. */
  readonly hub?: true;
  /** Why nothing is posted for the time being: it goes on by itself once it can. For the admins. */
  readonly paused?: { readonly at: number; readonly reason: Closed };
  /** Why nothing is posted any more, for the admins. */
  readonly disabled?: { readonly at: number; readonly reason: Closed };
}

/** What the admins of a guild have chosen for all of it. */
export interface GuildPreferences {
  /** The language of alerts; Discord's setting is often left at en-US, so it can be chosen. */
  readonly locale?: string;
  /** Where the bot says what it could not do. */
  readonly logChannelId?: string;
  /** Where its people live, an IANA name; quiet hours go by its clocks. UTC where nothing is said. */
  readonly timeZone?: string;
  /** When only what is critical is told, as times of day (`23:00`); the rest comes in the morning. */
  readonly quietHours?: { readonly from: string; readonly until: string };
  /** What is still down is told again after each so many hours. */
  readonly remindAfterHours?: number;
  /** What was over before quiet hours were: told at that time of day, or never; when they end where nothing is said. */
  readonly digest?: { readonly at?: string; readonly off?: true };
}

/** Who wanted quiet about what, and until when. */
/** Running at the same time. */
export const MUTES_MAX = 50;

export interface Mute {
  readonly id: string;
  readonly selector: Selector;
  /** Epoch milliseconds. */
  readonly until: number;
  /** The member's name, as the guild shows it. It comes from outside. */
  readonly by: string;
  readonly at: number;
  /** This incident alone, whatever else happens to the service. */
  readonly incident?: string;
  /** Until the incident is over, and until then at the latest. */
  readonly untilOver?: true;
}

/** A message that keeps itself true for a watch list. */
export interface Board {
  readonly id: string;
  readonly channelId: string;
  /** The name of the watch list. */
  readonly list: string;
  /** None until it is posted. */
  readonly messageId?: string;
  /** A message that is being posted: it may be there, and is looked for since then. */
  readonly posting?: { readonly nonce: string; readonly at: number };
  /** Why it is not shown for the time being. */
  readonly paused?: { readonly at: number; readonly reason: Closed };
  readonly createdAt: number;
}

/** A channel that follows one of the operator's hub, by a webhook of Discord's. */
export interface Follow {
  readonly exchange: string;
  readonly channelId: string;
  readonly webhookId: string;
  readonly at: number;
}

/** What an admin has to say of a service, in their own server. */
export interface Note {
  readonly id: string;
  readonly service: ServicePath;
  /** It comes from outside. */
  readonly text: string;
  /** The admin's name, as the guild shows it. It comes from outside. */
  readonly by: string;
  readonly at: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** All that one guild has set: written whole, by the process that owns it. */
export interface Guild {
  readonly id: string;
  readonly watchLists: readonly WatchList[];
  readonly subscriptions: readonly Subscription[];
  readonly settings: GuildPreferences;
  readonly mutes: readonly Mute[];
  readonly boards: readonly Board[];
  readonly notes: readonly Note[];
  /** What its channels follow of the hub. */
  readonly follows?: readonly Follow[];
  /** What Discord has as its language, as far as anybody has seen that. */
  readonly ownLocale?: string;
  /** When the bot has introduced itself there. */
  readonly greetedAt?: number;
  /** When it was sent away: what is set is kept for a while, should it come back. */
  readonly leftAt?: number;
}

export function emptyGuild(id: string): Guild {
  return {
    id,
    watchLists: [],
    subscriptions: [],
    settings: {},
    mutes: [],
    boards: [],
    notes: [],
  };
}

/** The language in which a guild is told: chosen by its admins, or its own. */
export function localeOf({ ownLocale, settings }: Pick<Guild, 'ownLocale' | 'settings'>): string | undefined {
  return settings.locale ?? ownLocale;
}

/** How an address is told: as the first of its subscriptions that says so. */
export function styleOf({ subscriptions }: Guild, address: string): Style {
  return (
    subscriptions.find(({ channelId, style }) => channelId === address && style !== undefined)?.style ??
    'reply'
  );
}

/** The selectors that a target stands for; none when its watch list is gone. */
export function selectorsOf(guild: Guild, target: Target): readonly Selector[] {
  if (target.kind === 'selector') return [target.selector];
  return guild.watchLists.find((list) => list.name === target.name)?.selectors ?? [];
}
