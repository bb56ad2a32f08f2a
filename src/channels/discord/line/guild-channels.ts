import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Client, Guild } from 'discord.js';

import { missingRights } from './rights.ts';
import type { Right } from './rights.ts';

/** A server that the bot is in, as far as it matters where it can speak by itself. */
export interface GuildPlaces {
  readonly guildId: string;
  readonly locale: string;
  /** When it let the bot in, epoch milliseconds; 0 where nobody knows. */
  readonly joinedAt: number;
  /** Where the server expects such messages. */
  readonly systemChannelId: string | null;
  /** From the topmost on. */
  readonly texts: readonly TextPlace[];
}

export interface TextPlace {
  readonly id: string;
  readonly canSpeak: boolean;
  /** Members cannot read it. */
  readonly isForStaff: boolean;
}

export const SPEAKING: bigint = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

/** As the client holds it. */
export function guildPlacesOf(guild: Guild): GuildPlaces {
  const { me } = guild.members;
  return {
    guildId: guild.id,
    locale: guild.preferredLocale,
    joinedAt: guild.joinedTimestamp,
    systemChannelId: guild.systemChannelId,
    texts: [...guild.channels.cache.values()]
      .filter((channel) => channel.type === ChannelType.GuildText)
      .toSorted((a, b) => a.rawPosition - b.rawPosition)
      .map((channel) => ({
        id: channel.id,
        canSpeak: me !== null && channel.permissionsFor(me).has(SPEAKING),
        isForStaff: !channel.permissionsFor(guild.roles.everyone).has(PermissionFlagsBits.ViewChannel),
      })),
  };
}

/** The topmost channel that the bot can write in and members cannot read: what admins have to mend concerns them alone. */
export function staffChannel({ texts }: GuildPlaces, exceptChannelId: string): string | undefined {
  return texts.find(({ id, isForStaff, canSpeak }) => id !== exceptChannelId && isForStaff && canSpeak)?.id;
}

/** What alerts in a channel need and the bot lacks; `undefined` where its cache cannot tell. */
export function lackingIn(client: Client | undefined, channelId: string): Right[] | undefined {
  const channel = client?.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased()) return undefined;
  const { me } = channel.guild.members;
  const held = me === null ? undefined : channel.permissionsFor(me)?.bitfield;
  return held === undefined ? undefined : missingRights(held, channel.isThread());
}

/** Whether the bot has in a channel what alerts need; `undefined` where its cache cannot tell, as of some threads. */
export function mayPost(client: Client | undefined, channelId: string): boolean | undefined {
  const lacking = lackingIn(client, channelId);
  return lacking && lacking.length === 0;
}
