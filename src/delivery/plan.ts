import { openingOf } from './audience/opening.ts';
import { isEnd } from '#src/domain/is-end.ts';
import { isTold } from './alerts/told.ts';
import { isCritical, isForHub, isWorthMentioning } from './sending/urgency.ts';
import { wants } from './audience/wants.ts';
import type { Want } from './audience/wants.ts';
import type { MayWant } from './audience/subscription-index.ts';
import type { Addressee, PostedMessage } from '#src/domain/delivery.ts';
import { localeOf, selectorsOf, styleOf } from '#src/domain/guild.ts';
import { memberOf } from '#src/domain/member.ts';
import type { Guild, Style, Subscription } from '#src/domain/guild.ts';
import type { Selector } from '#src/domain/selector.ts';
import type { Notice, OutboxItem } from '#src/domain/incident.ts';
import { nextTimeOfDay } from '#src/domain/time-of-day.ts';
import { isMuted } from './audience/mutes.ts';
import { quietUntil } from './audience/quiet-hours.ts';

/** What the decision about one subscription rests on, besides the subscription and the notice. */
export interface DecisionContext {
  /** By address: what was posted of the incident. */
  readonly posted: ReadonlyMap<string, PostedMessage>;
  /** Addresses that have a message of the incident on its way. */
  readonly pending: ReadonlySet<string>;
  /** Of those, addresses where it does not wait for the morning. */
  readonly awake?: ReadonlySet<string>;
  readonly majors: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Gathers who is told of something: one addressee for each address, whatever number of its subscriptions want it. */
export interface Plan {
  /** Says whether the candidate is told, and why: the answer to "why was I (not) told?". */
  consider(channel: string, candidate: MayWant): Decision;
  /** What is told, and to whom: the item, and to those who follow only what has joined by it, that as a beginning. */
  planned(): Planned[];
}

interface Planned {
  readonly item: OutboxItem;
  readonly to: Addressee[];
}

export function createPlan(item: OutboxItem, context: DecisionContext): Plan {
  const opening = item.kind === 'refresh' ? openingOf(item.notice) : undefined;
  const told: Group = { item, byAddress: new Map() };
  // To those who were told nothing of the incident this is where it begins.
  const untold: Group =
    opening === undefined ? told : { item: { kind: 'notice', notice: opening }, byAddress: new Map() };
  return {
    consider(channel, { guild, subscription }) {
      const { channelId } = subscription;
      const isKnown = context.posted.has(channelId) || context.pending.has(channelId);
      const group = isKnown ? told : untold;
      const decision = decide(guild, subscription, group.item, context);
      if (decision.kind !== 'wanted') return decision;
      const known = group.byAddress.get(channelId);
      if (known === undefined)
        group.byAddress.set(channelId, { guild, channel, subscriptions: [subscription] });
      else known.subscriptions.push(subscription);
      return decision;
    },
    planned: () =>
      (opening === undefined ? [told] : [told, untold]).map(({ item: planned, byAddress }) => ({
        item: planned,
        to: [...byAddress].map(([address, who]) => ({
          ...addresseeOf(address, who, planned.notice),
          ...quietFor(who.guild, address, planned, context),
        })),
      })),
  };
}

interface Group {
  readonly item: OutboxItem;
  readonly byAddress: Map<string, Wanting>;
}

export interface Wanting {
  readonly guild: Guild;
  readonly channel: string;
  readonly subscriptions: Subscription[];
}

/** Who is told at an address, whom that mentions, and in which terms. */
export function addresseeOf(
  address: string,
  { channel, guild, subscriptions }: Wanting,
  notice: Notice,
): Addressee {
  const locale = localeOf(guild);
  return {
    guildId: guild.id,
    target: {
      channel,
      address,
      mentions: isWorthMentioning(notice) ? rolesOf(subscriptions) : [],
      ...(subscriptions.some(({ hub }) => hub === true) && { hub: true as const }),
      ...styled(guild, address),
      ...(locale !== undefined && { locale }),
      ...focusOf(guild, subscriptions, notice),
      ...(memberOf(guild.id) !== undefined && { isDirect: true as const }),
    },
    subscriptionIds: subscriptions.map(({ id }) => id),
  };
}

/** In quiet hours what is critical is told, and what is to be said of what was told; the rest waits for the morning. */
function quietFor(
  guild: Guild,
  address: string,
  { kind, notice }: OutboxItem,
  { awake, now, posted }: DecisionContext,
): Pick<Addressee, 'digestAt' | 'holdUntil' | 'isHushed'> {
  const holdUntil = kind === 'notice' && !isCritical(notice) ? quietUntil(guild.settings, now) : undefined;
  if (holdUntil === undefined) return {};
  return posted.has(address) || awake?.has(address) === true
    ? { isHushed: true }
    : { holdUntil, ...digestOf(guild, holdUntil) };
}

/** When what is over by then is told, where that is not in the morning. */
function digestOf({ settings }: Guild, morning: number): Pick<Addressee, 'digestAt'> {
  if (settings.digest?.off === true) return { digestAt: 'never' };
  const at = settings.digest?.at;
  return at === undefined ? {} : { digestAt: nextTimeOfDay(at, settings.timeZone, morning) };
}

/** Why a subscription is told of something, or why it is not. */
export type Decision =
  | Want
  /**
   * Its subscription is disabled · nothing of it was posted that could be brought up to date · it is told already ·
   * an admin wants quiet about it · Discord publishes a few messages of a channel in an hour, and this is none of them.
   */
  | {
      readonly kind: 'unwanted';
      readonly because: 'disabled' | 'nothing_posted' | 'already_told' | 'muted' | 'not_for_hub';
    };

function decide(
  guild: Guild,
  subscription: Subscription,
  item: OutboxItem,
  context: DecisionContext,
): Decision {
  if (subscription.disabled !== undefined) return { kind: 'unwanted', because: 'disabled' };
  if (subscription.hub === true && !isForHub(item)) return { kind: 'unwanted', because: 'not_for_hub' };
  const posted = context.posted.get(subscription.channelId);
  const told = posted !== undefined || context.pending.has(subscription.channelId);
  if (posted !== undefined && isTold(posted, item.notice, item.kind)) {
    return { kind: 'unwanted', because: 'already_told' };
  }
  if (item.kind === 'refresh' && !told) return { kind: 'unwanted', because: 'nothing_posted' };
  // An edit makes no noise, and the end of what was told is never kept back.
  const isHeard = told && (item.kind === 'refresh' || isEnd(item.notice));
  if (!isHeard && isMuted(guild, item.notice, context.now)) return { kind: 'unwanted', because: 'muted' };
  const interest = { selectors: selectorsOf(guild, subscription.target), level: subscription.level };
  return wants(interest, item.notice, { majors: context.majors, told });
}

function styled(guild: Guild, address: string): { style?: Style } {
  const style = styleOf(guild, address);
  return style === 'reply' ? {} : { style };
}

/** What is followed there, where the notice is about more than one thing and could be told in other terms. */
function focusOf(
  guild: Guild,
  wanting: readonly Subscription[],
  notice: Notice,
): { focus?: readonly Selector[] } {
  if (notice.services.length < 2 && notice.members === undefined) return {};
  return { focus: [...new Set(wanting.flatMap(({ target }) => selectorsOf(guild, target)))] };
}

function rolesOf(subscriptions: readonly Subscription[]): string[] {
  return [...new Set(subscriptions.flatMap(({ roleId }) => roleId ?? []))];
}
