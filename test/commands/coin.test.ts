import { describe, expect, it } from 'vitest';

import { coin } from '#commands/coin.ts';
import type { CommandDeps } from '#commands/command.ts';
import { parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import type { Reply } from '#src/channels/discord/interactions/handler.ts';
import type { CoinLine, CoinSide } from '#src/engine/view/coin.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { noon } from '#test/delivery/a-notice.ts';

import { aCoinSide } from './a-coin-side.ts';

const line = (
  exchangeName: string,
  withdrawals: CoinSide | undefined,
  deposits: CoinSide | undefined = aCoinSide(),
): CoinLine => ({
  exchange: exchangeName.toLowerCase(),
  exchangeName,
  freshAt: noon - 8000,
  ...(withdrawals && { withdrawals }),
  ...(deposits && { deposits }),
});

function depsWith(lines: Readonly<Record<string, CoinLine>>): CommandDeps {
  const deps = fakeDeps();
  return {
    ...deps,
    viewCoin: (exchange) => lines[exchange],
    typedWorld: () => ({
      ...deps.typedWorld(),
      assets: new Map([
        ['USDT', new Set(['TRC20', 'BEP20'])],
        ['BTC', new Set(['BTC'])],
      ]),
    }),
  };
}

const ask = async (deps: CommandDeps, strings: Record<string, string>): Promise<Reply> =>
  await coin.run({ ...aRequest(strings), guildId: '1' }, deps);

const textOf = (reply: Reply): string => JSON.stringify(reply.components);

describe('/coin', () => {
  it('names the exceptions first, and folds those that are fine', async () => {
    const deps = depsWith({
      binance: line('Binance', aCoinSide('major_outage')),
      kraken: line('Kraken', aCoinSide('partial_outage', { shut: ['BEP20'], open: ['TRC20'] })),
      htx: line('HTX', aCoinSide()),
    });
    const text = textOf(await ask(deps, { symbol: 'usdt' }));
    expect(text).toContain('**USDT**: where it moves');
    expect(text).toMatch(/❌ \*\*Binance\*\*: withdrawals off since <t:\d+:t>\\n⚠️ \*\*Kraken\*\*/);
    expect(text).toContain('withdrawals off on BEP20; open on TRC20');
    expect(text).toContain('✅ 1 moves it both ways: HTX');
    expect(text).toContain('Checked <t:');
  });

  it.each([
    [
      'both ways',
      line('Binance', aCoinSide('major_outage'), aCoinSide('major_outage')),
      'off both ways since',
    ],
    ['deposits alone', line('Binance', undefined), 'deposits only'],
    ['closed for long', line('Binance', aCoinSide('major_outage', { closedSince: 1 })), 'deposits only'],
    ['maintenance', line('Binance', aCoinSide('under_maintenance')), '🔧 **Binance**: withdrawals paused'],
    [
      'nothing seen',
      line('Binance', aCoinSide('unknown'), aCoinSide('unknown')),
      '❔ We cannot see: Binance',
    ],
  ])('tells of %s', async (_, one, words) => {
    expect(textOf(await ask(depsWith({ binance: one }), { symbol: 'usdt' }))).toContain(words);
  });

  it('asks about one network, chosen in the select or typed', async () => {
    const seen: unknown[] = [];
    const deps: CommandDeps = {
      ...depsWith({}),
      viewCoin: (exchange, _asset, network) => {
        seen.push(network);
        return exchange === 'binance' ? line('Binance', aCoinSide()) : undefined;
      },
    };
    const typed = textOf(await ask(deps, { symbol: 'usdt', network: 'trc' }));
    expect(typed).toContain('**USDT** on **TRC20**');
    expect(new Set(seen)).toEqual(new Set(['TRC20']));
    const select = JSON.parse(typed)[0].components.at(-2).components[0];
    expect(select.options.map(({ value }: { value: string }) => value)).toEqual(['*', 'BEP20', 'TRC20']);
    const action = coin.actions?.find(({ action: name }) => name === parseCustomId(select.custom_id)?.action);
    if (action === undefined || action.answer === 'form') throw new Error('The select has no action.');
    const { strings: _, numbers: _n, flags: _f, roles: _r, ...caller } = aRequest();
    const picked = await action.run(
      { ...caller, key: 'USDT/*', values: ['BEP20'], fields: {}, channels: {} },
      deps,
    );
    expect(textOf(picked)).toContain('on **BEP20**');
  });

  it.each([
    [{ symbol: 'nonsense' }, /do not know a coin “nonsense”/],
    [{ symbol: 'usdt', network: 'nowhere' }, /do not know a network “nowhere” for USDT/],
    [{ symbol: 'btc' }, /No exchange lists BTC/],
  ])('says what is wrong with %j', async (strings, expected) => {
    await expect(ask(depsWith({}), strings)).rejects.toThrow(expected);
  });
});
