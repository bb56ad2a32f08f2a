import { ActivityType, Client, GatewayIntentBits, Options } from 'discord.js';

import type { ProxySettings } from '#src/platform/proxy.ts';

import { restOptions } from './rest.ts';

/** A discord.js client that asks for little and keeps little: guilds with their channels and roles. */
export function createGatewayClient(apiUrl: string | undefined, proxy?: ProxySettings): Client {
  return new Client({
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
