import { ChannelType } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createHttpLine } from '#src/channels/discord/line/http-line.ts';
import type { KnownGuild } from '#src/channels/discord/line/http-line.ts';
import type { MayPost } from '#src/delivery/channel.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import { createLogger } from '#src/platform/log.ts';
import { createRest } from '#src/channels/discord/messages/rest.ts';
import { createGuildRest } from '#src/channels/discord/line/guild-rest.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

import { patiently, setUp, untilClosed } from './a-process.ts';

const PING = JSON.stringify({ type: 1, id: '1', application_id: '1', token: 'x' });

/** The line alone, in virtual time, of a bot that keeps something of these servers; and what it hears. */
function aLine(emulator: DiscordEmulator, known: readonly KnownGuild[]) {
  const clock = createFakeClock();
  const heard: string[] = [];
  let lastAccess: MayPost = () => undefined;
  const rest = createRest(emulator.token, emulator.apiUrl);
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const line = createHttpLine({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    proxy: undefined,
    clock,
    log: createLogger('silent'),
    stopping: stopping.signal,
    publicKey: emulator.endpoints.publicKey,
    rest,
    guildRest: createGuildRest(rest, () => Promise.resolve(emulator.applicationId)),
    enter: () => Promise.resolve(),
    now: () => clock.now(),
    isOpen: () => true,
    known: () => known,
    onAddressGone: () => Promise.resolve(),
    onAccessChanged(guildId, _address, mayPost) {
      lastAccess = mayPost;
      heard.push(`open ${guildId}`);
    },
    onLost: () => undefined,
    onGuildRemoved: async (guildId) => void heard.push(`gone ${guildId}`),
    onJoined: ({ guildId }) => heard.push(`joined ${guildId}`),
  });
  return { clock, heard, line, mayPost: (address: string) => lastAccess(address) };
}

describe('Discord over HTTP', () => {
  it('leads from a subscription to its alert and its end, without a connection', async () => {
    const { admin, alerts, ask, emulator, process } = await setUp(
      { enforceDeadlines: true },
      { via: 'http' },
    );
    const answer = await ask('subscribe', { target: 'binance/withdrawals', channel: alerts });
    expect(answer).toMatchObject({ isEphemeral: true, isInTime: true });
    await process.tell(aNotice());
    const [alert] = await emulator.messagesReach(alerts.id, 1);
    if (alert === undefined) throw new Error('There is no alert.');
    const [button = ''] = /v1:details:[^"]+/.exec(JSON.stringify(alert.components)) ?? [];
    const details = await emulator.click(admin, alert, button);
    expect(details).toMatchObject({ isEphemeral: true, isInTime: true });
    await process.tell(aRecovery());
    await emulator.messagesReach(alerts.id, 2);
    expect(emulator.gateway.isConnected).toBe(false);
  });

  it('sends pictures with the first answer', async () => {
    const { ask } = await setUp({}, { via: 'http' });
    const answer = await ask('uptime', { exchange: 'binance' });
    expect(answer.message?.attachments).toHaveLength(1);
  });

  it('refuses what Discord did not sign, did not sign lately, or has sent before', async () => {
    const { emulator } = await setUp({}, { via: 'http' });
    const { endpoints } = emulator;
    const url = endpoints.interactionsUrl ?? '';
    const status = async (body: string, forgery = {}) => (await endpoints.ask(url, body, forgery)).status;
    expect(await status(PING)).toBe(200);
    expect(await status(PING, { signature: '00'.repeat(64) })).toBe(401);
    expect(await status(PING, { signature: 'no' })).toBe(401);
    expect(await status(PING, { timestamp: String(Math.floor(Date.now() / 1_000) - 120) })).toBe(401);
    expect(await status(PING, { timestamp: 'soon' })).toBe(401);
    expect((await fetch(url, { method: 'POST', body: PING })).status).toBe(401);
    expect((await fetch(url)).status).toBe(404);
    expect(await status('{')).toBe(400);
    expect(await status('{"type":2}')).toBe(400);
    expect(await status('x'.repeat(300_000))).toBe(413);
    expect(await status('null')).toBe(400);
  });

  it('does once what it is asked, whoever asks again with what he has overheard', async () => {
    const { admin, emulator, general } = await setUp({}, { via: 'http' });
    const { endpoints } = emulator;
    const url = endpoints.interactionsUrl ?? '';
    const asked = {
      id: '123456789012345678',
      type: 2,
      token: 'overheard',
      application_id: emulator.applicationId,
      data: { id: '1', type: 1, name: 'status' },
      channel: { id: general.id, type: 0 },
      user: { id: admin.user.id },
      locale: 'en-US',
      app_permissions: '0',
    };
    const request = endpoints.signed(url, JSON.stringify(asked));
    expect((await fetch(request.clone())).status).toBe(200);
    expect((await fetch(request)).status).toBe(401);
  });

  it('looks once a day which servers it is in: some have let it in unsaid, some have removed it, some are back', async () => {
    const emulator = await emulatedDiscord();
    const [stays, goes, returns] = ['Stays', 'Goes', 'Returns'].map((name) => emulator.addGuild({ name }));
    if (stays === undefined || goes === undefined || returns === undefined) throw new Error('No servers.');
    const { clock, heard, line } = aLine(emulator, [
      { guildId: stays.id, hasLeft: false, isClosed: false },
      { guildId: goes.id, hasLeft: false, isClosed: false },
      { guildId: returns.id, hasLeft: true, isClosed: false },
    ]);
    emulator.guildDelete(goes.id);
    await line.open();
    await expect.poll(() => heard, patiently).toEqual([`gone ${goes.id}`, `open ${returns.id}`]);
    heard.length = 0;
    const fresh = emulator.addForeignGuild({ name: 'New' });
    await clock.advance(24 * HOUR_MS);
    await expect.poll(() => heard, patiently).toContain(`joined ${fresh.id}`);
    expect(heard).not.toContain(`gone ${stays.id}`);
    await line.close();
    expect(clock.pending()).toBe(0);
  });

  it('asks every hour what it may do where it could not post, as nobody tells it that a channel was opened', async () => {
    const emulator = await emulatedDiscord();
    const [closed, other] = ['Closed', 'Other'].map((name) => emulator.addGuild({ name }));
    if (closed === undefined || other === undefined) throw new Error('No servers.');
    const channel = emulator.addChannel(closed, { name: 'alerts' });
    emulator.setBotAccess(channel, { deny: ['EmbedLinks'] });
    const { clock, heard, line, mayPost } = aLine(emulator, [
      { guildId: closed.id, hasLeft: false, isClosed: true },
      { guildId: other.id, hasLeft: false, isClosed: false },
      { guildId: memberSettingsId('1'), hasLeft: false, isClosed: true },
    ]);
    await line.open();
    await expect.poll(() => heard, patiently).toEqual([`open ${closed.id}`]);
    expect(mayPost(channel.id)).toBe(false);
    emulator.setBotAccess(channel, {});
    await clock.advance(HOUR_MS);
    await expect.poll(() => heard, patiently).toEqual([`open ${closed.id}`, `open ${closed.id}`]);
    expect(mayPost(channel.id)).toBe(true);
    // What it cannot tell is not tried every hour.
    expect(mayPost('1')).toBe(false);
    await line.close();
    expect(clock.pending()).toBe(0);
  });

  it('tells the admins of a channel that it may not post in', async () => {
    const { alerts, ask, emulator, guild, process } = await setUp({}, { via: 'http', ...untilClosed() });
    const staff = emulator.addChannel(guild, { name: 'staff', isForStaff: true, allow: ['ViewChannel'] });
    await ask('subscribe', { target: 'binance', channel: alerts });
    emulator.setBotAccess(alerts, { deny: ['ViewChannel'] });
    await process.tell(aNotice());
    await expect.poll(() => emulator.messages(staff.id).length, { timeout: 25_000 }).toBe(1);
    expect(emulator.messages(staff.id)[0]?.content).toContain('View Channel');
    expect(process.settings.get(guild.id).subscriptions).toHaveLength(1);
  }, 40_000);

  it('learns that a server has removed it from what can no longer be posted there', async () => {
    const { alerts, ask, emulator, guild, process } = await setUp({}, { via: 'http', ...untilClosed() });
    await ask('subscribe', { target: 'binance', channel: alerts });
    emulator.guildDelete(guild.id);
    await process.tell(aNotice());
    await expect
      .poll(() => process.settings.get(guild.id).subscriptions, { timeout: 25_000 })
      .toHaveLength(0);
  }, 40_000);

  it('publishes in announcement channels, which nobody has told it of', async () => {
    const { ask, emulator, guild, process } = await setUp({}, { via: 'http' });
    const news = emulator.addChannel(guild, { name: 'news', type: ChannelType.GuildAnnouncement });
    await ask('subscribe', { target: 'binance', channel: news });
    await process.tell(aNotice());
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    expect(emulator.requests.filter(({ path }) => path.endsWith('/crosspost'))).toHaveLength(1);
  });
});
