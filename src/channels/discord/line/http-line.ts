import { Routes } from 'discord.js';
import type { APIApplication, REST } from 'discord.js';

import { createEndpoints, EVENTS_PATH, INTERACTIONS_PATH } from './endpoints.ts';
import type { GuildRest } from './guild-rest.ts';
import type { InteractionEntry } from '#src/channels/discord/interactions/interaction.ts';
import { isSnowflake } from '#src/channels/discord/is-snowflake.ts';
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';
import type { Line } from './line.ts';
import type { LineDeps } from './line-deps.ts';
import { LoginError } from './login-error.ts';
import { untilIn } from './until-in.ts';

export interface HttpLineDeps extends LineDeps {
  readonly publicKey: string;
  readonly rest: REST;
  readonly guildRest: GuildRest;
  readonly enter: InteractionEntry;
  /** The time as Discord has it. */
  readonly now: () => number;
  /** Whether what commands need is there. */
  readonly isOpen: () => boolean;
  readonly known: () => Iterable<KnownGuild>;
}

/** A server that something is kept of. */
export interface KnownGuild {
  readonly guildId: string;
  /** The bot is held to have been removed from it. */
  readonly hasLeft: boolean;
  /** Somewhere in it nothing is posted, since the bot may not. */
  readonly isClosed: boolean;
}

const LOOK_EVERY_MS = DAY_MS;
const RIGHTS_EVERY_MS = HOUR_MS;

const WRONG_KEY =
  'DISCORD_PUBLIC_KEY is not that of the application whose bot DISCORD_TOKEN is. Copy it from the Developer Portal (General Information).';

/**
 * Discord's own HTTP: what members do arrives at the web server, any number of processes may take it, and nothing is
 * kept of servers. It does not tell of a removal, which shows where something cannot be posted, or at the daily look;
 * nor of rights, which are asked for where one is known to be missing.
 */
export function createHttpLine(deps: HttpLineDeps): Line {
  const { clock, guildRest, log, stopping } = deps;
  let before: ReadonlySet<string> | undefined;
  let cancelLook: (() => void) | undefined;
  let cancelRights: (() => void) | undefined;

  async function introduce(guildId: string): Promise<void> {
    try {
      deps.onAccessChanged(guildId, undefined, () => undefined);
      deps.onJoined(await guildRest.places(guildId));
    } catch (error) {
      log.warn({ err: error, guildId }, 'could not look at a server that has let the bot in');
    }
  }

  async function look(): Promise<void> {
    cancelLook = clock.setTimer(LOOK_EVERY_MS, () => void look());
    try {
      const now = await guildRest.all();
      for (const { guildId, hasLeft } of deps.known()) {
        if (stopping.aborted) return;
        // What members follow by direct message stands among the servers.
        if (!isSnowflake(guildId)) continue;
        if (hasLeft && now.has(guildId)) deps.onAccessChanged(guildId, undefined, () => undefined);
        if (!hasLeft && !now.has(guildId) && !(await guildRest.isIn(guildId)))
          await deps.onGuildRemoved(guildId);
      }
      // What Discord did not tell of. Who was there at the first look is no news.
      if (before !== undefined) for (const guildId of now) if (!before.has(guildId)) await introduce(guildId);
      before = now;
    } catch (error) {
      log.warn({ err: error }, 'could not look which servers the bot is in');
    }
  }

  /** Nobody tells that a closed channel was opened, so that it is asked. Of threads the daily try finds out. */
  async function lookAtRights(): Promise<void> {
    cancelRights = clock.setTimer(RIGHTS_EVERY_MS, () => void lookAtRights());
    for (const { guildId, hasLeft, isClosed } of deps.known()) {
      if (stopping.aborted) return;
      if (hasLeft || !isClosed || !isSnowflake(guildId)) continue;
      try {
        const mayPost = await guildRest.mayPost(guildId);
        deps.onAccessChanged(guildId, undefined, (address) => mayPost(address) ?? false);
      } catch (error) {
        log.debug({ err: error, guildId }, 'could not look what the bot may do in a server');
      }
    }
  }

  return {
    client: () => undefined,
    places: () => undefined,
    doors: createEndpoints({ ...deps, onAuthorized: (guildId) => void introduce(guildId) }),
    async open() {
      const enter = async (): Promise<APIApplication> =>
        (await deps.rest.get(Routes.currentApplication())) as APIApplication;
      const application = await untilIn(enter, deps);
      if (application === undefined) return undefined;
      if (application.verify_key.toLowerCase() !== deps.publicKey.toLowerCase())
        throw new LoginError(WRONG_KEY);
      if ((application.interactions_endpoint_url ?? null) === null)
        log.warn(
          `Discord sends no commands yet: set the Interactions Endpoint URL in the Developer Portal (General Information) to where ${INTERACTIONS_PATH} is reached from outside, and the one of webhook events (Webhooks) to ${EVENTS_PATH}.`,
        );
      void look();
      void lookAtRights();
      return {
        applicationId: application.id,
        what: `answering Discord at ${INTERACTIONS_PATH} as ${application.name}`,
        guilds: application.approximate_guild_count,
      };
    },
    async close() {
      cancelLook?.();
      cancelRights?.();
    },
  };
}
