import type { GuildSettings } from '#src/delivery/guild-settings.ts';
import type { Guild } from '#src/domain/guild.ts';

/** Marks every subscription of a channel as disabled, with a reason for the admins; the first reason stays. */
export function disableChannel(guild: Guild, channelId: string, reason: string, at: number): Guild {
  const isHit = (subscription: Guild['subscriptions'][number]): boolean =>
    subscription.channelId === channelId && subscription.disabled === undefined;
  if (!guild.subscriptions.some(isHit)) return guild;
  return {
    ...guild,
    subscriptions: guild.subscriptions.map((subscription) =>
      isHit(subscription) ? { ...subscription, disabled: { at, reason } } : subscription,
    ),
  };
}

export interface DisableChannelDeps {
  readonly settings: Pick<GuildSettings, 'get' | 'update'>;
  readonly clock: { now(): number };
  /** Writes into some channel of the guild where the bot can speak. */
  readonly tellGuild: (guildId: string, text: string, exceptChannelId: string) => Promise<void>;
}

/** Disables a channel's subscriptions for good, and tells the guild once that it did. */
export async function giveUpChannel(
  deps: DisableChannelDeps,
  { guildId, channelId }: { readonly guildId: string; readonly channelId: string },
  reason: string,
): Promise<void> {
  const before = deps.settings.get(guildId);
  const after = await deps.settings.update(guildId, (guild) =>
    disableChannel(guild, channelId, reason, deps.clock.now()),
  );
  if (after === before) return;
  await deps.tellGuild(
    guildId,
    `I can no longer post exchange alerts in <#${channelId}>. ${reason} See /subscriptions.`,
    channelId,
  );
}
