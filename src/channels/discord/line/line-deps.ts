import type { ChannelReports } from '#src/delivery/channel.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import type { GuildPlaces } from './guild-channels.ts';

/** What either line needs, and whom it tells what it hears. */
export interface LineDeps extends ChannelReports {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly proxy: ProxySettings | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborted once the bot is to go. */
  readonly stopping: AbortSignal;
  /** The bot has come to a guild, now or while nobody looked. */
  onJoined(places: GuildPlaces): void;
}
