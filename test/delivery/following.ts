import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';

/** A guild that follows all of these, in detail. */
export function following(id: string, ...selectors: string[]): Guild {
  return {
    ...emptyGuild(id),
    subscriptions: selectors.map((selector, i) => ({
      id: String(i),
      channelId: `${id}-${i}`,
      target: { kind: 'selector', selector },
      level: 'detailed',
      style: 'reply',
      createdAt: 0,
    })),
  };
}
