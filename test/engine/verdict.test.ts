import { describe, expect, it } from 'vitest';

import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import {
  createEngineBench,
  flag,
  probe,
  START,
  statement,
  testPolicy,
  testProfile,
  word,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function verdictOn(bench: EngineBench, service: string): Verdict {
  const context = { now: bench.now(), policy: testPolicy, profile: testProfile };
  return sceneOf(bench.state(), context).verdict(`binance/${service}`);
}

/** A bench whose sources all said that withdrawals work. */
function allWell(): EngineBench {
  const bench = createEngineBench();
  bench.say('status-page', [word('withdrawals', 'operational')]);
  bench.say('system-status', [word('withdrawals', 'operational')]);
  bench.say('announcements', [statement('withdrawals', 'operational', START - HOUR)]);
  bench.pass(MINUTE);
  return bench;
}

describe('what the exchange keeps saying', () => {
  it('decides by its worst', () => {
    const bench = allWell();
    bench.say('status-page', [word('withdrawals', 'degraded_performance')]);
    bench.say('system-status', [word('withdrawals', 'major_outage')]);
    expect(verdictOn(bench, 'withdrawals').status).toBe('major_outage');
  });

  it('outweighs an announcement that says otherwise, and after a while the verdict says both', () => {
    const bench = allWell();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(10 * MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.say('announcements', [statement('withdrawals', 'operational', bench.now())]);
    expect(verdictOn(bench, 'withdrawals')).not.toHaveProperty('disputed');
    bench.pass(4 * MINUTE);
    expect(verdictOn(bench, 'withdrawals')).toMatchObject({
      status: 'major_outage',
      disputed: true,
    });
  });
});

describe('what the exchange calls partly down', () => {
  it('is down where it does not answer us at all, as the exchange confirms', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('api', 'operational')]);
    bench.insist('spot-ping', [probe('api', 'operational')]);
    bench.insist('spot-ping', [probe('api', 'major_outage')], 3);
    bench.say('status-page', [word('api', 'partial_outage')]);
    expect(verdictOn(bench, 'api')).toMatchObject({
      status: 'major_outage',
      basis: 'official',
      unconfirmed: false,
    });
    bench.insist('spot-ping', [probe('api', 'operational')], 3);
    expect(verdictOn(bench, 'api').status).toBe('partial_outage');
    bench.insist('spot-ping', [probe('api', 'major_outage')], 3);
    bench.say('status-page', [word('api', 'under_maintenance')]);
    expect(verdictOn(bench, 'api').status).toBe('under_maintenance');
  });
});

describe('an announced halt', () => {
  it('counts where the other sources see nothing', () => {
    const bench = allWell();
    bench.say('announcements', [statement('withdrawals', 'major_outage', bench.now())]);
    expect(verdictOn(bench, 'withdrawals')).toMatchObject({
      status: 'major_outage',
      basis: 'official',
      evidence: [{ source: 'announcements' }],
    });
  });

  it('is only what was last heard after a day, unless it named a later end, and stands', () => {
    const bench = allWell();
    bench.say('announcements', [statement('withdrawals', 'major_outage', bench.now())]);
    bench.pass(25 * HOUR);
    expect(verdictOn(bench, 'withdrawals')).toMatchObject({
      status: 'major_outage',
      lastKnown: { status: 'major_outage', heardAt: START + MINUTE },
    });

    const longer = allWell();
    const eta = longer.now() + 20 * HOUR;
    longer.say('announcements', [statement('withdrawals', 'major_outage', longer.now(), { eta })]);
    longer.pass(25 * HOUR);
    expect(verdictOn(longer, 'withdrawals')).toMatchObject({ status: 'major_outage', eta });
    expect(verdictOn(longer, 'withdrawals')).not.toHaveProperty('lastKnown');
  });
});

describe('the evidence', () => {
  it('is all that agree, the exchange before our probes, the worst first', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('api', 'operational')]);
    bench.say('status-page', [word('api', 'operational')]);
    for (let i = 0; i < 2; i += 1) bench.say('spot-ping', [probe('api', 'operational')]);
    for (let i = 0; i < 3; i += 1) bench.fail('spot-ping');
    bench.say('status-page', [word('api', 'partial_outage')]);
    bench.say('system-status', [word('api', 'major_outage')]);
    const { evidence, unconfirmed } = verdictOn(bench, 'api');
    expect(evidence.map(({ source }) => source)).toEqual(['system-status', 'status-page', 'spot-ping']);
    expect(unconfirmed).toBe(false);
  });

  it('dates the trouble by the first that saw it', () => {
    const bench = allWell();
    bench.at('12:05:00');
    bench.say('status-page', [word('withdrawals', 'degraded_performance')]);
    bench.at('12:09:00');
    bench.say('system-status', [word('withdrawals', 'major_outage')]);
    bench.say('status-page', [word('withdrawals', 'degraded_performance')]);
    expect(verdictOn(bench, 'withdrawals')).toMatchObject({
      status: 'major_outage',
      since: START + 5 * MINUTE,
    });
  });

  it('leaves out who sees nothing wrong', () => {
    const bench = allWell();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    expect(verdictOn(bench, 'withdrawals').evidence.map(({ source }) => source)).toEqual(['status-page']);
  });

  it('takes the newest end that is named', () => {
    const bench = allWell();
    const first = bench.now();
    bench.say('announcements', [statement('withdrawals', 'major_outage', first, { eta: first + HOUR })]);
    bench.pass(10 * MINUTE);
    bench.say('status-page', [word('withdrawals', 'major_outage', { eta: first + 3 * HOUR })]);
    expect(verdictOn(bench, 'withdrawals').eta).toBe(first + 3 * HOUR);
  });
});

describe('a probe that fails', () => {
  const failing = (others: (bench: EngineBench) => void): EngineBench => {
    const bench = createEngineBench();
    others(bench);
    for (let i = 0; i < 2; i += 1) bench.say('spot-ping', [probe('api', 'operational')]);
    for (let i = 0; i < 3; i += 1) bench.fail('spot-ping');
    return bench;
  };

  it('is measured, and nobody contradicts it', () => {
    const bench = failing(() => {});
    expect(verdictOn(bench, 'api')).toMatchObject({ basis: 'measured', unconfirmed: false });
  });

  it('is unconfirmed while the exchange says that all is well', () => {
    const bench = failing((before) => before.say('system-status', [word('', 'operational')]));
    expect(verdictOn(bench, 'api')).toMatchObject({ status: 'major_outage', unconfirmed: true });
  });

  it('is no word about withdrawals', () => {
    const bench = failing((before) => before.say('status-page', [word('withdrawals', 'operational')]));
    expect(verdictOn(bench, 'withdrawals').status).toBe('operational');
  });
});

describe('what nobody can see', () => {
  it.each<[string, (bench: EngineBench) => Observation]>([
    ['throttled', (bench) => ({ source: 'status-page', at: bench.now(), kind: 'throttled', message: '429' })],
    ['blocked', (bench) => ({ source: 'status-page', at: bench.now(), kind: 'blocked', message: '403' })],
    ['broken', (bench) => ({ source: 'status-page', at: bench.now(), kind: 'broken', message: 'HTML' })],
    [
      'misconfigured',
      (bench) => ({ source: 'status-page', at: bench.now(), kind: 'misconfigured', message: '404' }),
    ],
  ])('is unknown after a while in which its source is %s', (_kind, observation) => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(4 * MINUTE);
    bench.observe(observation(bench));
    expect(verdictOn(bench, 'withdrawals').status).toBe('major_outage');
    bench.pass(2 * MINUTE);
    bench.observe(observation(bench));
    expect(verdictOn(bench, 'withdrawals').status).toBe('unknown');
  });

  it('is not well for another who saw nothing wrong all the time', () => {
    const bench = allWell();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(6 * MINUTE);
    bench.say('system-status', [word('withdrawals', 'operational')]);
    expect(verdictOn(bench, 'withdrawals').status).toBe('unknown');
  });

  it('is well again by a newer announcement, and not by silence', () => {
    const bench = allWell();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(6 * MINUTE);
    bench.say('system-status', [word('withdrawals', 'operational')]);
    bench.say('announcements', [statement('withdrawals', 'operational', bench.now())]);
    expect(verdictOn(bench, 'withdrawals').status).toBe('operational');

    const silent = allWell();
    silent.say('status-page', [word('withdrawals', 'major_outage')]);
    silent.pass(25 * HOUR);
    silent.say('system-status', [word('withdrawals', 'operational')]);
    expect(verdictOn(silent, 'withdrawals')).toMatchObject({
      status: 'unknown',
      lastKnown: { status: 'major_outage' },
    });
  });
});

describe('since when', () => {
  it.each<[string, (bench: EngineBench) => void, Partial<Verdict>]>([
    ['is known of a change that was seen', () => {}, { since: START + MINUTE, sinceKnown: true }],
    [
      'is not known of a change during a gap: it is since before the gap ended',
      (bench) => bench.pass(3 * HOUR),
      { since: START, sinceKnown: false },
    ],
  ])('%s', (_name, between, expected) => {
    const bench = createEngineBench();
    const say = (status: Reading['status']) => bench.say('status-page', [word('spot', status)]);
    say('operational');
    bench.pass(MINUTE);
    between(bench);
    say('major_outage');
    expect(verdictOn(bench, 'spot')).toMatchObject(expected);
  });

  it('is not known of what was so when first seen', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('spot', 'major_outage')]);
    expect(verdictOn(bench, 'spot')).toMatchObject({ isBaseline: true, sinceKnown: false });
  });

  it('is told of a flag that was closed when first seen as closed since then', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false)]);
    expect(verdictOn(bench, 'withdrawals/XYZ/SOL').closedSince).toBe(START);
  });
});
