import type { AllowedMentions } from './limits/message.ts';
import { userPayload } from './payloads.ts';
import { channelPermissions, has } from './permissions.ts';
import type { World } from './world.ts';
import type { WorldChannel } from './world-records.ts';

interface Mentions {
  readonly mentions: unknown[];
  readonly mention_roles: string[];
  readonly mention_everyone: boolean;
}

/** Whom the text really notifies. Without `allowed_mentions` a bot's message notifies all it names. */
export function visibleMentions(
  world: World,
  channel: WorldChannel,
  content: string,
  allowed: AllowedMentions | undefined,
): Mentions {
  const parse = allowed === undefined ? ['users', 'roles', 'everyone'] : (allowed.parse ?? []);
  const guild = world.guildOf(channel);
  const self = guild?.members.get(world.bot.id);
  const mayMentionAll =
    guild !== undefined &&
    self !== undefined &&
    has(channelPermissions(guild, channel, self), 'MentionEveryone');

  const roles = idsIn(content, /<@&(\d{17,20})>/g).filter((id) => {
    const isAllowed = parse.includes('roles') || allowed?.roles?.includes(id);
    return isAllowed && (mayMentionAll || guild?.roles.get(id)?.mentionable);
  });
  const users = idsIn(content, /<@!?(\d{17,20})>/g)
    .filter((id) => parse.includes('users') || allowed?.users?.includes(id))
    .flatMap((id) => world.user(id) ?? []);
  return {
    mentions: users.map(userPayload),
    mention_roles: roles,
    mention_everyone: parse.includes('everyone') && mayMentionAll && /@(everyone|here)\b/.test(content),
  };
}

function idsIn(content: string, pattern: RegExp): string[] {
  return [...new Set([...content.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}
