import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import { isOpen, stepIncidents } from '#src/engine/incident/incidents.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { START, coins, createEngineBench, flag, probe, statement, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, anIncident, contextAt } from './an-incident.ts';

const NOW = START + 10 * MINUTE;
const WINDOW = 30 * MINUTE;

/** Withdrawals as a page calls them, at a time, and the incidents that are known. */
function step(incidents: readonly Incident[], status: 'operational' | 'major_outage' | undefined, now = NOW) {
  const bench = createEngineBench();
  bench.say('status-page', [word('withdrawals', 'operational'), word('deposits', 'operational')]);
  bench.pass(now - START);
  if (status !== undefined)
    bench.say('status-page', [word('withdrawals', status), word('deposits', 'operational')]);
  const state: ExchangeState = {
    ...(status === undefined ? emptyExchangeState('binance') : bench.state()),
    incidents,
  };
  const { closed, incidents: going, outbox } = stepIncidents(sceneOf(state, contextAt(now)), [], []);
  return { closed, going, told: outbox.map(({ kind, notice }) => `${kind} ${notice.kind}`) };
}

const down = (changes: Partial<Incident> = {}): Incident => anIncident(['withdrawals'], changes);
const up = (changes: Partial<Incident> = {}): Incident =>
  anIncident(['withdrawals'], {
    status: 'operational',
    parts: [aPart('withdrawals', { status: 'operational', backAt: START })],
    ...changes,
  });
const beneath: Partial<Incident> = {
  absorbed: true,
  parts: [aPart('withdrawals', { absorbed: 'elsewhere' })],
};

describe('An incident', () => {
  it('that recovers is told, and waits out the flap window', () => {
    const { closed, going, told } = step([down()], 'operational');
    expect(told).toEqual(['notice resolved']);
    expect(closed).toEqual([]);
    expect(going).toMatchObject([{ status: 'operational', phaseSince: NOW }]);
  });

  it('waits as the very same while nothing changes', () => {
    const waiting = [up({ phaseSince: NOW - WINDOW + 1 })];
    const { going, told } = step(waiting, 'operational');
    expect(told).toEqual([]);
    expect(going).toBe(waiting);
  });

  it('is closed once the window is over', () => {
    const over = up({ phaseSince: NOW - WINDOW });
    expect(step([over], 'operational')).toEqual({ closed: [over], going: [], told: [] });
  });

  it('that flapped is told to be over once it has held still for the window', () => {
    const flapped = up({ flapping: true, downs: 4, phaseSince: NOW - WINDOW });
    const { closed, going, told } = step([flapped], 'operational');
    expect(told).toEqual(['notice resolved']);
    expect(closed).toEqual([]);
    expect(going).toMatchObject([{ flapping: false, status: 'operational' }]);
  });

  it('that falls again within the window is the same one', () => {
    const { going, told } = step([up({ phaseSince: START })], 'major_outage');
    expect(told).toEqual(['notice reopened']);
    expect(going).toMatchObject([{ id: 'binance-x-1', status: 'major_outage', downs: 2 }]);
  });

  it('that a wider one absorbed ends with it, which its message shows, and is remembered', () => {
    const { closed, going, told } = step([down(beneath)], 'operational');
    expect(told).toEqual(['refresh resolved']);
    expect(closed).toEqual([]);
    expect(going).toMatchObject([{ status: 'operational', phaseSince: NOW }]);
  });

  it('that flaps below a wider one goes on from there', () => {
    const { closed, going, told } = step([down({ ...beneath, flapping: true })], 'operational');
    expect([told, closed]).toEqual([['refresh flapping'], []]);
    expect(going).toMatchObject([{ flapping: true, phaseSince: NOW }]);
  });

  it('of which nothing is left is closed as lapsed, which its message shows', () => {
    const { closed, going, told } = step([down()], undefined);
    expect([told, going]).toEqual([['refresh opened'], []]);
    expect(closed).toMatchObject([{ id: 'binance-x-1', lapsed: true, status: 'major_outage' }]);
  });

  it('of which the last part lapses while another was back before is over, which its message shows', () => {
    const partly = anIncident([], {
      parts: [
        aPart('withdrawals/GONE/GONE'),
        aPart('deposits', { status: 'operational', backAt: START + MINUTE }),
      ],
    });
    const { closed, going, told } = step([partly], 'operational');
    expect([told, closed]).toEqual([['refresh resolved'], []]);
    expect(going).toMatchObject([{ status: 'operational', phaseSince: NOW }]);
    expect(going[0]).not.toHaveProperty('lapsed');
  });

  it('that goes on unchanged is the very same', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    const { incidents } = bench.state();
    bench.pass(2 * MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.tick();
    expect(bench.state().incidents).toBe(incidents);
    expect(bench.told()).toHaveLength(1);
  });

  it.each<[rule: string, incident: Incident, is: boolean]>([
    ['in trouble', down(), true],
    ['that is maintained', down({ status: 'under_maintenance' }), true],
    ['that flaps, though it is up for the moment', up({ flapping: true }), true],
    ['not once it is over', up(), false],
    ['not while a wider one explains it', down(beneath), false],
    ['not while it flaps below a wider one', up({ absorbed: true, flapping: true }), false],
  ])('is open %s', (_rule, incident, is) => {
    expect(isOpen(incident)).toBe(is);
  });
});

describe('What is nobody’s yet', () => {
  const news = (bench: EngineBench) => bench.told();

  it('opens silently where it was so when first seen, each by itself', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'major_outage'), word('deposits', 'major_outage')]);
    expect(news(bench)).toEqual([]);
    expect(bench.state().incidents).toMatchObject([{ told: false }, { told: false }]);
  });

  it('opens together where it fell by one cause, and apart where it did not', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational'), word('deposits', 'operational')]);
    bench.say('announcements', []);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage'), word('deposits', 'major_outage')]);
    expect(news(bench)).toEqual(['opened binance/withdrawals binance/deposits major_outage']);
    bench.pass(5 * MINUTE);
    bench.say('announcements', [statement('card', 'major_outage', bench.now())]);
    expect(news(bench).at(-1)).toBe('opened binance/card major_outage');
  });

  it('opens together where one thing joins what else were two', () => {
    const bench = createEngineBench();
    const rows = (isOpen: boolean) => [
      ...coins(40, () => false),
      flag('deposits/C50/N', isOpen),
      flag('withdrawals/C51/N', isOpen),
      flag('withdrawals/C50/N', isOpen),
    ];
    bench.say('wallets', rows(true));
    bench.pass(MINUTE);
    bench.insist('wallets', rows(false));
    expect(bench.state().incidents).toHaveLength(1);
  });

  it('is told with the majors that it hits', () => {
    const bench = createEngineBench();
    const rows = (isOpen: boolean) =>
      ['BTC', 'ETH', 'USDT', 'USDC', 'ADA'].map((coin) => flag(`withdrawals/${coin}/${coin}`, isOpen));
    bench.say('wallets', rows(true));
    bench.pass(MINUTE);
    bench.insist('wallets', rows(false));
    expect(bench.state().incidents[0]?.majors).toEqual(
      ['BTC', 'ETH', 'USDT', 'USDC'].map((coin) => `binance/withdrawals/${coin}`),
    );
  });

  it('was left behind where a wider one has just ended, and is known without a word', () => {
    const bench = createEngineBench();
    const rows = [flag('withdrawals/ABC/ETH', false), ...coins(20, () => false)];
    bench.say('wallets', [flag('withdrawals/ABC/ETH', true), ...coins(20, () => false)]);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.insist('wallets', rows);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.tick();
    expect(news(bench)).toEqual([
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
    ]);
    expect(bench.state().incidents.at(-1)).toMatchObject({
      services: ['binance/withdrawals/ABC'],
      told: true,
      leftBehind: true,
    });
  });

  it('was not left behind where it fell after that', () => {
    const bench = createEngineBench();
    const rows = (isOpen: boolean) => [flag('withdrawals/ABC/ETH', isOpen), ...coins(20, () => false)];
    bench.say('wallets', rows(true));
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(MINUTE);
    bench.insist('wallets', rows(false));
    expect(news(bench).at(-1)).toBe('opened binance/withdrawals/ABC major_outage');
  });

  it('waits, of an endpoint, for another that is just being confirmed as failing', () => {
    const bench = createEngineBench();
    const fails = (source: string, path: string): void =>
      bench.observe({
        source,
        at: bench.now(),
        kind: 'failed',
        message: '',
        readings: [probe(path, 'major_outage')],
        reach: 'answered',
      });
    for (let i = 0; i < 2; i += 1) {
      bench.say('spot-ping', [probe('api', 'operational')]);
      bench.say('system-status', [probe('website', 'operational')]);
    }
    bench.pass(MINUTE);
    for (let i = 0; i < 3; i += 1) {
      fails('spot-ping', 'api');
      if (i > 0) fails('system-status', 'website');
      bench.pass(2_000);
    }
    expect(news(bench)).toEqual([]);
    fails('system-status', 'website');
    expect(news(bench)).toEqual(['opened binance/api binance/website major_outage']);
  });
});
