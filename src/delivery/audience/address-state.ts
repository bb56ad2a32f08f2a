import type { Closed } from '#src/domain/closed.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';

/** Marks every subscription of an address as disabled for good; the first reason stays. */
export function disableAddress(guild: Guild, address: string, reason: Closed, at: number): Guild {
  return withSubscriptions(
    guild,
    ({ channelId, disabled }) => channelId === address && disabled === undefined,
    (subscription) => ({ ...subscription, disabled: { at, reason } }),
  );
}

/** Marks every subscription of an address as paused, until it can be posted to again; the first reason stays. */
export function pauseAddress(guild: Guild, address: string, reason: Closed, at: number): Guild {
  return withSubscriptions(
    guild,
    ({ channelId, paused }) => channelId === address && paused === undefined,
    (subscription) => ({ ...subscription, paused: { at, reason } }),
  );
}

export function resumeAddress(guild: Guild, address: string): Guild {
  return withSubscriptions(
    guild,
    ({ channelId, paused }) => channelId === address && paused !== undefined,
    ({ paused: _paused, ...subscription }) => subscription,
  );
}

/** By address: why nothing is posted there for the time being. */
export function pausedAddresses({ subscriptions }: Guild): Map<string, Closed> {
  return new Map(
    subscriptions.flatMap(({ channelId, paused }) =>
      paused === undefined ? [] : [[channelId, paused.reason]],
    ),
  );
}

/** The very guild where there is nothing to change. */
function withSubscriptions(
  guild: Guild,
  isHit: (subscription: Subscription) => boolean,
  change: (subscription: Subscription) => Subscription,
): Guild {
  if (!guild.subscriptions.some(isHit)) return guild;
  return {
    ...guild,
    subscriptions: guild.subscriptions.map((one) => (isHit(one) ? change(one) : one)),
  };
}

/** The addresses that were paused, and are so no more. */
export function resumedAddresses(before: Guild, after: Guild): string[] {
  const paused = pausedAddresses(after);
  return [...pausedAddresses(before).keys()].filter((address) => !paused.has(address));
}
