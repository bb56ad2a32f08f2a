import { describe, expect, it, onTestFinished, vi } from 'vitest';

import type { App } from '#src/app/app.ts';
import { postedMessageId } from '#src/domain/delivery.ts';
import type { Telling } from '#src/domain/delivery.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';
import { allOf } from '#test/support/all-of.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';

import { createAppBench, settled } from './app-bench.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { AppBench } from './app-bench.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function running(bench: AppBench, changes?: Parameters<AppBench['app']>[0]): App {
  const app = bench.app(changes);
  onTestFinished(() => app.stop());
  return app;
}

const pending = async (bench: AppBench): Promise<Telling[]> =>
  (await allOf(bench.store.deliveries.entries())).map(([, telling]) => telling);

/** Who reads the preview. */
const reader = {
  guildId: 'preview',
  target: { channel: 'terminal', address: 'terminal', mentions: [] },
  subscriptionIds: ['preview'],
};

describe('in preview', () => {
  it('an alert is written exactly once, and so is its end', async () => {
    const bench = createAppBench();
    await settled(bench, running(bench));
    expect(bench.written).toEqual([]);

    bench.answer('down');
    await bench.clock.advance(MINUTE);
    expect(bench.written).toHaveLength(1);
    expect(bench.written[0]).toContain('❌ Binance withdrawals are down');

    bench.answer('up');
    await bench.clock.advance(MINUTE);
    expect(bench.written).toHaveLength(2);
    expect(bench.written[1]).toMatch(/✅ Binance withdrawals are back after \d+ (?:s|min)/);
    expect(await pending(bench)).toEqual([]);
  });

  it('a second start does not repeat what was told', async () => {
    const bench = createAppBench();
    const first = bench.app();
    await settled(bench, first);
    bench.answer('down');
    await bench.clock.advance(MINUTE);
    await first.stop();
    await settled(bench, running(bench));
    expect(bench.written).toHaveLength(1);
  });

  it('what changed while it was off is told at the next start', async () => {
    const bench = createAppBench();
    const first = bench.app();
    await settled(bench, first);
    await first.stop();
    bench.answer('down');
    await bench.clock.advance(6 * 60 * MINUTE);
    await settled(bench, running(bench));
    expect(bench.written).toHaveLength(1);
    expect(bench.written[0]).toContain('❌ Binance withdrawals are down');
  });
});

describe('an outbox that a crash has left', () => {
  it('is dispatched at start, once, though nothing new happens', async () => {
    const bench = createAppBench();
    const notice = aNotice({ at: bench.clock.now() });
    const outbox = [{ kind: 'notice' as const, notice }];
    await bench.store.exchanges.set('binance', { ...emptyExchangeState('binance'), updatedAt: 1, outbox });
    const app = running(bench);
    await app.start();
    await bench.clock.advance(SECOND);
    expect(bench.written).toHaveLength(1);
    expect(app.poller.state('binance').outbox).toEqual([]);
    expect((await bench.store.exchanges.get('binance'))?.outbox).toEqual([]);
    await bench.clock.advance(MINUTE);
    expect(bench.written).toHaveLength(1);
  });

  it('is told once where its delivery was stored already', async () => {
    const bench = createAppBench();
    const notice = aNotice({ at: bench.clock.now() });
    const outbox = [{ kind: 'notice' as const, notice }];
    await bench.store.exchanges.set('binance', { ...emptyExchangeState('binance'), updatedAt: 1, outbox });
    const id = `${notice.id}/0`;
    await bench.store.deliveries.set(id, {
      id,
      kind: 'notice',
      notice,
      createdAt: bench.clock.now(),
      to: [reader],
    });
    await running(bench).start();
    await bench.clock.advance(MINUTE);
    expect(bench.written).toHaveLength(1);
    expect(await pending(bench)).toEqual([]);
  });

  it('is dispatched as soon as the store takes it, though nothing new happens', async () => {
    const bench = createAppBench();
    const outbox = [{ kind: 'notice' as const, notice: aNotice({ at: bench.clock.now() }) }];
    await bench.store.exchanges.set('binance', { ...emptyExchangeState('binance'), updatedAt: 1, outbox });
    vi.spyOn(bench.store, 'commit').mockRejectedValueOnce(new Error('the disk is full'));
    await running(bench).start();
    await bench.clock.advance(SECOND);
    expect(bench.written).toEqual([]);
    await bench.clock.advance(MINUTE);
    expect(bench.written).toHaveLength(1);
  });

  it('with a recovery is told after the alert that was stored and not sent yet', async () => {
    const bench = createAppBench();
    const notice = aNotice({ at: bench.clock.now() });
    const back = aRecovery({ at: bench.clock.now() + 1 });
    const id = `${notice.id}/0`;
    const outbox = [{ kind: 'notice' as const, notice: back }];
    await bench.store.exchanges.set('binance', { ...emptyExchangeState('binance'), updatedAt: 1, outbox });
    await bench.store.deliveries.set(id, {
      id,
      kind: 'notice',
      notice,
      createdAt: bench.clock.now(),
      to: [reader],
    });
    await running(bench).start();
    await bench.clock.advance(MINUTE);
    expect(bench.written.map((text) => text.trim().split(' ')[0])).toEqual(['❌', '✅']);
  });
});

describe('What keeps it from its work', () => {
  it('is a store that takes nothing, which ends it after a while', async () => {
    const bench = createAppBench();
    const app = running(bench);
    await settled(bench, app);
    vi.spyOn(bench.store.absences, 'set').mockRejectedValue(new Error('the disk is full'));
    await bench.clock.advance(2 * MINUTE);
    expect(bench.fatal).toEqual([]);
    await bench.clock.advance(15 * MINUTE);
    expect(bench.fatal[0]).toContain('The store has taken nothing');
  });

  it('was that it was away, which is kept, and told to the operator', async () => {
    const bench = createAppBench();
    const first = bench.app();
    await settled(bench, first);
    await first.stop();
    const from = bench.clock.now();
    await bench.clock.advance(28 * MINUTE);
    const discord = await emulatedDiscord();
    const operators = discord.addChannel(discord.addGuild({ name: 'Home' }), { name: 'operators' });
    const told = discord.nextMessage(operators.id);
    await running(bench, {
      discordToken: discord.token,
      discordApiUrl: discord.apiUrl,
      operatorChannelId: operators.id,
    }).start();
    expect((await told).content).toBe(
      '🔧 Started. I was not watching from 2026-01-01 00:00 UTC to 2026-01-01 00:28 UTC.',
    );
    const absences = (await allOf(bench.store.absences.entries('away/'))).map(([, absence]) => absence);
    expect(absences).toEqual([{ from, until: from + 28 * MINUTE }]);
  });
});

describe('stop', () => {
  it('polls no more, leaves no timer, and keeps what it knows', async () => {
    const bench = createAppBench();
    const app = bench.app();
    await settled(bench, app);
    bench.answer('down');
    await bench.clock.advance(MINUTE);
    const { incidents } = app.poller.state('binance');
    await app.stop();
    const asked = bench.asked();
    await bench.clock.advance(10 * MINUTE);
    expect(bench.asked()).toBe(asked);
    expect(bench.clock.pending()).toBe(0);
    expect((await bench.store.exchanges.get('binance'))?.incidents).toEqual(incidents);
    const [incident] = incidents;
    expect(await bench.store.messages.get(postedMessageId(incident?.id ?? '', 'terminal'))).toBeDefined();
  });

  it('resolves before anything was read, and after a start that was never finished', async () => {
    const bench = createAppBench();
    const app = bench.app();
    const starting = app.start();
    await app.stop();
    await starting;
    await app.stop();
    expect(bench.written).toEqual([]);
  });
});

describe('with Discord', () => {
  async function connected() {
    const bench = createAppBench();
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Traders' });
    const alerts = discord.addChannel(guild, { name: 'alerts' });
    const operators = discord.addChannel(guild, { name: 'operators' });
    await bench.store.guilds.set(guild.id, {
      ...emptyGuild(guild.id),
      subscriptions: [
        {
          id: 's1',
          channelId: alerts.id,
          target: { kind: 'selector', selector: 'binance' },
          level: 'standard',
          createdAt: 0,
        },
      ],
    });
    const changes = {
      discordToken: discord.token,
      discordApiUrl: discord.apiUrl,
      operatorChannelId: operators.id,
    };
    return { bench, discord, alerts, operators, changes };
  }

  it('tells the operator channel that a source cannot be read, and no server', async () => {
    const { bench, discord, alerts, operators, changes } = await connected();
    const app = running(bench, changes);
    await app.start();
    await discord.botReady();
    await discord.messagesReach(operators.id, 1);
    bench.answer(451);
    const told = discord.nextMessage(operators.id);
    for (let poll = 0; poll < 3; poll += 1) await app.poller.pollNow();
    const { content } = await told;
    expect(content).toMatch(/^🔧 .*api\.binance\.example does not let us in \(HTTP 451\)/);
    expect(discord.messages(alerts.id)).toEqual([]);
    expect(bench.written).toEqual([]);
  });

  it('keeps a message that Discord did not take, and sends it after the next start', async () => {
    const { bench, discord, alerts, changes } = await connected();
    const first = bench.app(changes);
    await settled(bench, first);
    await discord.botReady();
    const failure = { method: 'POST' as const, path: '/channels/:channel/messages', status: 503, times: 100 };
    discord.failNext(failure);
    const refused = discord.nextRequest({ method: 'POST', path: failure.path });
    bench.answer('down');
    await first.poller.pollNow();
    await refused;
    await first.stop();
    expect(await pending(bench)).toMatchObject([
      { kind: 'notice', to: [{ target: { channel: 'discord', address: alerts.id } }] },
    ]);
    expect(discord.messages(alerts.id)).toEqual([]);

    discord.heal();
    const login = discord.gateway.nextLogin();
    await running(bench, changes).start();
    await login;
    // Virtual time goes in small steps, so that no deadline passes while loopback answers.
    await vi.waitFor(
      async () => {
        await bench.clock.advance(SECOND);
        expect(discord.messages(alerts.id)).toHaveLength(1);
      },
      { timeout: 10_000 },
    );
    expect(discord.messages(alerts.id)[0]?.content).toBe('❌ **Binance** withdrawals are down');
  });

  it('says why it will never get in, without the token, and goes on watching', async () => {
    const { bench, changes } = await connected();
    const wrong = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'XXXXXX', 'this-is-not-the-right-token-at-all'].join('.');
    const app = running(bench, { ...changes, discordToken: wrong });
    await app.start();
    await expect.poll(() => bench.fatal.join()).toContain('DISCORD_TOKEN');
    expect(bench.fatal.join()).not.toContain(wrong);
    await bench.clock.advance(30 * SECOND);
    expect(bench.asked()).toBeGreaterThan(0);
  });
});
