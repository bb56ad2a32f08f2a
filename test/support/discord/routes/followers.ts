import { ChannelType, MessageFlags, type APIMessage } from 'discord.js';
import { z } from 'zod';

import { requirePermissions, textChannel } from '#test/support/discord/access.ts';
import { refusals } from '#test/support/discord/api-error.ts';
import { checkForm } from '#test/support/discord/limits/form.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';
import { channelPayload } from '#test/support/discord/payloads.ts';
import type { Route } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';

const followSchema = z.looseObject({ webhook_channel_id: z.string() });
const channelSchema = z.looseObject({ name: z.string().min(1).max(100), type: z.enum(ChannelType) });
const WEBHOOKS_MAX = 15;

/** A channel that follows an announcement channel, by a webhook. */
export interface Following {
  readonly webhookId: string;
  readonly sourceId: string;
  readonly channelId: string;
}

/** Channels that are made, and channels that follow others. */
export function followerRoutes(state: DiscordState): Route[] {
  const { followings, mint, world } = state;
  return [
    {
      method: 'POST',
      pattern: '/guilds/:guild/channels',
      handle: (call) => {
        const guild = world.guilds.get(call.param('guild'));
        if (!guild) throw refusals.unknownGuild();
        const [any] = guild.channels.values();
        if (any) requirePermissions(state, any, 'ManageChannels');
        const { name, type } = checkForm(channelSchema, call.body);
        return { status: 201, body: channelPayload(world.addChannel(guild, { name, type })) };
      },
    },
    {
      method: 'POST',
      pattern: '/channels/:channel/followers',
      handle: (call) => {
        const source = textChannel(state, call.param('channel'));
        if (source.type !== ChannelType.GuildAnnouncement) throw refusals.wrongChannelType();
        const { webhook_channel_id: targetId } = checkForm(followSchema, call.body);
        const target = textChannel(state, targetId);
        requirePermissions(state, target, 'ManageWebhooks');
        const own = [...followings.values()].filter(({ channelId }) => channelId === target.id);
        if (own.length >= WEBHOOKS_MAX) throw refusals.tooManyWebhooks();
        const webhookId = mint();
        followings.set(webhookId, { webhookId, sourceId: source.id, channelId: target.id });
        return { body: { channel_id: source.id, webhook_id: webhookId } };
      },
    },
    {
      method: 'DELETE',
      pattern: '/webhooks/:webhook',
      handle: (call) => {
        if (!followings.delete(call.param('webhook'))) throw refusals.unknownWebhook();
        return {};
      },
    },
  ];
}

/** What is published stands in every channel that follows, as a message of its webhook: without components. */
export function bringToFollowers(
  state: DiscordState,
  { channel_id: sourceId, content, embeds }: APIMessage,
): void {
  for (const { channelId, webhookId, sourceId: followed } of state.followings.values()) {
    const target = state.world.channel(channelId);
    if (followed !== sourceId || target === undefined) continue;
    const author = { id: webhookId, username: 'hub', bot: true };
    const form = checkMessage({ content, embeds, allowed_mentions: { parse: [] } });
    state.book.write(target, author, form, [], { webhook_id: webhookId, flags: MessageFlags.IsCrosspost });
  }
}
