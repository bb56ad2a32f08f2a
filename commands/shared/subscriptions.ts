import type { Say } from '#src/alert/catalogue.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild, Level, Style, Subscription, Target } from '#src/domain/guild.ts';
import { memberOf } from '#src/domain/member.ts';

import { DIRECT_MAX } from './home.ts';
import { isSameTarget } from './target.ts';

/** More than anybody needs, and few enough to list. */
const SUBSCRIPTIONS_MAX = 100;

/** What somebody asks for. What is left out stays as it is. */
export interface Wish {
  readonly channelId: string;
  readonly target: Target;
  readonly level?: Level;
  readonly style?: Style;
  /** `null` ends the mention. */
  readonly roleId?: string | null;
}

export interface Wished {
  readonly guild: Guild;
  /** None where it is new. */
  readonly before: Subscription | undefined;
  readonly after: Subscription;
}

/** The guild with the wish granted: a new subscription, or the one that is there, changed and taken up again. */
export function applyWish(guild: Guild, wish: Wish, now: number, say: Say): Wished {
  const before = guild.subscriptions.find(
    ({ channelId, target }) => channelId === wish.channelId && isSameTarget(target, wish.target),
  );
  const isDirect = memberOf(guild.id) !== undefined;
  const most = isDirect ? DIRECT_MAX : SUBSCRIPTIONS_MAX;
  if (before === undefined && guild.subscriptions.length >= most)
    throw new UserError(say(isDirect ? 'direct.tooMany' : 'subscribe.tooMany', { count: most }));
  const { roleId = before?.roleId } = wish;
  const style = wish.style ?? before?.style;
  const after: Subscription = {
    id: before?.id ?? nextId(guild.subscriptions),
    channelId: wish.channelId,
    target: wish.target,
    level: wish.level ?? before?.level ?? 'standard',
    ...(typeof roleId === 'string' && { roleId }),
    ...(style !== undefined && { style }),
    createdAt: before?.createdAt ?? now,
  };
  return { guild: withSubscription(guild, before, after), before, after };
}

/** The guild with one subscription in the place of another; `null` takes it out, or puts a new one in. */
export function withSubscription(
  guild: Guild,
  before: Subscription | undefined,
  after: Subscription | undefined,
): Guild {
  const others = guild.subscriptions.filter(({ id }) => id !== before?.id && id !== after?.id);
  return { ...guild, subscriptions: after === undefined ? others : [...others, after] };
}

/** Whether nobody has changed a subscription since it was as it was then. */
export function isUnchanged(then: Subscription, now: Subscription | undefined): boolean {
  return now !== undefined && changesOf(then, now).length === 0 && then.disabled?.at === now.disabled?.at;
}

/** What differs between two subscriptions of the same channel and target. */
export function changesOf(
  before: Subscription,
  after: Subscription,
): readonly ('level' | 'mention' | 'style')[] {
  return [
    ...(before.level === after.level ? [] : ['level' as const]),
    ...(before.roleId === after.roleId ? [] : ['mention' as const]),
    ...((before.style ?? 'reply') === (after.style ?? 'reply') ? [] : ['style' as const]),
  ];
}

function nextId(subscriptions: readonly Subscription[]): string {
  return String(Math.max(0, ...subscriptions.map(({ id }) => Number(id) || 0)) + 1);
}
