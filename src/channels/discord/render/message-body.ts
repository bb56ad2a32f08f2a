import type {
  APIActionRowComponent,
  APIAllowedMentions,
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIEmbed,
} from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';

/** The parts of a message that Downtick uses, as Discord's API takes them. */
export interface MessageBody {
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIButtonComponentWithCustomId | APIButtonComponentWithURL>[];
  allowed_mentions: APIAllowedMentions;
  flags?: number;
}

/** Discord's limits, in characters and counts. */
export const LIMITS = {
  content: 2000,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  embedTotal: 6000,
  buttonsInRow: 5,
  buttonLabel: 80,
  url: 512,
} as const;

/** Roles that one message mentions at most; a channel has a handful of subscriptions. */
const MENTIONED_ROLES = 20;

/** Mentions these roles and, whatever a text may hold, nobody else. */
export function allowOnly(roleIds: readonly string[], userIds: readonly string[] = []): APIAllowedMentions {
  return {
    parse: [],
    roles: roleIds.slice(0, MENTIONED_ROLES),
    ...(userIds.length > 0 && { users: [...userIds] }),
    replied_user: false,
  };
}

export function mentionsOf(roleIds: readonly string[]): string {
  return roleIds
    .slice(0, MENTIONED_ROLES)
    .map((id) => `<@&${id}>`)
    .join(' ');
}

/** Lines that fit into `max` characters; the rest is counted. Each line must itself be shorter. */
export function fitLines(lines: readonly string[], max: number, say: Say): string {
  const kept: string[] = [];
  let length = 0;
  for (const [at, line] of lines.entries()) {
    const rest = say('text.more', { count: lines.length - at });
    const isLast = at === lines.length - 1;
    if (length + line.length + (isLast ? 0 : 1 + rest.length) > max) return [...kept, rest].join('\n');
    kept.push(line);
    length += line.length + 1;
  }
  return kept.join('\n');
}

/** Names in a row that fit into `max` characters; the rest, of `total`, is counted. */
export function fitNames(names: readonly string[], max: number, say: Say, total = names.length): string {
  const separator = say('list.separator');
  const room = max - say('list.andMore', { names: '', count: 1_000_000 }).length;
  const kept: string[] = [];
  let length = 0;
  for (const name of names) {
    if (length + name.length + separator.length > room) break;
    kept.push(name);
    length += name.length + separator.length;
  }
  const rest = total - kept.length;
  const row = kept.join(separator);
  return rest > 0 ? say('list.andMore', { names: row, count: rest }) : row;
}
