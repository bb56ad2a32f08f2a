import { ActivityType, Client, GatewayIntentBits, Options } from 'discord.js';
import type { ClientOptions } from 'discord.js';

import type { Shards } from '#src/domain/shards.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import { restOptions } from '#src/channels/discord/messages/rest.ts';

export interface GatewayOptions {
  /** As many as Discord recommends, where nothing is said. */
  readonly shards?: Shards | undefined;
  /** Where other processes log in with the same token: resolves when a shard of that bucket may identify. */
  readonly identifySlot?: ((bucket: number) => Promise<void>) | undefined;
}

/** A discord.js client that asks for little and keeps little: guilds with their channels and roles. */
export function createGatewayClient(
  apiUrl: string | undefined,
  proxy?: ProxySettings,
  { identifySlot, shards }: GatewayOptions = {},
): Client {
  return new Client({
    ...(shards === undefined ? { shards: 'auto' } : { shards: [...shards.ids], shardCount: shards.count }),
    ...(identifySlot !== undefined && {
      ws: { buildIdentifyThrottler: (manager) => sharedThrottler(manager, identifySlot) },
    }),
    intents: [GatewayIntentBits.Guilds],
    rest: restOptions(apiUrl, proxy),
    enforceNonce: true,
    allowedMentions: { parse: [] },
    presence: { activities: [{ name: 'exchanges', type: ActivityType.Watching }] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationCommandManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      // The bot itself stays: what it may do in a channel is worked out from its own membership.
      GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user.id },
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user?.id },
      VoiceStateManager: 0,
    }),
  });
}

type Throttlers = NonNullable<NonNullable<ClientOptions['ws']>['buildIdentifyThrottler']>;

/** Discord lets so many shards identify at once, every five seconds: one of each bucket. */
async function sharedThrottler(
  manager: Parameters<Throttlers>[0],
  identifySlot: (bucket: number) => Promise<void>,
): Promise<Awaited<ReturnType<Throttlers>>> {
  const { session_start_limit: limit } = await manager.fetchGatewayInformation();
  return {
    async waitForIdentify(shardId, signal) {
      await identifySlot(shardId % limit.max_concurrency);
      signal.throwIfAborted();
    },
  };
}
