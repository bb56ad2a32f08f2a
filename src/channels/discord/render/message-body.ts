import type {
  APIActionRowComponent,
  APIAllowedMentions,
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIEmbed,
} from 'discord.js';

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
export function fitLines(lines: readonly string[], max: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const [at, line] of lines.entries()) {
    const rest = `… and ${lines.length - at} more`;
    const isLast = at === lines.length - 1;
    if (length + line.length + (isLast ? 0 : 1 + rest.length) > max) return [...kept, rest].join('\n');
    kept.push(line);
    length += line.length + 1;
  }
  return kept.join('\n');
}
/** Names in a row that fit into `max` characters; the rest, of `total`, is counted. */
export function fitNames(names: readonly string[], max: number, total = names.length): string {
  const room = max - ', and 1000000 more'.length;
  const kept: string[] = [];
  let length = 0;
  for (const name of names) {
    if (length + name.length + 2 > room) break;
    kept.push(name);
    length += name.length + 2;
  }
  const rest = total - kept.length;
  return rest > 0 ? `${kept.join(', ')}, and ${rest} more` : kept.join(', ');
}
