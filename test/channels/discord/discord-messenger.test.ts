import { describe, expect, it } from 'vitest';

import type { Channel, Post } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { createDiscordMessenger } from '#src/channels/discord/discord-messenger.ts';
import { createRest } from '#src/channels/discord/rest.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

const posting = '/channels/:channel/messages';

async function setUp(options?: DiscordOptions): Promise<{
  discord: DiscordEmulator;
  channel: WorldChannel;
  messenger: Pick<Channel, 'post' | 'find' | 'edit'>;
  aPost: (changes?: Partial<Post>) => Post;
}> {
  const discord = await emulatedDiscord(options);
  const guild = discord.addGuild({ name: 'Traders' });
  const channel = discord.addChannel(guild, { name: 'alerts' });
  const messenger = createDiscordMessenger(createRest(discord.token, discord.apiUrl));
  const aPost = (changes: Partial<Post> = {}): Post => ({
    target: { channel: 'discord', address: channel.id, mentions: [] },
    notice: aNotice(),
    nonce: 'nonce-1',
    ...changes,
  });
  return { discord, channel, messenger, aPost };
}

async function failureOf(call: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`No DeliveryError: ${String(error)}`);
  return error;
}

describe('The messenger', () => {
  it('posts the alert, and the recovery as a reply', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    const { messageId } = await messenger.post(aPost());
    await messenger.post(aPost({ notice: aRecovery(), nonce: 'nonce-2', replyTo: messageId }));
    const [alert, recovery] = discord.messages(channel.id);
    expect(alert).toMatchObject({ id: messageId, content: '🔴 **Binance** withdrawals are down' });
    expect(recovery?.message_reference?.message_id).toBe(messageId);
  });

  it('makes one message of one nonce, however often it is sent', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    const first = await messenger.post(aPost());
    const second = await messenger.post(aPost());
    expect(second).toEqual(first);
    expect(discord.messages(channel.id)).toHaveLength(1);
  });

  it('still tells a recovery when the alert was deleted, or replying is not allowed', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    const { messageId } = await messenger.post(aPost());
    discord.messageDelete(channel.id, messageId);
    await messenger.post(aPost({ notice: aRecovery(), nonce: 'nonce-2', replyTo: messageId }));
    expect(discord.messages(channel.id)).toHaveLength(1);

    discord.failNext({ method: 'POST', path: posting, status: 400, code: 160_002 });
    await messenger.post(aPost({ notice: aRecovery(), nonce: 'nonce-3', replyTo: messageId }));
    expect(discord.messages(channel.id)).toHaveLength(2);
  });

  it('finds a message of an earlier try, by its nonce or by what it says', async () => {
    const { messenger, aPost } = await setUp();
    expect(await messenger.find(aPost())).toBeUndefined();
    const posted = await messenger.post(aPost());
    expect(await messenger.find(aPost())).toEqual(posted);
    expect(await messenger.find(aPost({ nonce: 'forgotten' }))).toEqual(posted);
    expect(await messenger.find(aPost({ notice: aRecovery(), nonce: 'other' }))).toBeUndefined();
  });

  it('finds nothing where it may not read', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    await messenger.post(aPost());
    discord.setBotAccess(channel, { deny: ['ReadMessageHistory'] });
    expect(await messenger.find(aPost())).toBeUndefined();
  });

  it('edits a message in place', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    const { messageId } = await messenger.post(aPost());
    const notice = aNotice({ status: 'partial_outage' });
    await messenger.edit({ target: aPost().target, messageId, notice });
    expect(discord.messages(channel.id)).toMatchObject([
      { content: '🟠 **Binance** withdrawals are partly down' },
    ]);
  });

  it.each([
    [10_003, 404, 'channel_lost', /deleted/],
    [50_001, 403, 'channel_lost', /View Channel/],
    [50_013, 403, 'channel_lost', /Send Messages and Embed Links/],
    [10_004, 404, 'channel_lost', /no longer in this server/],
    [50_035, 400, 'refused', /400/],
    [200_000, 400, 'refused', /400/],
    [10_008, 404, 'message_gone', /deleted/],
    [0, 500, 'temporary', /500/],
    [130_000, 503, 'temporary', /503/],
    [0, 401, 'unauthorized', /DISCORD_TOKEN/],
  ])('understands code %i with status %i as %s', async (code, status, kind, text) => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, status, ...(code > 0 && { code }), message: 'x' });
    const failure = await failureOf(messenger.post(aPost()));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(text);
    expect(failure.message).not.toContain(discord.token);
  });

  it('hands a long rate limit back, with how long it is', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.rateLimitNext({ method: 'POST', path: posting, retryAfterMs: 30_000 });
    const failure = await failureOf(messenger.post(aPost()));
    expect(failure.kind).toBe('temporary');
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(29_000);
  });

  it('waits out a short rate limit', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    discord.rateLimitNext({ method: 'POST', path: posting, retryAfterMs: 100 });
    await messenger.post(aPost());
    expect(discord.messages(channel.id)).toHaveLength(1);
  });

  it('does not hammer an edge that answers 429 without a word', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, status: 429, times: 1_000 });
    const failure = await failureOf(messenger.post(aPost()));
    expect(failure.kind).toBe('temporary');
    expect(discord.requests).toHaveLength(1);
  });

  it('takes a connection that breaks for a temporary failure', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, resetConnection: true });
    expect((await failureOf(messenger.post(aPost()))).kind).toBe('temporary');
  });

  it('says that the token is refused for every call after the first', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, status: 401, code: 0, message: '401: Unauthorized' });
    await failureOf(messenger.post(aPost()));
    expect((await failureOf(messenger.post(aPost()))).kind).toBe('unauthorized');
  });
});
