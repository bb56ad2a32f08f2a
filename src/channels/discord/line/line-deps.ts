import type { MayPost } from '#src/delivery/channel.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import type { GuildPlaces } from './guild-channels.ts';

/** What either line needs, and whom it tells what it hears. */
export interface LineDeps {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly proxy: ProxySettings | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborted once the bot is to go. */
  readonly stopping: AbortSignal;
  /** A channel or thread was deleted. */
  onAddressGone(guildId: string, channelId: string): Promise<void>;
  /** What the bot may do in a channel, or in all of a guild, has changed. */
  onAccessChanged(guildId: string, channelId: string | undefined, mayPost: MayPost): void;
  /** Discord lets the bot in no more; `isHopeless` where starting again changes nothing. */
  onLost(error: Error, isHopeless: boolean): void;
  /** The bot was removed from a guild; an outage of Discord does not count. */
  onGuildRemoved(guildId: string): Promise<void>;
  /** The bot has come to a guild, now or while nobody looked. */
  onJoined(places: GuildPlaces): void;
}
