import { describe, expect, it } from 'vitest';

import { plainTarget } from '#commands/shared/target-name.ts';
import { selectorsFor, typedPhrases, understand } from '#commands/shared/understand.ts';
import type { TypedWorld } from '#commands/shared/understand.ts';
import { COMPONENTS } from '#src/domain/service.ts';
import { networkNames } from '#src/names/spelling.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const names = networkNames();
const components = ['website', 'api', 'spot', 'deposits', 'withdrawals'];
const world: TypedWorld = {
  exchanges: [
    { id: 'binance', name: 'Binance', aliases: ['bnb exchange', '币安', '바이낸스'], components },
    { id: 'binanceus', name: 'Binance.US', aliases: [], components },
    { id: 'htx', name: 'HTX', aliases: ['Huobi Global'], components },
    { id: 'gate', name: 'Gate', aliases: ['gate.io'], components },
  ],
  assets: new Map(
    Object.entries({ USDT: ['TRC20', 'ERC20'], BTC: ['BTC'], ETH: ['ERC20'], GBP: [], NOT: ['TON'] }).map(
      ([asset, networks]) => [asset, new Set(networks)],
    ),
  ),
  networks: names.names,
  canonicalNetwork: (name) => names.canonical(name),
  phrases: typedPhrases(shippedCatalogue),
};

const first = (text: string): string | undefined => selectorsFor(understand(text, world))[0];

describe('what people type', () => {
  it.each([
    ['usdt', '*/withdrawals/USDT'],
    ['usdt trc', '*/withdrawals/USDT/TRC20'],
    ['btc withdrawals', '*/withdrawals/BTC'],
    ['bitcoin deposits', '*/deposits/BTC'],
    ['binance usdt trc', 'binance/withdrawals/USDT/TRC20'],
    ['trc20 usdt on Binance', 'binance/withdrawals/USDT/TRC20'],
    ['Binance USDT withdrawals on TRC20', 'binance/withdrawals/USDT/TRC20'],
    ['币安', 'binance'],
    ['币安 提现', 'binance/withdrawals'],
    ['币安提现', 'binance/withdrawals'],
    ['binance withdr', 'binance/withdrawals'],
    ['huobi global api', 'htx/api'],
    ['Binance.US', 'binanceus'],
    ['gate.io spot trading', 'gate/spot'],
    ['*/withdrawals', '*/withdrawals'],
    ['withdrawals on every exchange', '*/withdrawals'],
    ['binance/withdrawals/usdt/trc20', 'binance/withdrawals/USDT/TRC20'],
    ['all bep20 withdrawals', '*/withdrawals/*/BEP20'],
    ['ｂｉｎａｎｃｅ', 'binance'],
    ['gbp deposits', '*/deposits/GBP'],
    ['바이낸스 출금', 'binance/withdrawals'],
    ['ビットコイン 出金', '*/withdrawals/BTC'],
    ['binance perps', 'binance/derivatives'],
    ['binance earn', 'binance/staking'],
    ['binance site', 'binance/website'],
  ])('%s means %s', (text, selector) => {
    expect(first(text)).toBe(selector);
  });

  it.each(shippedCatalogue.locales)(
    'is a component by its name alone in %s, whatever its words mean',
    (locale) => {
      const misread = COMPONENTS.filter((component) => {
        const called = shippedCatalogue.say(locale)(`component.${component}`);
        const meant = understand(`Binance ${called}`, world);
        return meant.components.join() !== component || meant.unknown.length > 0;
      });
      expect(misread).toEqual([]);
    },
  );

  it.each(shippedCatalogue.locales)(
    'is a network by the words around its name in %s, a coin or not',
    (locale) => {
      // Each of them is a coin of that name as well.
      const coins = new Map(world.networks.map((network) => [network, new Set<string>()]));
      const everything = {
        ...world,
        assets: new Map([...coins, ['USDT', new Set(world.networks)], ['EUR', new Set(world.networks)]]),
      };
      const misread = world.networks.flatMap((network) =>
        ['binance/withdrawals/USDT/', 'binance/deposits/EUR/', '*/withdrawals/*/'].filter((path) => {
          const typed = plainTarget({ kind: 'selector', selector: path + network }, fakeDeps(), locale);
          const meant = understand(typed, everything);
          return meant.unknown.length > 0 || selectorsFor(meant)[0] !== path + network;
        }),
      );
      expect(misread).toEqual([]);
    },
  );

  it('is asked for both ways, and everywhere, where it names a coin alone', () => {
    expect(selectorsFor(understand('binance usdt', world))).toEqual([
      'binance/withdrawals/USDT',
      'binance/deposits/USDT',
      'binance/*/USDT',
    ]);
  });

  it('that is not known stays unknown, and never becomes more than it says', () => {
    expect(understand('binance withdrawals notacoin', world)).toMatchObject({
      exchange: { id: 'binance' },
      unknown: [expect.stringMatching(/notacoin/i)],
    });
    expect(selectorsFor(understand('zzz', world))).toEqual([]);
    expect(selectorsFor(understand('', world))).toEqual([]);
  });

  it('is understood as the operator has worded it', () => {
    const reworded: Readonly<Record<string, string>> = {
      'component.any': 'whatever it does (all)',
      'name.coin': '{coin} {components}',
      'name.everywhere': 'wherever you are',
    };
    const phrases = typedPhrases({ locales: ['en'], say: () => (id) => reworded[id] ?? '' });
    const meant = understand('USDT whatever it does (all) wherever you are', { ...world, phrases });
    expect(meant.unknown).toEqual([]);
    expect(selectorsFor(meant)).toEqual(['*/*/USDT']);
  });
});
