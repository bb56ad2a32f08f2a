/** Ids of servers are digits alone. */
const MARK = '@';

/**
 * What a member follows by direct message, and how, is kept as the settings of a server are, and under an id that no
 * server has.
 */
export function memberSettingsId(userId: string): string {
  return `${MARK}${userId}`;
}

/** Whose settings these are; none where they are a server's. */
export function memberOf(guildId: string): string | undefined {
  return guildId.startsWith(MARK) ? guildId.slice(MARK.length) : undefined;
}
