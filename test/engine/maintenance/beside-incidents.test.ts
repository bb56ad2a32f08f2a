import { describe, expect, it } from 'vitest';

import { START, createEngineBench, flag, statement, window, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const HOUR = 3_600_000;
const worked = (component: string): ReturnType<typeof word> =>
  word(component, 'under_maintenance', {
    window: window('m', { phase: 'in_progress', from: START, until: START + 2 * HOUR }),
  });
const kinds = (bench: EngineBench): string[] =>
  bench.notices().map(({ change, kind, services }) => `${change ?? kind} ${services.join(' ')}`);

describe('An outage that turns into a maintenance', () => {
  it('is one story of three messages, whatever window there is for it', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(HOUR);
    bench.say('status-page', [word('withdrawals', 'major_outage', { ref: 'i' })]);
    bench.pass(HOUR / 2);
    bench.say('status-page', [worked('withdrawals')]);
    bench.pass(HOUR / 2);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(kinds(bench)).toEqual([
      'opened binance/withdrawals',
      'maintained binance/withdrawals',
      'resolved binance/withdrawals',
    ]);
    expect(bench.refreshed().map(({ kind }) => kind)).toEqual(['maintenance_started', 'maintenance_ended']);
  });

  it('has not begun to be worked on because it was down before', () => {
    const bench = createEngineBench();
    const plan = window('m', { from: START + 4 * HOUR, until: START + 5 * HOUR });
    const said = (status: 'operational' | 'major_outage'): void =>
      bench.say('status-page', [word('withdrawals', status, { window: plan })]);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(HOUR);
    said('operational');
    bench.pass(HOUR / 30);
    said('major_outage');
    for (let i = 0; i < 170; i += 1) {
      bench.pass(HOUR / 60);
      said('major_outage');
    }
    expect(kinds(bench)).toEqual(['maintenance_scheduled binance/withdrawals', 'opened binance/withdrawals']);
  });

  it('is none where one coin stopped before anybody heard of the plan for its network', () => {
    const bench = createEngineBench();
    const networks = (usdt: boolean, others: boolean): void =>
      bench.insist(
        'wallets',
        [
          flag('withdrawals/USDT/N', usdt),
          flag('withdrawals/USDT/M', true),
          ...['A', 'B', 'C'].map((asset) => flag(`withdrawals/${asset}/N`, others)),
          ...['D', 'E', 'F', 'G', 'H'].map((asset) => flag(`withdrawals/${asset}/M`, true)),
        ],
        3,
      );
    bench.pass(HOUR);
    bench.say('announcements', []);
    networks(true, true);
    networks(false, true);
    bench.pass(HOUR / 2);
    const today = window('p', { from: START, until: null, dayOnly: true });
    bench.say('announcements', [statement('withdrawals/*/N', 'operational', bench.now(), { window: today })]);
    networks(false, true);
    expect(kinds(bench)).toEqual([
      'opened binance/withdrawals/USDT/N',
      'maintenance_scheduled binance/withdrawals/*/N',
    ]);
    networks(false, false);
    networks(false, true);
    expect(kinds(bench).slice(2)).toEqual([
      'maintenance_started binance/withdrawals/*/N',
      'maintenance_ended binance/withdrawals/*/N',
    ]);
  });

  it('is told as a maintenance too where that is of more', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational'), word('deposits', 'operational')]);
    bench.pass(HOUR);
    bench.say('status-page', [word('withdrawals', 'major_outage'), word('deposits', 'operational')]);
    bench.pass(HOUR / 2);
    bench.say('status-page', [worked('withdrawals'), worked('deposits')]);
    expect(kinds(bench)).toEqual([
      'opened binance/withdrawals',
      'maintenance_started binance/deposits binance/withdrawals',
      'maintained binance/withdrawals',
    ]);
  });

  it('is down once more, and not again, where the maintenance does not help', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(HOUR);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(HOUR / 2);
    bench.say('status-page', [worked('withdrawals')]);
    bench.pass(HOUR / 2);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    expect(bench.notices().at(-1)).toMatchObject({ kind: 'changed', change: 'worse', downs: 1 });
  });

  it('is back where a coin is seen to be, though a window for it runs', () => {
    const coins = (isOpen: boolean): ReturnType<typeof flag>[] => [
      flag('withdrawals/C0/N0', isOpen),
      flag('withdrawals/C1/N1', true),
    ];
    const bench = createEngineBench();
    bench.say('wallets', coins(true));
    bench.say('announcements', []);
    bench.pass(HOUR);
    bench.insist('wallets', coins(false));
    const plan = window('p', { phase: 'in_progress', from: bench.now(), until: bench.now() + HOUR });
    bench.say('announcements', [
      statement('withdrawals/C0', 'under_maintenance', bench.now(), { window: plan }),
    ]);
    bench.pass(HOUR / 2);
    bench.insist('wallets', coins(true));
    expect(kinds(bench)).toEqual([
      'opened binance/withdrawals/C0',
      'maintenance_started binance/withdrawals/C0',
      'resolved binance/withdrawals/C0',
    ]);
  });
});
