import { describe, expect, it } from 'vitest';

import { status } from '#commands/status.ts';
import { subscribe } from '#commands/subscribe.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';

const ask = async (strings: Record<string, string>, deps = fakeDeps()) => status.run(aRequest(strings), deps);

describe('/status', () => {
  it.each(['binance', 'Binance', 'BNB'])('knows an exchange as %s', async (exchange) => {
    expect((await ask({ exchange })).content).toContain('**Binance**');
  });

  it.each([
    [{ exchange: 'binance', service: 'withdrawals' }, '**Binance** withdrawals'],
    [{ exchange: 'binance', service: 'withdrawals/usdt/trc20' }, '**Binance** USDT withdrawals on TRC20'],
    [{ exchange: 'binance', service: 'binance/withdrawals' }, '**Binance** withdrawals'],
    [{ exchange: 'binance/withdrawals' }, '**Binance** withdrawals'],
    [
      { exchange: 'binance', service: 'binance' },
      '**Binance**: withdrawals are down, deposits are disturbed, the rest works',
    ],
  ])('shows one service for %j', async (strings, expected) => {
    expect((await ask(strings)).content).toContain(expected);
  });

  it('answers for a retired exchange with its sentence, whatever is asked of it', async () => {
    const reply = await ask({ exchange: 'bitmex', service: 'api' });
    expect(reply.content).toBe('❔ **BitMEX** is retired');
    expect(reply.embeds?.[0]?.description).toContain('closed on 23 September 2026');
  });

  it.each([
    [{ exchange: 'binanse' }, /Did you mean Binance\?/],
    [{ exchange: 'nowhere' }, /I watch Binance, Kraken/],
    [
      { exchange: 'kraken', service: 'staking' },
      /I do not watch staking of Kraken.*website, API, withdrawals/,
    ],
    [{ exchange: 'kraken', service: 'nonsense' }, /no component/],
    [{ exchange: 'binance', service: 'withdrawals/NOPE' }, /do not know a coin “NOPE”/],
    [{ exchange: 'kraken', service: 'withdrawals/BTC' }, /as a whole only/],
    [{ exchange: 'binance', service: 'a/b/c/d/e' }, /no component|more than four/],
    [{ service: 'withdrawals' }, /Choose an exchange/],
    [{}, /watches no exchange yet/],
  ])('says what is wrong with %j, and what to do', async (strings: Record<string, string>, expected) => {
    await expect(ask(strings)).rejects.toThrow(expected);
  });

  it('shows what the server watches at a glance', async () => {
    const deps = fakeDeps();
    await subscribe.run(aRequest({ target: 'kraken/withdrawals' }), deps);
    const [embed] = (await ask({}, deps)).embeds ?? [];
    expect(embed?.description).toContain('Kraken');
    expect(embed?.description).not.toContain('Binance');
    await subscribe.run(aRequest({ target: '*/withdrawals' }), deps);
    expect((await ask({}, deps)).embeds?.[0]?.description).toContain('Binance');
  });

  const suggest = (name: string, value: string, strings: Record<string, string> = {}) =>
    status
      .complete?.({ guildId: '1', locale: 'en-US', strings, focused: { name, value } }, fakeDeps())
      .map((choice) => choice.value);

  it('suggests exchanges, by name and alias', () => {
    expect(suggest('exchange', '')).toHaveLength(4);
    expect(suggest('exchange', 'kra')).toEqual(['kraken']);
    expect(suggest('exchange', 'huobi')).toEqual(['htx']);
    expect(suggest('exchange', 'zzz')).toEqual([]);
  });

  it('names its suggestions in the language of who types', () => {
    const names = (locale: string) =>
      status
        .complete?.(
          {
            guildId: '1',
            locale,
            strings: { exchange: 'binance' },
            focused: { name: 'service', value: 'btc' },
          },
          fakeDeps(),
        )
        .map(({ name }) => name);
    expect(names('en-US')).toEqual(['BTC withdrawals', 'BTC deposits']);
    expect(names('zh-CN')).toEqual(['BTC 提现', 'BTC 充值']);
  });

  it('suggests services of the exchange, and its coins', () => {
    expect(suggest('service', 'with', { exchange: 'binance' })?.slice(0, 2)).toEqual([
      'withdrawals',
      'withdrawals/BTC',
    ]);
    expect(suggest('service', 'btc', { exchange: 'binance' })).toEqual(['withdrawals/BTC', 'deposits/BTC']);
    expect(suggest('service', '', { exchange: 'kraken' })).toEqual(['website', 'api', 'withdrawals']);
    expect(suggest('service', 'x', {})).toEqual([]);
  });
});
