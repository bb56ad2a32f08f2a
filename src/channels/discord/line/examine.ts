import { DiscordAPIError, Routes } from 'discord.js';
import type { APIGuild, APIGuildMember, APITextChannel, APIUser } from 'discord.js';

import type { ProxySettings } from '#src/platform/proxy.ts';

import { NEEDED_RIGHTS } from './invite.ts';
import { permissionsOf } from './permissions-of.ts';
import { createRest } from '#src/channels/discord/messages/rest.ts';
import { reasonOf } from '#src/platform/reason-of.ts';

/** Where something is to be posted. */
export interface Address {
  readonly guildId: string;
  readonly channelId: string;
}

/** What was found out about the bot's standing with Discord. */
export type BotStanding =
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'in'; readonly name: string; readonly troubles: readonly string[] };

/** Asks Discord whether the token is taken, and whether the bot may post at each address. Posts nothing. */
export async function examineDiscord(
  token: string,
  apiUrl: string | undefined,
  addresses: readonly Address[],
  proxy?: ProxySettings,
): Promise<BotStanding> {
  const rest = createRest(token, apiUrl, proxy);
  let bot: APIUser;
  try {
    bot = (await rest.get(Routes.user())) as APIUser;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) return { kind: 'refused' };
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
  const troubles: string[] = [];
  for (const { channelId, guildId } of addresses) {
    try {
      const guild = (await rest.get(Routes.guild(guildId))) as APIGuild;
      const member = (await rest.get(Routes.guildMember(guildId, bot.id))) as APIGuildMember;
      const channel = (await rest.get(Routes.channel(channelId))) as APITextChannel;
      const held = permissionsOf(guild, { ...member, user: bot }, channel);
      const missing = Object.entries(NEEDED_RIGHTS).filter(([, right]) => (held & right) === 0n);
      if (missing.length === 0) continue;
      const names = missing.map(([name]) => name).join(', ');
      troubles.push(
        `channel ${channelId} of server ${guildId}: the bot lacks ${names}. Give it these rights there.`,
      );
    } catch (error) {
      const reason = reasonOf(error);
      troubles.push(
        `channel ${channelId} of server ${guildId}: ${reason}. Invite the bot, or let it see the channel.`,
      );
    }
  }
  return { kind: 'in', name: bot.username, troubles };
}
