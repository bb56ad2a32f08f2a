import type { Client } from 'discord.js';

import type { Door } from '#src/delivery/channel.ts';

import type { GuildPlaces } from './guild-channels.ts';

/** How Discord tells the bot what happens: over a connection that is kept up, or by asking our web server. */
export interface Line {
  /** Begins to hear. Resolves with who we are, or with nothing where it was stopped before. Rejects with a `LoginError`. */
  open(): Promise<Opened | undefined>;
  close(): Promise<void>;
  /** What Discord asks for, by path. */
  readonly doors?: Readonly<Record<string, Door>>;
  /** What the connection holds, where there is one. */
  client(): Client | undefined;
  /** What the connection holds of a server. */
  places(guildId: string): GuildPlaces | undefined;
}

export interface Opened {
  readonly applicationId: string;
  /** As a log should say it. */
  readonly what: string;
  /** In how many servers the bot is, where that is known. */
  readonly guilds: number | undefined;
}
