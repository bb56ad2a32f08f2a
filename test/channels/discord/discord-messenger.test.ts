import { describe, expect, it } from 'vitest';

import type { OutgoingMessage } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { createDiscordMessenger } from '#src/channels/discord/messages/discord-messenger.ts';
import type { Messenger } from '#src/channels/discord/messages/discord-messenger.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { systemClock } from '#src/platform/clock.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

const posting = '/channels/:channel/messages';

async function setUp(options?: DiscordOptions): Promise<{
  discord: DiscordEmulator;
  channel: WorldChannel;
  messenger: Messenger;
  aPost: (changes?: Partial<OutgoingMessage>) => OutgoingMessage;
}> {
  const discord = await emulatedDiscord(options);
  const guild = discord.addGuild({ name: 'Traders' });
  const channel = discord.addChannel(guild, { name: 'alerts' });
  const messenger = createDiscordMessenger(
    createMessageRest(discord.token, discord.apiUrl, systemClock),
    shippedCatalogue,
  );
  const aPost = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
    target: { channel: 'discord', address: channel.id, mentions: [] },
    content: { kind: 'notice', notice: aNotice() },
    nonce: 'nonce-1',
    ...changes,
  });
  return { discord, channel, messenger, aPost };
}

// Half a millisecond is what a monotonic clock may come to.
const justNow = (): number => Date.now() - 1_000.5;

const over: OutgoingMessage['content'] = { kind: 'notice', notice: aRecovery() };

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
    await messenger.post(aPost({ content: over, nonce: 'nonce-2', replyTo: messageId }));
    const [alert, recovery] = discord.messages(channel.id);
    expect(alert).toMatchObject({ id: messageId, content: '❌ **Binance** withdrawals are down' });
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
    await messenger.post(aPost({ content: over, nonce: 'nonce-2', replyTo: messageId }));
    expect(discord.messages(channel.id)).toHaveLength(1);

    discord.failNext({ method: 'POST', path: posting, status: 400, code: 160_002 });
    await messenger.post(aPost({ content: over, nonce: 'nonce-3', replyTo: messageId }));
    expect(discord.messages(channel.id)).toHaveLength(2);
  });

  it('finds a message of an earlier try by what it says, whole or as a headline, and no other', async () => {
    const { messenger, aPost } = await setUp();
    const since = justNow();
    expect(await messenger.find(aPost(), since)).toBeUndefined();
    const posted = await messenger.post(aPost());
    expect(await messenger.find(aPost({ nonce: 'forgotten' }), since)).toEqual(posted);
    expect(await messenger.find(aPost({ content: over }), since)).toBeUndefined();
    const later = aNotice({ at: aNotice().at + 1 });
    expect(
      await messenger.find(aPost({ content: { kind: 'notice', notice: later } }), since),
    ).toBeUndefined();

    const plain = aPost({ content: { ...over, plain: true }, nonce: 'nonce-2' });
    const headline = await messenger.post(plain);
    expect(await messenger.find(aPost({ content: over }), since)).toEqual(headline);
  });

  it('finds it among many that came since, and none that was there before', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    const posted = await messenger.post(aPost());
    const others = Array.from({ length: 230 }, (_, i) =>
      aPost({
        content: { kind: 'notice', notice: aNotice({ exchangeName: `Exchange ${i}` }) },
        nonce: `n${i}`,
      }),
    );
    for (const other of others) await messenger.post(other);
    expect(await messenger.find(aPost(), justNow())).toEqual(posted);
    expect(await messenger.find(aPost(), Date.now() + 5 * 60_000)).toBeUndefined();
    expect(discord.messages(channel.id)).toHaveLength(231);
  });

  it.each([
    ['a page of something in front', { body: '<html></html>', headers: { 'content-type': 'text/html' } }],
    ['an empty object', { body: {} }],
    ['an id that is none', { body: { id: 'soon' } }],
    ['nothing', { body: '' }],
  ])('does not take %s for a message that was made', async (_, answer) => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, status: 200, afterEffect: true, ...answer });
    expect((await failureOf(messenger.post(aPost()))).kind).toBe('unclear');
    expect(await messenger.find(aPost(), justNow())).toBeDefined();
  });

  it.each([
    ['a 400 that is not Discord’s', { status: 400 }],
    ['a 403 that is not Discord’s', { status: 403 }],
    ['a code that nobody knows', { status: 400, code: 99_999 }],
    ['a 429 without a word', { status: 429 }],
  ])('takes %s for no last word', async (_, answer) => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, ...answer });
    expect((await failureOf(messenger.post(aPost()))).kind).toBe('trouble');
  });

  it('is asked to wait for a year, and says a day', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.rateLimitNext({
      method: 'POST',
      path: posting,
      retryAfterMs: 365 * 24 * 3_600_000,
      scope: 'global',
    });
    const failure = await failureOf(messenger.post(aPost()));
    expect(failure).toMatchObject({ kind: 'busy', everywhere: true, retryAfterMs: 24 * 3_600_000 });
    await messenger.post(aPost());
  });

  it('sends nothing into a limit that it was told of', async () => {
    const { discord, messenger, aPost } = await setUp({
      rateLimits: { perChannel: { limit: 2, windowMs: 5_000 } },
    });
    await messenger.post(aPost());
    await messenger.post(aPost({ nonce: 'nonce-2' }));
    const failure = await failureOf(messenger.post(aPost({ nonce: 'nonce-3' })));
    expect(failure.kind).toBe('busy');
    expect(failure.retryAfterMs).toBeGreaterThan(3_000);
    expect(discord.rateLimited).toEqual({ user: 0, global: 0, shared: 0 });
  });

  it('takes too many edits of an old message for a refusal, though they come as a 429', async () => {
    const clock = createFakeClock(Date.now());
    const { discord, messenger, aPost } = await setUp({ clock });
    const { messageId } = await messenger.post(aPost());
    await clock.advance(61 * 60_000);
    const edit = { target: aPost().target, messageId, notice: aNotice(), rootId: messageId, isFirst: true };
    for (let i = 0; i < 3; i += 1) await messenger.edit(edit);
    expect(await failureOf(messenger.edit(edit))).toMatchObject({ kind: 'refused', code: 30_046 });
    expect(discord.edits(edit.target.address)).toHaveLength(3);
  });

  it('asks whether its token is good', async () => {
    const { discord, messenger } = await setUp();
    expect(await messenger.check()).toBe('welcome');
    discord.failNext({ method: 'GET', path: '/users/@me', status: 401, code: 0 });
    expect(await messenger.check()).toBe('refused');
    discord.failNext({ method: 'GET', path: '/users/@me', status: 502 });
    expect(await messenger.check()).toBe('unknown');
  });

  it('finds nothing where it may not read', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    await messenger.post(aPost());
    discord.setBotAccess(channel, { deny: ['ReadMessageHistory'] });
    expect(await messenger.find(aPost(), justNow())).toBeUndefined();
  });

  it('edits a message in place', async () => {
    const { discord, channel, messenger, aPost } = await setUp();
    const { messageId } = await messenger.post(aPost());
    const notice = aNotice({ status: 'partial_outage' });
    await messenger.edit({ target: aPost().target, messageId, notice, rootId: messageId, isFirst: true });
    expect(discord.messages(channel.id)).toMatchObject([
      { content: '⚠️ **Binance** withdrawals are partly down' },
    ]);
  });

  it.each([
    [10_003, 404, 'closed', /404/, 'gone'],
    [50_001, 403, 'closed', /403/, 'hidden'],
    [50_013, 403, 'closed', /403/, 'no_right'],
    [10_004, 404, 'closed', /404/, 'left'],
    [50_007, 403, 'closed', /403/, 'no_direct'],
    [50_278, 403, 'closed', /403/, 'no_direct'],
    [40_003, 429, 'trouble', /429/],
    [40_003, 400, 'busy', /fewer direct messages/],
    [50_035, 400, 'refused', /400/],
    [200_000, 400, 'refused', /400/],
    [10_008, 404, 'message_gone', /deleted/],
    [0, 500, 'trouble', /500/],
    [130_000, 503, 'trouble', /503/],
    [0, 401, 'busy', /bot token/],
  ])('understands code %i with status %i as %s', async (code, status, kind, text, closed?: string) => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, status, ...(code > 0 && { code }), message: 'x' });
    const failure = await failureOf(messenger.post(aPost()));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(text);
    expect(failure.closed?.kind).toBe(closed);
    expect(failure.message).not.toContain(discord.token);
  });

  it('hands a long rate limit back, with how long it is', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.rateLimitNext({ method: 'POST', path: posting, retryAfterMs: 30_000 });
    const failure = await failureOf(messenger.post(aPost()));
    expect(failure.kind).toBe('busy');
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
    expect(failure.kind).toBe('trouble');
    expect(discord.requests).toHaveLength(1);
  });

  it('takes a connection that breaks for a temporary failure', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, resetConnection: true });
    expect((await failureOf(messenger.post(aPost()))).kind).toBe('trouble');
  });

  it('forgets no token that was refused once', async () => {
    const { discord, messenger, aPost } = await setUp();
    discord.failNext({ method: 'POST', path: posting, status: 401, code: 0, message: '401: Unauthorized' });
    await failureOf(messenger.post(aPost()));
    expect(await messenger.post(aPost())).toMatchObject({ messageId: expect.any(String) });
  });
});
