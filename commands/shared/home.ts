import { PermissionFlagsBits } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import type { Caller, ChosenChannel } from '#src/channels/discord/interactions/handler.ts';
import { whyNot } from '#src/channels/discord/messages/speaker.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild } from '#src/domain/guild.ts';
import { memberOf, memberSettingsId } from '#src/domain/member.ts';

import type { CommandDeps, InGuild } from '#commands/command.ts';

import { demandRight } from './demand-right.ts';

/** So few that nobody takes the bot for one that writes to everybody: Discord locks those out. */
const MEMBERS_MAX = 500;
/** More than one person wants to be woken for. */
export const DIRECT_MAX = 10;

type Asked = Pick<Caller, 'channel' | 'guildId' | 'isOwnInstall' | 'locale' | 'memberPermissions' | 'userId'>;

/**
 * Where what somebody sets is kept: with their server, or with themselves where they ask outside of one. Throws
 * `UserError` where Discord has not made sure that they may.
 */
export function atHome<Request extends Asked>(
  request: Request,
  isForManagers: boolean,
  say: Say,
): InGuild<Request> {
  const { channel, guildId, isOwnInstall, userId } = request;
  if (guildId !== undefined) {
    if (isForManagers && isOwnInstall === true) demandRight(request, 'ManageChannels', say);
    return { ...request, guildId };
  }
  const memberPermissions = PermissionFlagsBits.Administrator;
  return {
    ...request,
    guildId: memberSettingsId(userId),
    memberPermissions,
    channel: { ...channel, memberPermissions },
  };
}

/** A member's messages with the bot, which are opened where there are none yet. Throws `UserError`. */
export async function directPlace(
  { channel, guildId, locale, memberPermissions }: InGuild<Asked>,
  deps: CommandDeps,
): Promise<ChosenChannel> {
  const say = deps.say(locale);
  const own = deps.guilds.get(guildId).subscriptions;
  if (own.length === 0 && membersFollowing(deps) >= MEMBERS_MAX) throw new UserError(say('direct.full'));
  const known = channel.kind === 'direct' ? channel.id : own[0]?.channelId;
  const id = known ?? (await opened(memberOf(guildId) ?? '', deps, say));
  return { id, kind: 'direct', appPermissions: null, memberPermissions };
}

async function opened(userId: string, { speaker }: CommandDeps, say: Say): Promise<string> {
  try {
    return await speaker.direct(userId);
  } catch (error) {
    const why = whyNot(error);
    if (why === undefined) throw error;
    throw new UserError(
      why === 'closed' ? say('test.closed', { where: 'direct', channel: '' }) : say('direct.tooFast'),
    );
  }
}

function membersFollowing({ guilds }: CommandDeps): number {
  let count = 0;
  for (const { id, subscriptions } of guilds.all())
    if (memberOf(id) !== undefined && subscriptions.length > 0) count += 1;
  return count;
}

/** For sentences of the catalogues that speak of a channel, or of direct messages. */
export function whereIs(guild: Pick<Guild, 'id'>, channelId: string): { where: string; channel: string } {
  return memberOf(guild.id) === undefined
    ? { where: 'server', channel: `<#${channelId}>` }
    : { where: 'direct', channel: '' };
}
