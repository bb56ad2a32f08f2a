import { describe, expect, it } from 'vitest';

import { lookAt } from '#src/engine/scene/look.ts';
import { rollUp } from '#src/engine/inference/roll-up.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import {
  coins,
  createEngineBench,
  flag,
  START,
  statement,
  testPolicy,
  testProfile,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const contextOf = (bench: EngineBench) => ({ now: bench.now(), policy: testPolicy, profile: testProfile });

/** What follows from these flags, all of which were open a moment before. */
function after(flags: readonly ReturnType<typeof flag>[]): readonly string[] {
  const bench = createEngineBench();
  bench.insist(
    'wallets',
    flags.map((reading) => ({ ...reading, status: 'operational' as const, evidence: '' })),
  );
  bench.insist('wallets', flags);
  return rollUp(lookAt(bench.state(), contextOf(bench))).readings.map(
    ({ service, status }) => `${service} ${status}`,
  );
}

/** What is told of after these flags. */
function topAfter(flags: readonly ReturnType<typeof flag>[]): readonly string[] {
  const bench = createEngineBench();
  bench.insist(
    'wallets',
    flags.map((reading) => ({ ...reading, status: 'operational' as const, evidence: '' })),
  );
  bench.insist('wallets', flags);
  return sceneOf(bench.state(), contextOf(bench))
    .troubles()
    .top.map(({ service }) => service);
}

const majors = (closed: readonly string[]) =>
  ['BTC', 'ETH', 'USDT', 'USDC'].map((coin) => flag(`withdrawals/${coin}/${coin}`, !closed.includes(coin)));

describe('from coins to their component', () => {
  it.each<[string, readonly ReturnType<typeof flag>[], string | undefined]>([
    ['nothing follows from a few', coins(40, (i) => i < 4), undefined],
    ['it is partly out from a fifth on', coins(40, (i) => i % 4 === 0), 'partial_outage'],
    ['it is out from four fifths on', coins(40, (i) => i < 32), 'major_outage'],
    [
      'it is partly out with two majors',
      [...majors(['BTC', 'ETH']), ...coins(40, () => false)],
      'partial_outage',
    ],
    [
      'it is out with all majors',
      [...majors(['BTC', 'ETH', 'USDT', 'USDC']), ...coins(40, () => false)],
      'major_outage',
    ],
    ['nothing follows from one major', [...majors(['BTC']), ...coins(40, () => false)], undefined],
    ['of two coins both have to be out', coins(2, () => true), 'major_outage'],
    ['one coin alone is no component', coins(1, () => true), undefined],
  ])('%s', (_name, flags, status) => {
    const found = after(flags).find((one) => one.startsWith('binance/withdrawals '));
    expect(found).toBe(status === undefined ? undefined : `binance/withdrawals ${status}`);
  });

  it('keeps deposits and withdrawals apart', () => {
    const flags = [...coins(10, () => true), ...coins(10, () => false, 'deposits')];
    expect(after(flags)).toContain('binance/withdrawals major_outage');
    expect(after(flags).filter((one) => one.includes('deposits'))).toEqual([]);
  });
});

describe('from coins to a network', () => {
  it('is out where nothing moves on it, if three coins are on it or the exchange speaks of it', () => {
    const on = (network: string, closed: readonly string[]) =>
      ['TON', 'NOT', 'DOGS'].map((coin) => flag(`withdrawals/${coin}/${network}`, !closed.includes(coin)));
    const others = coins(40, () => false);
    expect(after([...on('TON', ['TON', 'NOT', 'DOGS']), ...others])).toContain(
      'binance/withdrawals/*/TON major_outage',
    );
    const two = [...on('TON', ['TON', 'NOT']), ...others];
    expect(after(two).filter((one) => one.includes('*/TON'))).toEqual([]);
  });

  it('follows the coins of a network that the exchange has announced something of', () => {
    const bench = createEngineBench();
    const list = (isOpen: boolean) => [flag('withdrawals/BTC/BTC', isOpen), ...coins(40, () => false)];
    bench.insist('wallets', list(true));
    bench.insist('wallets', list(false));
    bench.say('posts', [statement('withdrawals/*/BTC', 'major_outage', bench.now())]);
    const said = () =>
      rollUp(lookAt(bench.state(), contextOf(bench)))
        .readings.filter(({ service }) => service.endsWith('/*/BTC'))
        .map(({ status }) => status);
    expect(said()).toEqual(['major_outage']);
    bench.insist('wallets', list(true));
    expect(said()).toEqual(['operational']);
    // What was announced is over with what it was about.
    expect(sceneOf(bench.state(), contextOf(bench)).troubles().top).toEqual([]);
  });

  it('is not asked for again where words are: its flags were', () => {
    const policy = { ...testPolicy, confirm: { ...testPolicy.confirm, word: 3 } };
    const bench = createEngineBench({ policy });
    bench.insist('wallets', [flag('withdrawals/DASH/DASH', true), ...coins(40, () => false)]);
    bench.insist('wallets', [flag('withdrawals/DASH/DASH', false), ...coins(40, () => false)]);
    expect(bench.notices().map(({ services }) => services)).toEqual([['binance/withdrawals/DASH']]);
  });

  const onTwo = (isOpen: (network: string, i: number) => boolean) =>
    ['TRC20', 'BEP20'].flatMap((network) =>
      Array.from({ length: 10 }, (_, i) =>
        flag(`withdrawals/${network[0]}${i}/${network}`, isOpen(network, i)),
      ),
    );

  it('names the network that is out, which explains its coins, and not the component', () => {
    const found = after(onTwo((network) => network !== 'TRC20'));
    expect(found).toContain('binance/withdrawals/*/TRC20 major_outage');
    expect(found).not.toContainEqual(expect.stringContaining('binance/withdrawals '));
    expect(topAfter(onTwo((network) => network !== 'TRC20'))).toEqual(['binance/withdrawals/*/TRC20']);
  });

  it('names any number of networks that are out, and not the component besides', () => {
    const onThree = (isOpen: (network: string) => boolean) =>
      ['TRC20', 'BEP20', 'SOL'].flatMap((network) =>
        Array.from({ length: network === 'SOL' ? 40 : 7 }, (_, i) =>
          flag(`withdrawals/${network[0]}${i}/${network}`, isOpen(network)),
        ),
      );
    expect(topAfter(onThree((network) => network === 'SOL'))).toEqual([
      'binance/withdrawals/*/BEP20',
      'binance/withdrawals/*/TRC20',
    ]);
  });

  it('says nothing of a network of which few coins are out', () => {
    const found = after(onTwo((network, i) => network !== 'TRC20' || i >= 2));
    expect(found).toEqual(['binance/withdrawals/T0 major_outage', 'binance/withdrawals/T1 major_outage']);
  });
});

describe('from pairs to their quote', () => {
  /** Pairs of so many coins, by quote; those that are `closed` are. */
  const pairs = (quotes: Readonly<Record<string, number>>, closed: (pair: string) => boolean) =>
    Object.entries(quotes).flatMap(([quote, count]) =>
      Array.from({ length: count }, (_, i) => {
        const pair = `C${i}/${quote}`;
        return flag(`spot/${pair}`, !closed(pair));
      }),
    );
  const TUSD = 'binance/spot/*/TUSD';
  const isTusd = (pair: string): boolean => pair.endsWith('/TUSD');

  it('one that lost all its pairs, of coins that are traded on, was taken away', () => {
    expect(after(pairs({ USDT: 10, TUSD: 5 }, isTusd))).toEqual([`${TUSD} operational`]);
    expect(topAfter(pairs({ USDT: 10, TUSD: 5 }, isTusd))).toEqual([]);
    expect(after(pairs({ USDT: 5, TUSD: 5 }, isTusd))).toContain(`${TUSD} operational`);
  });

  it.each<[rule: string, quotes: Readonly<Record<string, number>>, closed: (pair: string) => boolean]>([
    ['it has most of all pairs', { USDT: 4, TUSD: 5 }, isTusd],
    [
      'one of its coins is traded nowhere else',
      { USDT: 10, TUSD: 5 },
      (pair) => isTusd(pair) || pair === 'C0/USDT',
    ],
    [
      'none of its coins is traded elsewhere',
      { USDT: 10, TUSD: 5 },
      (pair) => isTusd(pair) || /^C[0-4]\//.test(pair),
    ],
  ])('one that lost its pairs is out where %s', (_rule, quotes, closed) => {
    expect(after(pairs(quotes, closed))).not.toContain(`${TUSD} operational`);
    expect(topAfter(pairs(quotes, closed))).not.toEqual([]);
  });

  it('nothing follows from the loss of few pairs, or of less than half of them', () => {
    expect(after(pairs({ USDT: 10, TUSD: 4 }, isTusd)).filter((one) => one.startsWith(TUSD))).toEqual([]);
    const some = (pair: string): boolean => isTusd(pair) && /^C[0-4]\//.test(pair);
    expect(after(pairs({ USDT: 20, TUSD: 11 }, some)).filter((one) => one.startsWith(TUSD))).toEqual([]);
  });

  it('a network of deposits is no quote: it is out', () => {
    const rows = (isOpen: boolean) => [
      ...coins(10, () => false, 'deposits'),
      ...Array.from({ length: 5 }, (_, i) => flag(`deposits/C${i}/TUSD`, isOpen)),
    ];
    expect(after(rows(false))).toContain('binance/deposits/*/TUSD major_outage');
  });
});

describe('from coins to a network that has others', () => {
  const on = (count: number, closed: number) => [
    ...Array.from({ length: count }, (_, i) => flag(`withdrawals/T${i}/TRC20`, i >= closed)),
    ...coins(100, () => false),
  ];
  const isOut = (count: number, closed: number): boolean =>
    after(on(count, closed)).includes('binance/withdrawals/*/TRC20 major_outage');

  it('is out from five halted coins and half of them on', () => {
    expect([isOut(10, 5), isOut(11, 5), isOut(12, 6), isOut(9, 4)]).toEqual([true, false, true, false]);
  });

  it('is not out by coins that are only slow', () => {
    const slow = on(10, 0).map((one) =>
      one.service.endsWith('/TRC20') ? { ...one, status: 'degraded_performance' as const } : one,
    );
    expect(after(slow).filter((one) => one.includes('TRC20'))).toEqual([]);
    const partly = on(10, 0).map((one) =>
      one.service.endsWith('/TRC20') ? { ...one, status: 'partial_outage' as const } : one,
    );
    expect(after(partly)).toContain('binance/withdrawals/*/TRC20 major_outage');
  });

  it('is spoken of where its own announcement speaks, and nothing else', () => {
    const bench = createEngineBench();
    const list = (isOpen: boolean) => [
      flag('withdrawals/BTC/BTC', isOpen),
      flag('deposits/BTC/BTC', isOpen),
      ...coins(40, () => false),
    ];
    bench.insist('wallets', list(true));
    bench.insist('wallets', list(false));
    const networks = (): readonly string[] =>
      rollUp(lookAt(bench.state(), contextOf(bench)))
        .readings.map(({ service }) => service)
        .filter((service) => service.includes('*'));
    bench.say('posts', [
      statement('withdrawals/*/BTC', 'major_outage', bench.now(), { regions: ['GB'] }),
      statement('withdrawals/BTC/BTC', 'major_outage', bench.now()),
      statement('withdrawals', 'major_outage', bench.now()),
    ]);
    expect(networks()).toEqual([]);
    bench.say('posts', [statement('deposits/*/BTC', 'major_outage', bench.now())]);
    expect(networks()).toEqual(['binance/deposits/*/BTC']);
  });
});

describe('from coins that are slow or halted in part', () => {
  const slow = (count: number, status: 'degraded_performance' | 'partial_outage', more = 0) =>
    coins(40, (i) => i < count).map((one, i) =>
      i < count
        ? { ...one, status }
        : i < count + more
          ? { ...one, status: 'under_maintenance' as const }
          : one,
    );

  it('a component is slow from a fifth of them on, and partly out where those are out in part', () => {
    expect(after(slow(8, 'degraded_performance'))).toContain('binance/withdrawals degraded_performance');
    expect(after(slow(7, 'degraded_performance'))).toEqual([]);
    expect(after(slow(8, 'partial_outage'))).toContain('binance/withdrawals partial_outage');
    expect(after(slow(7, 'partial_outage')).filter((one) => one.startsWith('binance/withdrawals '))).toEqual(
      [],
    );
  });

  it('a component is no slower because many coins are out on one of their networks each', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [
      flag(`withdrawals/C${i}/A${i}`, i >= 20),
      flag(`withdrawals/C${i}/B${i}`, true),
    ]);
    expect(after(rows.flat())).toEqual([]);
  });

  it('a coin is halted only where each of its networks is', () => {
    const rows = (status: 'major_outage' | 'operational') => [
      ...coins(40, () => false),
      ...['BTC', 'ETH', 'USDT', 'USDC'].flatMap((coin) => [
        { ...flag(`withdrawals/${coin}/A`, false), status },
        flag(`withdrawals/${coin}/B`, false),
      ]),
    ];
    const component = (flags: readonly ReturnType<typeof flag>[]) =>
      after(flags).filter((one) => one.startsWith('binance/withdrawals '));
    expect(component(rows('major_outage'))).toEqual(['binance/withdrawals major_outage']);
    expect(component(rows('operational'))).toEqual([]);
  });

  it('no component of fewer parts than are asked for is out by one of them', () => {
    expect(after(coins(3, (i) => i < 1)).filter((one) => one.startsWith('binance/withdrawals '))).toEqual([]);
    expect(after(coins(3, (i) => i < 2)).filter((one) => one.startsWith('binance/withdrawals '))).toEqual([]);
    expect(after(coins(3, () => true))).toContain('binance/withdrawals major_outage');
  });
});

describe('from networks to a coin', () => {
  it('is out when it is on all of its networks', () => {
    const usdt = (erc20: boolean) => [
      flag('withdrawals/USDT/TRC20', false),
      flag('withdrawals/USDT/ERC20', erc20),
      ...coins(20, () => false),
    ];
    expect(after(usdt(false))).toEqual(['binance/withdrawals/USDT major_outage']);
    expect(after(usdt(true))).toEqual([]);
  });
});

describe('the reason of what follows', () => {
  /** All that follows, of coins that were open a moment before. */
  function readings(flags: readonly ReturnType<typeof flag>[]) {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      flags.map(({ spoken: _spoken, ...one }) => ({ ...one, status: 'operational' as const, evidence: '' })),
    );
    bench.insist('wallets', flags);
    return rollUp(lookAt(bench.state(), contextOf(bench))).readings;
  }
  const component = (reasons: readonly string[], spoken: readonly string[] = []) => {
    const flags = coins(reasons.length, () => true).map((one, i) => ({
      ...one,
      evidence: reasons[i] ?? '',
      ...(spoken.includes(reasons[i] ?? '') && { spoken: true as const }),
    }));
    const found = readings(flags).find(({ service }) => service === 'binance/withdrawals');
    return { evidence: found?.evidence, spoken: found?.spoken };
  };

  it('is the one that more than half of the coins give, as whoever gives it says it', () => {
    expect(component(['a', 'b', 'b', 'b', 'a']).evidence).toBe('b');
    expect(component(['b', 'a', 'b', 'a', 'c', 'b', 'b'])).toEqual({ evidence: 'b', spoken: undefined });
    expect(component(['b', 'b', 'b', 'a', 'a'], ['b'])).toEqual({ evidence: 'b', spoken: true });
    expect(component(['b', 'b', 'b', 'a', 'a'], ['a'])).toEqual({ evidence: 'b', spoken: undefined });
    expect(component(['b', 'b', 'a', 'a'], ['a'])).toEqual({ evidence: '', spoken: undefined });
  });

  it('of a coin is the first that any of its networks gives', () => {
    const coin = (...reasons: readonly { evidence: string; spoken?: true }[]) => {
      const flags = reasons.map((reason, i) => ({ ...flag(`withdrawals/ABC/N${i}`, false), ...reason }));
      const found = readings([...coins(20, () => false), ...flags]);
      const { evidence, spoken } = found.find(({ service }) => service === 'binance/withdrawals/ABC') ?? {};
      return { evidence, spoken };
    };
    const silent = { evidence: '' };
    expect(coin(silent, { evidence: 'upgrade' }, { evidence: 'other' })).toEqual({
      evidence: 'upgrade',
      spoken: undefined,
    });
    expect(coin(silent, { evidence: 'upgrade', spoken: true })).toEqual({
      evidence: 'upgrade',
      spoken: true,
    });
    expect(coin({ evidence: 'upgrade' }, { evidence: 'other', spoken: true })).toEqual({
      evidence: 'upgrade',
      spoken: undefined,
    });
    expect(coin(silent, silent)).toEqual({ evidence: '', spoken: undefined });
  });

  it('names no more networks of a coin than a message can show, and counts all', () => {
    const many = Array.from({ length: 30 }, (_, i) => flag(`withdrawals/ABC/N${i}`, false));
    const found = readings([...coins(200, () => false), ...many]);
    const { extent } = found.find(({ service }) => service === 'binance/withdrawals/ABC') ?? {};
    expect([extent?.hit, extent?.of, extent?.parts.length]).toEqual([30, 30, 25]);
  });

  it('names coins by their names, after majors', () => {
    const names = ['ETH', 'ZRX', 'ADA', 'BTC', 'XRP'];
    const found = readings(names.map((coin) => flag(`withdrawals/${coin}/${coin}`, false)));
    expect(found.find(({ service }) => service === 'binance/withdrawals')?.extent?.parts).toEqual(
      ['BTC', 'ETH', 'ADA', 'XRP', 'ZRX'].map((coin) => `binance/withdrawals/${coin}`),
    );
  });
});

describe('what was closed before', () => {
  it('neither counts as trouble nor as a part', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(40, (i) => i < 30),
    );
    expect(rollUp(lookAt(bench.state(), contextOf(bench))).readings).toEqual([]);
    bench.insist(
      'wallets',
      coins(40, (i) => i < 39),
    );
    const [whole] = rollUp(lookAt(bench.state(), contextOf(bench))).readings;
    expect(whole).toMatchObject({ status: 'major_outage', extent: { hit: 9, of: 10 } });
  });
});

describe('the extent of an outage', () => {
  it('names majors first and no more than a message can show', () => {
    const bench = createEngineBench();
    const all = (isOpen: boolean) => [
      ...coins(60, () => !isOpen),
      ...majors(isOpen ? [] : ['BTC', 'ETH', 'USDT', 'USDC']),
    ];
    bench.insist('wallets', all(true));
    bench.insist('wallets', all(false));
    const [whole] = rollUp(lookAt(bench.state(), contextOf(bench))).readings;
    expect(whole?.extent).toMatchObject({ hit: 64, of: 64 });
    expect(whole?.extent?.parts).toHaveLength(25);
    expect(whole?.extent?.parts.slice(0, 4)).toEqual(
      ['BTC', 'ETH', 'USDT', 'USDC'].map((coin) => `binance/withdrawals/${coin}`),
    );
  });
});

describe('an outage that lasts for weeks', () => {
  const read = (bench: EngineBench, closed: (i: number) => boolean, days: number): void => {
    for (let day = 0; day < days; day += 1) {
      bench.pass(DAY);
      // A coin more each day, so that there is always something to decide anew.
      bench.insist('wallets', [...coins(30, closed), flag(`deposits/NEW${day}/SOL`, true)]);
    }
  };

  it('of a component is not over because it has lasted', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.insist(
      'wallets',
      coins(30, (i) => i < 28),
    );
    read(bench, (i) => i < 28, 20);
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    expect(bench.told().at(-1)).toBe('resolved binance/withdrawals operational');
  });

  it('of a coin is no outage any more, and no recovery', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.insist(
      'wallets',
      coins(30, (i) => i === 1),
    );
    read(bench, (i) => i === 1, 20);
    expect(bench.told()).toEqual(['opened binance/withdrawals/C1 major_outage']);
    expect(bench.state().incidents).toEqual([]);
    expect(bench.closed()).toMatchObject([{ services: ['binance/withdrawals/C1'], status: 'major_outage' }]);
  });

  it('is none at all if it began before anybody looked', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => true),
    );
    read(bench, () => true, 20);
    expect(bench.told()).toEqual([]);
    expect(rollUp(lookAt(bench.state(), contextOf(bench))).readings).toEqual([]);
  });

  it('is since when its last coin fell', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(10, () => false),
    );
    bench.at('12:04:00');
    bench.insist(
      'wallets',
      coins(10, (i) => i < 9),
    );
    expect(bench.notices()[0]).toMatchObject({ since: START + 4 * MINUTE });
  });
});
