import type { Channel } from '#src/delivery/channel.ts';
import type { GuildSettings } from '#src/delivery/guild-settings.ts';
import type { Delivery } from '#src/domain/delivery.ts';
import type { Guild } from '#src/domain/guild.ts';

export interface GiveUpDeps {
  readonly settings: Pick<GuildSettings, 'get' | 'update'>;
  readonly clock: { now(): number };
}

/** Disables an address's subscriptions for good, for a reason that the admins are shown. Resolves with whether that is news. */
export async function giveUpAddress(
  { settings, clock }: GiveUpDeps,
  guildId: string,
  address: string,
  reason: string,
): Promise<boolean> {
  const before = settings.get(guildId);
  const after = await settings.update(guildId, (guild) =>
    disableAddress(guild, address, reason, clock.now()),
  );
  return after !== before;
}

/** Gives up the address of a delivery that can no longer be posted to, and tells the guild's admins once. */
export async function loseAddress(
  deps: GiveUpDeps & { readonly channels: ReadonlyMap<string, Pick<Channel, 'nameOf' | 'tellAdmins'>> },
  { guildId, target }: Pick<Delivery, 'guildId' | 'target'>,
  reason: string,
): Promise<void> {
  const isNews = await giveUpAddress(deps, guildId, target.address, reason);
  const channel = deps.channels.get(target.channel);
  if (!isNews || channel === undefined) return;
  const where = channel.nameOf(target.address);
  const text = `I can no longer post exchange alerts in ${where}. ${reason} See /subscriptions.`;
  await channel.tellAdmins(guildId, text, target.address);
}

/** Marks every subscription of an address as disabled; the first reason stays. */
export function disableAddress(guild: Guild, address: string, reason: string, at: number): Guild {
  const isHit = (subscription: Guild['subscriptions'][number]): boolean =>
    subscription.channelId === address && subscription.disabled === undefined;
  if (!guild.subscriptions.some(isHit)) return guild;
  return {
    ...guild,
    subscriptions: guild.subscriptions.map((subscription) =>
      isHit(subscription) ? { ...subscription, disabled: { at, reason } } : subscription,
    ),
  };
}
