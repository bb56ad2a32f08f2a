import { describe, expect, it } from 'vitest';

import type { ExchangeInfo } from '#commands/command.ts';
import type { CoinLine } from '#src/engine/view/coin.ts';
import { aCoinSide } from '#test/commands/a-coin-side.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { noon } from '#test/delivery/a-notice.ts';

import { commandWorld, press, shownIn } from './command-world.ts';

const EXCHANGES: readonly ExchangeInfo[] = Array.from({ length: 29 }, (_, i) => ({
  id: `venue${i}`,
  name: `Venue ${i}`,
  aliases: [],
  components: ['deposits', 'withdrawals'],
}));

/** Two of the exchanges have trouble, the second of them on one network only; the others move it both ways. */
function lineOf(exchange: string, network: string | undefined): CoinLine {
  const isDown = exchange === 'venue0' || (exchange === 'venue1' && network === 'BEP20');
  const isPartly = exchange === 'venue1' && network === undefined;
  return {
    exchange,
    exchangeName: EXCHANGES.find(({ id }) => id === exchange)?.name ?? '',
    deposits: aCoinSide('operational'),
    withdrawals: isPartly
      ? aCoinSide('partial_outage', { shut: ['BEP20'], open: ['TRC20'] })
      : aCoinSide(isDown ? 'major_outage' : 'operational'),
    freshAt: noon - 8000,
  };
}

const coins = () => {
  const assets = new Map([['USDT', new Set(['TRC20', 'BEP20'])]]);
  return commandWorld({
    exchanges: () => EXCHANGES,
    viewCoin: (exchange, _asset, network) => lineOf(exchange, network),
    typedWorld: () => ({ ...fakeDeps().typedWorld(), exchanges: EXCHANGES, assets }),
  });
};

const OFF = /❌ \*\*Venue 0\*\*: withdrawals off since <t:\d+:t>/;

describe('/coin', () => {
  it('says to the member alone where it can be got out, the exceptions first and the others folded', async () => {
    const { ask } = await coins();
    const reply = await ask('coin', { symbol: 'usdt' });
    expect(reply.isEphemeral).toBe(true);
    const text = shownIn(reply);
    expect(text).toContain('**USDT**: where it moves');
    const [binance, kraken, fine, fresh] = [
      text.search(OFF),
      text.indexOf('⚠️ **Venue 1**: withdrawals off on BEP20; open on TRC20'),
      text.search(/✅ 27 move it both ways: Venue 2, Venue 3/),
      text.indexOf(`Checked <t:${(noon - 8000) / 1000}:R>`),
    ];
    expect(binance).toBeGreaterThan(0);
    expect([binance, kraken, fine, fresh].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      binance,
      kraken,
      fine,
      fresh,
    ]);
  });

  it('asks about one network, typed or picked, and shows it to all when it is told to', async () => {
    const world = await coins();
    const { ask, emulator, general } = world;
    const typed = await ask('coin', { symbol: 'usdt trc' });
    expect(shownIn(typed)).toContain('✅ 28 move it both ways');
    const all = await ask('coin', { symbol: 'usdt' });
    const picked = await press(world, all, 'v1:coin-on:USDT/*', ['BEP20']);
    expect(shownIn(picked)).toContain('**USDT** on **BEP20**: where it moves');
    expect(shownIn(picked)).toMatch(OFF);
    expect(shownIn(picked)).toContain('❌ **Venue 1**: withdrawals off since');
    const shown = await press(world, picked, 'v1:coin-show:USDT/BEP20');
    expect(shown.isEphemeral).toBe(false);
    expect(JSON.stringify(emulator.messages(general.id).at(-1))).toContain('**USDT** on **BEP20**');
  });

  it('offers coins and their networks while one types, and says which coin nobody knows', async () => {
    const { admin, ask, emulator, general, guild } = await coins();
    const offered = (values: Record<string, string>, focused: string) =>
      emulator.autocomplete(admin, guild, general, 'coin', values, focused);
    expect(await offered({ symbol: 'us' }, 'symbol')).toContainEqual({ name: 'USDT', value: 'USDT' });
    expect((await offered({ symbol: 'USDT', network: '' }, 'network')).map(({ value }) => value)).toEqual([
      'BEP20',
      'TRC20',
    ]);
    expect((await ask('coin', { symbol: 'notacoin' })).content).toContain('I do not know a coin “notacoin”');
  });
});
