import { describe, expect, it, onTestFinished } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { createReloader } from '#src/process/reload.ts';
import { allOf } from '#test/support/all-of.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';

import { createAppBench, settled } from '#test/app/app-bench.ts';

const shipped = shippedConfig();

function reloaderOf(load: () => Config) {
  const told: string[] = [];
  const applied: Config[] = [];
  const reload = createReloader({
    load,
    current: () => shipped,
    apply: (next) => {
      applied.push(next);
      return Promise.resolve();
    },
    onOperator: (message) => told.push(message),
  });
  return { reload, told, applied };
}

describe('reading the configuration anew', () => {
  it('takes a valid one over, and says so', async () => {
    const { applied, reload, told } = reloaderOf(() => ({
      ...shipped,
      exchanges: shipped.exchanges.slice(0, 2),
    }));
    await reload();
    expect(applied).toHaveLength(1);
    expect(told).toEqual(['The configuration was read anew: 2 exchanges.']);
  });

  it('refuses a wrong one, says what is wrong with it once, and keeps the old one', async () => {
    const { applied, reload, told } = reloaderOf(() => {
      throw new ConfigError([{ file: 'exchanges/kraken.yaml', line: 3, key: 'evry', message: 'is no key' }]);
    });
    await reload();
    await reload();
    expect(applied).toEqual([]);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('exchanges/kraken.yaml:3: `evry` is no key.');
  });

  it('leaves what is opened at the start as it is, and names it', async () => {
    const { applied, reload, told } = reloaderOf(() => ({
      ...shipped,
      storeUrl: 'memory:',
      logLevel: 'debug',
    }));
    await reload();
    expect(applied[0]).toMatchObject({ storeUrl: shipped.storeUrl, logLevel: shipped.logLevel });
    expect(told[0]).toContain('take effect at the next start: STORE_URL, LOG_LEVEL.');
  });
});

const MINUTE = 60_000;

describe('going on with another configuration', () => {
  it('keeps what is known of an exchange that stays: its outage is ended, and not told again', async () => {
    const bench = createAppBench();
    const app = bench.app();
    onTestFinished(() => app.stop());
    await settled(bench, app);
    bench.answer('down');
    await bench.clock.advance(MINUTE);
    const [exchange] = bench.config.exchanges;
    if (exchange === undefined) throw new Error('The bench watches nothing.');
    const other = { ...exchange, id: 'other', name: 'Other', profile: { ...exchange.profile, id: 'other' } };
    await app.reconfigure({ ...bench.config, exchanges: [{ ...exchange, name: 'Binance' }, other] });
    await bench.clock.advance(MINUTE);
    expect(app.poller.state('other').updatedAt).toBeGreaterThan(0);
    bench.answer('up');
    await bench.clock.advance(MINUTE);
    expect(bench.written.filter((text) => text.includes('Binance'))).toHaveLength(2);
    expect(bench.written.at(-1)).toContain('✅');
  });

  it.each([
    ['while it runs', true],
    ['between two runs', false],
  ])(
    'closes an exchange that is taken out %s without a word, and starts it anew later',
    async (_when, isOn) => {
      const bench = createAppBench();
      const first = bench.app();
      await settled(bench, first);
      bench.answer('down');
      await bench.clock.advance(MINUTE);
      expect(bench.written).toHaveLength(1);
      const without = { ...bench.config, exchanges: [] };
      if (isOn) await first.reconfigure(without);
      await first.stop();
      const second = bench.app({ exchanges: [] });
      await second.start();
      await second.stop();
      const archived = await allOf(bench.store.incidents.entries('binance/'));
      expect(archived.map(([, { lapsed, parts }]) => [lapsed, parts.map(({ service }) => service)])).toEqual([
        [true, ['binance/withdrawals']],
      ]);
      bench.answer('up');
      await bench.clock.advance(MINUTE);
      const third = bench.app();
      onTestFinished(() => third.stop());
      await settled(bench, third);
      await bench.clock.advance(MINUTE);
      expect(bench.written).toHaveLength(1);
      expect(third.poller.state('binance').incidents).toEqual([]);
    },
  );

  it('leaves Discord alone: it stays logged in, and the operator reads of no stop and no start', async () => {
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Traders' });
    const office = discord.addChannel(guild, { name: 'office' });
    const bench = createAppBench();
    const login = discord.gateway.nextLogin();
    const app = bench.app({
      discordToken: discord.token,
      discordApiUrl: discord.apiUrl,
      operatorChannelId: office.id,
    });
    onTestFinished(() => app.stop());
    await app.start();
    await login;
    await discord.messagesReach(office.id, 1);
    await app.reconfigure({ ...bench.config, exchanges: [] });
    app.tellOperator('Done.');
    await discord.messagesReach(office.id, 2);
    expect(discord.messages(office.id).map(({ content }) => content)).toEqual(['🔧 Started.', '🔧 Done.']);
    expect(discord.gateway.log.filter(({ kind }) => kind === 'identify')).toHaveLength(1);
  });
});
