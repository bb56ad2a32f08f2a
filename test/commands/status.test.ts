import { describe, expect, it } from 'vitest';

import type { CommandDeps } from '#commands/command.ts';
import { status } from '#commands/status.ts';
import { subscribe } from '#commands/subscribe.ts';
import { parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import { panelText } from '#test/commands/panel-text.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';

const ask = async (strings: Record<string, string>, deps = fakeDeps(), changes = {}) =>
  panelText(await status.run(aRequest(strings, changes), deps));

async function press(
  id: string,
  {
    values = [],
    deps = fakeDeps(),
    memberPermissions = 0n,
  }: { values?: string[]; deps?: CommandDeps; memberPermissions?: bigint } = {},
): Promise<string> {
  const { action: name, key = '' } = parseCustomId(id) ?? {};
  const action = status.actions?.find((one) => one.action === name);
  if (action === undefined || action.answer === 'form') throw new Error(`There is no button ${id}.`);
  const { strings: _, numbers: _n, flags: _f, roles: _r, ...caller } = aRequest();
  return panelText(
    await action.run({ ...caller, memberPermissions, key, values, fields: {}, channels: {} }, deps),
  );
}

describe('/status', () => {
  it.each(['binance', 'Binance', 'BNB'])('knows an exchange as %s', async (exchange) => {
    expect(await ask({ exchange })).toContain('**Binance**');
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
    expect(await ask(strings)).toContain(expected);
  });

  it('answers for a retired exchange with its sentence, whatever is asked of it', async () => {
    const reply = await ask({ exchange: 'bitmex', service: 'api' });
    expect(reply).toContain('❔ **BitMEX** is retired');
    expect(reply).toContain('closed on 23 September 2026');
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
    const text = await ask({}, deps);
    expect(text).toContain('Kraken');
    expect(text).not.toContain('Binance');
    await subscribe.run(aRequest({ target: '*/withdrawals' }), deps);
    expect(await ask({}, deps)).toContain('Binance');
  });

  it('shows everything that is watched where nobody has chosen', async () => {
    const text = await ask({}, fakeDeps(), { guildId: undefined });
    expect(text).toContain('❌ 1 of the 3 exchanges I watch has trouble');
    expect(text).toContain('✅ 2 work: HTX and Kraken');
  });

  it('leads from everything to one coin and back, by selects and buttons', async () => {
    const deps = fakeDeps();
    await subscribe.run(aRequest({ target: '*/withdrawals' }), deps);
    const overall = await ask({}, deps);
    expect(overall).toMatch(/v1:status-pick:\n❌ Binance\nKraken\nHTX/);
    const exchange = await press('v1:status-pick:', { values: ['binance'], deps });
    expect(exchange).toMatch(/v1:status-pick:binance\n❌ Withdrawals\n⚠️ Deposits\n/);
    const service = await press('v1:status-pick:binance', { values: ['binance/withdrawals'], deps });
    expect(service).toMatch(/v1:status-pick:binance\/withdrawals\nBTC\nADA\n/);
    expect(service).toContain('v1:status:binance\n');
    const coin = await press('v1:status-pick:binance/withdrawals', {
      values: ['binance/withdrawals/BTC'],
      deps,
    });
    expect(coin).toContain('**Binance** BTC withdrawals');
    expect(coin).toContain('v1:status:binance/withdrawals\n');
    expect(await press('v1:status:', { deps })).toBe(overall);
  });

  it('offers 25 coins a page, and every one of a thousand', async () => {
    const coins = Array.from({ length: 1000 }, (_, i) => `C${i}`);
    const deps = { ...fakeDeps(), assets: () => coins };
    const seen = new Set<string>();
    for (let page = 0; page < 40; page += 1) {
      const text = await press(`v1:status:binance/withdrawals~${page}`, { deps });
      for (const [, coin = ''] of text.matchAll(/^(C\d+)$/gm)) seen.add(coin);
      expect(text.includes('Next')).toBe(page < 39);
      expect(text.includes('Previous')).toBe(page > 0);
    }
    expect(seen.size).toBe(1000);
  });

  it('shows to all what was seen, without the ways on, which are each one’s own', async () => {
    const shown = await press('v1:status-show:binance');
    expect(shown).toContain('**Binance**: withdrawals are down');
    expect(shown).not.toContain('status-pick');
    expect(shown).toContain('v1:status-mine:binance');
    expect(await press('v1:status-mine:binance')).toContain('v1:status-pick:binance');
  });

  it('offers to subscribe to those who may', async () => {
    expect(await press('v1:status:binance', { memberPermissions: 1n << 4n })).toContain(
      'v1:status-follow:binance',
    );
    expect(await press('v1:status:binance')).not.toContain('status-follow');
  });

  it.each(['v1:status:gone', 'v1:status:binance/nonsense', 'v1:status-show:a/b/c/d/e'])(
    'answers the made-up button %s with a sentence',
    async (id) => {
      await expect(press(id)).rejects.toThrow('no longer remember');
    },
  );

  const suggest = (name: string, value: string, strings: Record<string, string> = {}) =>
    status
      .complete?.(
        { guildId: '1', userId: '500', locale: 'en-US', strings, focused: { name, value } },
        fakeDeps(),
      )
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
            userId: '500',
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
