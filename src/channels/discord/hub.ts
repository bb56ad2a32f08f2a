import { ChannelType, RequestMethod, Routes } from 'discord.js';
import type { APIChannel } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';
import { inTurns } from '#src/platform/turns.ts';
import type { Turns } from '#src/platform/turns.ts';

import type { MessageRest } from './messages/message-rest.ts';
import type { WaitForTurn } from './messages/speaker.ts';

/**
 * The operator's own server, with an announcement channel for each exchange. Discord brings what is published there to
 * every channel that follows, so that one message reaches any number of servers.
 */
export interface Hub {
  readonly guildId: string;
  /** The channel where an exchange is told, which is made where there is none. Rejects with a `DeliveryError`. */
  channelOf(exchange: string): Promise<string>;
  /** Has a channel follow one of the hub. Resolves with the id of the webhook that this makes. */
  follow(hubChannelId: string, channelId: string): Promise<string>;
  unfollow(webhookId: string): Promise<void>;
  /** What is done for one channel is done one after the other: a button may be pressed twice. */
  readonly inTurn: Turns;
}

export interface HubDeps {
  readonly guildId: string;
  readonly rest: MessageRest;
  readonly turn: WaitForTurn;
  readonly guilds: {
    get(guildId: string): Guild;
    update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  };
  readonly now: () => number;
}

const UNKNOWN_WEBHOOK = 10_015;

export function createHub({ guildId, rest, turn, guilds, now }: HubDeps): Hub {
  const told = (guild: Guild, exchange: string): Subscription | undefined =>
    guild.subscriptions.find(
      ({ disabled, hub, target }) =>
        hub === true && disabled === undefined && target.kind === 'selector' && target.selector === exchange,
    );

  async function placeFor(exchange: string): Promise<string> {
    await turn(true);
    const channels = (await rest.call(RequestMethod.Get, Routes.guildChannels(guildId))) as APIChannel[];
    const known = channels.find(
      (channel) => channel.type === ChannelType.GuildAnnouncement && channel.name === exchange,
    );
    if (known !== undefined) return known.id;
    await turn(true);
    const made = (await rest.call(RequestMethod.Post, Routes.guildChannels(guildId), {
      body: { name: exchange, type: ChannelType.GuildAnnouncement },
    })) as Partial<APIChannel> | undefined;
    if (typeof made?.id !== 'string')
      throw new DeliveryError('unclear', 'Discord answers without a channel.');
    return made.id;
  }

  return {
    guildId,
    inTurn: inTurns(),
    async channelOf(exchange) {
      const known = told(guilds.get(guildId), exchange);
      if (known !== undefined) return known.channelId;
      const channelId = await placeFor(exchange);
      const guild = await guilds.update(guildId, (before) => {
        // Another process may have been asked at the same time.
        if (told(before, exchange) !== undefined) return before;
        const id = Math.max(0, ...before.subscriptions.map((one) => Number(one.id) || 0)) + 1;
        const subscription: Subscription = {
          id: String(id),
          channelId,
          target: { kind: 'selector', selector: exchange },
          level: 'standard',
          hub: true,
          createdAt: now(),
        };
        return { ...before, subscriptions: [...before.subscriptions, subscription] };
      });
      return told(guild, exchange)?.channelId ?? channelId;
    },
    async follow(hubChannelId, channelId) {
      await turn(true);
      const made = (await rest.call(RequestMethod.Post, Routes.channelFollowers(hubChannelId), {
        body: { webhook_channel_id: channelId },
      })) as { readonly webhook_id?: unknown } | undefined;
      if (typeof made?.webhook_id !== 'string')
        throw new DeliveryError('unclear', 'Discord answers without a webhook.');
      return made.webhook_id;
    },
    async unfollow(webhookId) {
      await turn(true);
      try {
        await rest.call(RequestMethod.Delete, Routes.webhook(webhookId));
      } catch (error) {
        // Somebody has ended it in the channel's settings.
        if (!(error instanceof DeliveryError) || error.code !== UNKNOWN_WEBHOOK) throw error;
      }
    },
  };
}
