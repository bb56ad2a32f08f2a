import { describe, expect, it } from 'vitest';

import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';

import { aProcess, patiently, setUp, untilClosed } from './a-process.ts';

describe('From a subscription to the alert in the channel', () => {
  it('tells a halt once, and its end once, as a reply', async () => {
    const { emulator, alerts, process, ask } = await setUp();
    const answer = await ask('subscribe', { target: 'binance/withdrawals', channel: alerts });
    expect(answer).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(answer.content).toContain(`<#${alerts.id}> follows`);

    await process.tell(aNotice());
    await emulator.messagesReach(alerts.id, 1);
    await process.tell(aRecovery());
    const [alert, recovery] = await emulator.messagesReach(alerts.id, 2);
    expect(alert?.content).toBe('❌ **Binance** withdrawals are down');
    expect(recovery?.content).toBe('✅ **Binance** withdrawals are back after 1 h 42 min');
    expect(recovery?.message_reference?.message_id).toBe(alert?.id);
  });

  it('mentions the role that the subscription names', async () => {
    const { emulator, guild, alerts, process, ask } = await setUp();
    const role = emulator.addRole(guild, { name: 'traders', mentionable: true });
    await ask('subscribe', { target: 'binance', channel: alerts, mention: role });
    await process.tell(aNotice());
    const [alert] = await emulator.messagesReach(alerts.id, 1);
    expect(alert?.mention_roles).toEqual([role.id]);
  });

  it('posts once when Discord has made the message and its answer was lost', async () => {
    const { emulator, alerts, process, ask } = await setUp();
    await ask('subscribe', { target: 'binance', channel: alerts });
    emulator.failNext({
      method: 'POST',
      path: '/channels/:id/messages',
      status: 502,
      afterEffect: true,
      times: 2,
    });
    await process.tell(aNotice());
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    expect(emulator.messages(alerts.id)).toHaveLength(1);
  });

  it('posts once when the process ends between the decision and the delivery', async () => {
    const { emulator, alerts, process, ask, store } = await setUp();
    await ask('subscribe', { target: 'binance', channel: alerts });
    emulator.failNext({
      method: 'POST',
      path: '/channels/:id/messages',
      resetConnection: true,
      afterEffect: true,
    });
    const sent = emulator.nextRequest({ method: 'POST', path: '/channels/:id/messages' });
    await process.tell(aNotice());
    await sent;
    await process.stop();

    const next = await aProcess(emulator, store);
    await next.discord.start();
    await next.queue.start([]);
    await next.tell(aNotice());
    await expect.poll(() => next.queue.health().pending, patiently).toBe(0);
    expect(emulator.messages(alerts.id)).toHaveLength(1);
    expect(store.deliveries.records.size).toBe(0);
  });

  it('says what permission is missing, before it is too late', async () => {
    const { emulator, alerts, ask } = await setUp();
    emulator.setBotAccess(alerts, { deny: ['EmbedLinks'] });
    const answer = await ask('subscribe', { target: 'binance', channel: alerts });
    expect(answer.isEphemeral).toBe(true);
    expect(answer.content).toContain('It needs Embed Links for me');
  });

  it('pauses a channel that it may not post in, says so in the log channel alone, and tells it once it may again', async () => {
    const { emulator, guild, general, alerts, process, ask } = await setUp({}, untilClosed());
    const log = emulator.addChannel(guild, { name: 'log' });
    await ask('alerts settings', { log_channel: log });
    await ask('subscribe', { target: 'binance', channel: alerts });
    emulator.setBotAccess(alerts, { deny: ['ViewChannel'] });
    await process.tell(aNotice());
    await expect
      .poll(() => emulator.messages(log.id).map(({ content }) => content), { timeout: 25_000 })
      .toEqual([expect.stringContaining('View Channel')]);
    expect([...emulator.messages(alerts.id), ...emulator.messages(general.id)]).toEqual([]);
    emulator.setBotAccess(alerts, {});
    const [alert] = await emulator.messagesReach(alerts.id, 1);
    expect(alert?.content).toContain('withdrawals are down');
    expect(alert?.embeds[0]?.description).toContain('Told late');
  }, 40_000);

  it('delivers a storm to many channels through rate limits, each once', async () => {
    const { emulator, guild, general, admin, process } = await setUp({ rateLimits: { globalPerSecond: 50 } });
    const channels = Array.from({ length: 30 }, (_, i) => emulator.addChannel(guild, { name: `c${i}` }));
    for (const channel of channels) {
      await emulator.command(admin, guild, general, 'subscribe', { target: 'binance', channel });
    }
    emulator.failNext({ method: 'POST', path: '/channels/:id/messages', status: 500, times: 20 });
    emulator.rateLimitNext({ method: 'POST', path: '/channels/:id/messages', retryAfterMs: 300, times: 5 });
    await process.tell(aNotice());
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    await process.tell(aRecovery());
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    for (const { id } of channels) {
      expect(emulator.messages(id).map(({ content }) => content.slice(0, 1))).toEqual(['✅', '✅']);
      expect(emulator.messages(id)[0]?.content).toContain('were down');
    }
  });

  it('answers /status to the member alone, leads on from there, and shows it to all when asked', async () => {
    const { emulator, guild, general, admin, ask } = await setUp();
    const answer = await ask('status', { exchange: 'binance' });
    expect(answer).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(JSON.stringify(answer.message?.components)).toContain('❌ Withdrawals: 312 of 340 coins');
    const panel = answer.message;
    if (panel === undefined) throw new Error('There is no panel.');
    const picked = await emulator.click(admin, panel, 'v1:status-pick:binance', ['binance/withdrawals']);
    expect(JSON.stringify(picked.message?.components)).toContain('v1:status-pick:binance/withdrawals');
    expect(emulator.messages(general.id)).toEqual([]);
    const shown = await emulator.click(admin, panel, 'v1:status-show:binance/withdrawals');
    expect(shown.isEphemeral).toBe(false);
    expect(JSON.stringify(emulator.messages(general.id)[0]?.components)).toContain('Look closer');
    const choices = await emulator.autocomplete(
      admin,
      guild,
      general,
      'status',
      { exchange: 'bin' },
      'exchange',
    );
    expect(choices).toEqual([{ name: 'Binance', value: 'binance' }]);
  });

  it('speaks the language of the member, in the menu and in every sentence', async () => {
    const { emulator, guild, general } = await setUp();
    const status = emulator.registeredCommands().find(({ name }) => name === 'status');
    expect(status?.name_localizations).toMatchObject({ ko: '상태', ja: '状況', 'zh-CN': '状态' });
    const member = emulator.addMember(guild, {
      name: 'min',
      permissions: ['ManageChannels', 'ManageGuild'],
      locale: 'ko',
    });
    const ask = (name: string, values = {}) => emulator.command(member, guild, general, name, values);
    expect((await ask('status', { exchange: 'binanse' })).content).toContain(
      '거래소는 지켜보고 있지 않습니다',
    );
    expect((await ask('watchlist delete', { name: 'none' })).content).toContain('관심 목록이 없습니다');
    emulator.setBotAccess(general, { deny: ['EmbedLinks'] });
    expect((await ask('subscribe', { target: 'binance' })).content).toContain('링크 첨부');
  });

  it('keeps watch lists that subscriptions follow', async () => {
    const { emulator, alerts, process, ask } = await setUp();
    await ask('watchlist create', { name: 'mine' });
    await ask('watchlist add', { name: 'mine', selector: '*/withdrawals' });
    await ask('subscribe', { target: 'mine', channel: alerts });
    await process.tell(aNotice());
    await emulator.messagesReach(alerts.id, 1);
    expect((await ask('watchlist show', { name: 'mine' })).embeds[0]?.description).toContain(
      'withdrawals on every exchange',
    );
    expect((await ask('watchlist delete', { name: 'mine' })).content).toContain('still follows');
  });
});
