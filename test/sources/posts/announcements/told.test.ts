import { describe, expect, it } from 'vitest';

import { announcements } from '#src/sources/posts/announcements/announcements.ts';
import { createEngineBench, flag, START } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const config = announcements.schema.parse({
  url: 'https://www.example.com/announcements',
  require: { at: 'code', is: '000000' },
  items: 'data.articles',
  id: 'code',
  title: 'title',
  time: 'releaseDate',
});

/** An exchange whose announcements grow by a post at a time, and who is told of it. */
function createExchange() {
  const bench = createEngineBench();
  const articles: object[] = [];
  const poll = (): void => {
    const body = JSON.stringify({ code: '000000', data: { articles } });
    const { readings } = announcements.decode(config, [{ url: config.url, status: 200, headers: {}, body }], {
      exchange: 'binance',
      now: bench.now(),
      network: (name) => name,
    });
    bench.say('announcements', readings);
  };
  const post = (time: string, title: string): void => {
    bench.at(time);
    articles.unshift({ code: `post-${articles.length}`, title, releaseDate: bench.now() });
    bench.pass(20_000);
    poll();
  };
  poll();
  return { bench, poll, post };
}

describe('announcements that are told', () => {
  it('makes one incident of a day with two halts', () => {
    const { bench, post } = createExchange();
    post(
      '12:00:00',
      'We have temporarily disabled all crypto withdrawals on Binance.com due to a large backlog. Rest assured, our team is working on it.',
    );
    post('12:20:00', 'Binance withdrawals have been resumed.');
    post('12:25:00', 'All withdrawals on Binance have been temporarily suspended again.');
    post('14:00:00', 'Crypto withdrawals on Binance.com have now resumed.');
    expect(bench.told()).toEqual([
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
      'reopened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
    ]);
    expect(new Set(bench.notices().map(({ incident }) => incident)).size).toBe(1);
    expect(bench.notices()[0]?.since).toBe(START);
  });

  it('tells of a planned window once, however long its post stays in the list', () => {
    const { bench, poll, post } = createExchange();
    const coin = (isOpen: boolean) => [
      flag('withdrawals/ETH/ERC20', isOpen),
      flag('withdrawals/BTC/BTC', true),
    ];
    bench.insist('wallets', coin(true));
    post(
      '12:01:00',
      'Binance will suspend ETH withdrawals from 2021-11-01 13:00 (UTC) for a network upgrade',
    );
    bench.at('13:00:00');
    poll();
    bench.pass(MINUTE);
    bench.insist('wallets', coin(false));
    bench.at('14:00:00');
    bench.insist('wallets', coin(true));
    for (let hour = 0; hour < 4; hour += 1) {
      bench.pass(HOUR);
      bench.insist('wallets', coin(true));
      poll();
    }
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/withdrawals/ETH operational',
      'maintenance_started binance/withdrawals/ETH under_maintenance',
      'maintenance_ended binance/withdrawals/ETH operational',
    ]);
  });

  it('tells of the end that an announcement gives, and of no new begin', () => {
    const { bench, poll, post } = createExchange();
    post(
      '12:01:00',
      'Binance will suspend ETH withdrawals from 2021-11-01 13:00 (UTC) for a network upgrade',
    );
    bench.at('13:00:00');
    poll();
    post('14:00:00', 'Binance has completed the Ethereum upgrade and resumed ETH withdrawals');
    for (let hour = 0; hour < 4; hour += 1) {
      bench.pass(HOUR);
      poll();
    }
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/withdrawals/ETH operational',
      'maintenance_started binance/withdrawals/ETH under_maintenance',
      'maintenance_ended binance/withdrawals/ETH operational',
    ]);
  });

  it('does not let a plan of which no end was told silence what comes days later', () => {
    const { bench, poll, post } = createExchange();
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    post(
      '12:01:00',
      'Binance will suspend ETH withdrawals from 2021-11-01 13:00 (UTC) for a network upgrade',
    );
    bench.at('13:00:00');
    poll();
    for (let hour = 0; hour < 48; hour += 1) {
      bench.pass(HOUR);
      bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
      poll();
    }
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', false)]);
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/withdrawals/ETH operational',
      'maintenance_started binance/withdrawals/ETH under_maintenance',
      'opened binance/withdrawals/ETH major_outage',
    ]);
  });

  it('tells nothing of a plan that came and went while nobody looked', () => {
    const { bench, poll, post } = createExchange();
    post(
      '12:01:00',
      'Binance will suspend ETH withdrawals from 2021-11-01 13:00 (UTC) to 2021-11-01 14:00 (UTC)',
    );
    bench.at('20:00:00');
    poll();
    expect(bench.told()).toEqual(['maintenance_scheduled binance/withdrawals/ETH operational']);
    expect(bench.state().maintenances.filter(({ stage }) => stage !== 'ended')).toEqual([]);
  });
});
