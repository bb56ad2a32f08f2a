import { describe, expect, it } from 'vitest';

import { NO_CLAIMS, claimOn } from '#src/domain/claims.ts';
import type { Claim } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';
import {
  START,
  coins,
  createEngineBench,
  flag,
  probe,
  statement,
  testPolicy,
  word,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import { MINUTE } from './incident/an-incident.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WITHDRAWALS = 'binance/withdrawals';

function claimed(bench: EngineBench, voice: string, service = WITHDRAWALS): Claim | undefined {
  return claimOn(bench.state().claims[voice] ?? NO_CLAIMS, service);
}

const isOvertaken = (bench: EngineBench, voice = 'announcements'): boolean =>
  claimed(bench, voice)?.overtaken === true;

const POSTED = START + MINUTE;
const halt = (more: Partial<Reading> = {}): Reading => statement('withdrawals', 'major_outage', POSTED, more);

/** All withdrawals are announced to be halted, and these sources call them down, each by itself. */
function halted(sources: readonly string[], more: Partial<Reading> = {}): EngineBench {
  const bench = createEngineBench();
  bench.say('announcements', []);
  for (const source of sources) bench.say(source, [word('withdrawals', 'operational')]);
  bench.pass(MINUTE);
  bench.say('announcements', [halt(more)]);
  for (const source of sources) bench.say(source, [word('withdrawals', 'major_outage')]);
  bench.pass(MINUTE);
  return bench;
}

const saysWell = (bench: EngineBench, source: string): void =>
  bench.say(source, [word('withdrawals', 'operational')]);

describe('An announced halt', () => {
  it('is overtaken when what the exchange keeps saying has gone through the trouble and back', () => {
    const bench = halted(['status-page']);
    saysWell(bench, 'status-page');
    expect(isOvertaken(bench)).toBe(true);
    expect(bench.told().at(-1)).toBe('resolved binance/withdrawals operational');
  });

  it('stands while another source still says halted', () => {
    const bench = halted(['status-page', 'system-status']);
    saysWell(bench, 'status-page');
    expect(isOvertaken(bench)).toBe(false);
    expect(bench.told().at(-1)).not.toContain('resolved');
    saysWell(bench, 'system-status');
    expect(isOvertaken(bench)).toBe(true);
  });

  it('stands while another source calls it anything that is trouble', () => {
    const bench = halted(['status-page', 'system-status']);
    bench.say('system-status', [word('withdrawals', 'degraded_performance')]);
    saysWell(bench, 'status-page');
    expect(isOvertaken(bench)).toBe(false);
  });

  it('is not overtaken by a source that saw nothing wrong all the time', () => {
    const bench = halted([]);
    saysWell(bench, 'status-page');
    bench.pass(MINUTE);
    saysWell(bench, 'status-page');
    expect(isOvertaken(bench)).toBe(false);
  });

  it('is not overtaken by another announcement, which is a word of its own kind', () => {
    const bench = createEngineBench();
    for (const source of ['announcements', 'x-posts']) bench.say(source, []);
    bench.say('announcements', [halt()]);
    bench.say('x-posts', [halt()]);
    bench.pass(MINUTE);
    bench.say('x-posts', [statement('withdrawals', 'operational', bench.now())]);
    expect(isOvertaken(bench)).toBe(false);
  });

  it('is not overtaken by what is only no longer listed', () => {
    const bench = halted(['status-page']);
    bench.say('status-page', [word('spot', 'operational')]);
    expect(isOvertaken(bench)).toBe(false);
  });

  it('is overtaken once, and stays so', () => {
    const bench = halted(['status-page']);
    saysWell(bench, 'status-page');
    const claim = claimed(bench, 'announcements');
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    saysWell(bench, 'status-page');
    expect(claimed(bench, 'announcements')).toBe(claim);
  });

  it('in some countries is overtaken by what was so in all of them, and by what was in those', () => {
    const inBritain = { regions: ['GB'] };
    const everywhere = halted(['status-page'], inBritain);
    saysWell(everywhere, 'status-page');
    expect(isOvertaken(everywhere, 'announcements@GB')).toBe(true);

    const there = halted([], inBritain);
    there.say('status-page', [word('withdrawals', 'major_outage', inBritain)]);
    there.say('status-page', [word('withdrawals', 'operational', inBritain)]);
    expect(isOvertaken(there, 'announcements@GB')).toBe(true);
  });

  it('everywhere is not overtaken by what was so in some countries', () => {
    const bench = halted([]);
    bench.say('status-page', [word('withdrawals', 'major_outage', { regions: ['GB'] })]);
    bench.say('status-page', [word('withdrawals', 'operational', { regions: ['GB'] })]);
    expect(isOvertaken(bench)).toBe(false);
  });

  it('is forgotten a week after it was said, and not before', () => {
    const bench = halted([]);
    bench.pass(7 * DAY - MINUTE);
    bench.tick();
    expect(claimed(bench, 'announcements')).toBeDefined();
    bench.pass(1);
    bench.tick();
    expect(claimed(bench, 'announcements')).toBeUndefined();
  });

  it('that names a later end is forgotten a week after that', () => {
    const bench = halted([], { eta: POSTED + DAY });
    bench.pass(8 * DAY - MINUTE);
    bench.tick();
    expect(claimed(bench, 'announcements')).toBeDefined();
    bench.pass(1);
    bench.tick();
    expect(claimed(bench, 'announcements')).toBeUndefined();
  });
});

describe('What follows from switches', () => {
  const all = (isOpen: (i: number) => boolean): Reading[] => coins(20, (i) => !isOpen(i));

  it('is not looked at again where no claim has changed', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      all(() => true),
    );
    const before = bench.state().claims;
    bench.pass(MINUTE);
    bench.say(
      'wallets',
      all(() => true),
    );
    expect(bench.state().claims).toBe(before);
  });

  it('keeps no claim of its own where nothing follows', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      all(() => true),
    );
    expect(bench.state().claims[ROLL_UP]).toBeUndefined();
  });

  it('fell into the gap in which the switches flipped', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      all(() => true),
    );
    bench.pass(HOUR);
    bench.insist(
      'wallets',
      all(() => false),
    );
    expect(claimed(bench, ROLL_UP)).toMatchObject({ status: 'major_outage', afterGap: START });
    expect(bench.notices()).toMatchObject([{ sinceKnown: false, workedAt: START }]);
  });

  it('was seen where one of the switches was seen to flip', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      all(() => true),
    );
    bench.say('system-status', [flag('withdrawals/C30/N1', true)]);
    bench.pass(HOUR - MINUTE);
    bench.say('system-status', [flag('withdrawals/C30/N1', true)]);
    bench.pass(MINUTE);
    bench.say(
      'wallets',
      all(() => false),
    );
    bench.say('system-status', [flag('withdrawals/C30/N1', false)]);
    bench.observe(
      bench.ok(
        'wallets',
        all(() => false),
      ),
      bench.ok('system-status', [flag('withdrawals/C30/N1', false)]),
    );
    expect(claimed(bench, ROLL_UP)).toMatchObject({ status: 'major_outage' });
    expect(claimed(bench, ROLL_UP)).not.toHaveProperty('afterGap');
  });

  it('is in no gap where nothing of it changed but how much is hit', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      all(() => true),
    );
    bench.pass(MINUTE);
    bench.insist(
      'wallets',
      all((i) => i > 17),
    );
    bench.pass(HOUR);
    bench.insist(
      'wallets',
      all(() => false),
    );
    expect(claimed(bench, ROLL_UP)).toMatchObject({ status: 'major_outage', extent: { hit: 20 } });
    expect(claimed(bench, ROLL_UP)).not.toHaveProperty('afterGap');
  });

  it('is out of sight from when all that it stands on is, and that once', () => {
    const bench = createEngineBench();
    const others = Array.from({ length: 40 }, (_, i) => flag(`deposits/C${i}/N1`, true));
    bench.say('wallets', [...all(() => true), ...others]);
    bench.pass(MINUTE);
    bench.insist('wallets', [...all(() => false), ...others]);
    bench.pass(MINUTE);
    const unseenSince = bench.now();
    bench.say('wallets', others);
    expect(claimed(bench, ROLL_UP)).toMatchObject({ unseenSince });
    bench.pass(MINUTE);
    bench.say('wallets', [...others, flag('deposits/NEW/N1', true)]);
    expect(claimed(bench, ROLL_UP)).toMatchObject({ unseenSince });
  });
});

describe('How soon a source is read again', () => {
  const rereads = (bench: EngineBench) => bench.rereads();

  it('follows the newest of its doubts', () => {
    const bench = createEngineBench();
    const rows = (a: boolean, b: boolean) => [flag('withdrawals/A/N', a), flag('withdrawals/B/N', b)];
    bench.say('spot-ping', [probe('api', 'operational')]);
    bench.say('spot-ping', [probe('api', 'operational')]);
    expect(rereads(bench)).toEqual([]);
    bench.fail('spot-ping');
    expect(rereads(bench)).toEqual([{ source: 'spot-ping', afterMs: 2_000 }]);
    bench.fail('spot-ping');
    expect(rereads(bench)).toEqual([{ source: 'spot-ping', afterMs: 5_000 }]);
    bench.say('wallets', rows(true, true));
    bench.say('wallets', rows(false, true));
    expect(rereads(bench)).toEqual([
      { source: 'spot-ping', afterMs: 5_000 },
      { source: 'wallets', afterMs: 2_000 },
    ]);
  });

  it('grows no more than the policy has pauses', () => {
    const bench = createEngineBench({
      policy: { ...testPolicy, confirm: { word: 1, flag: 9, probeFailure: 9, probeRecovery: 9 } },
    });
    bench.say('wallets', [flag('withdrawals/A/N', true)]);
    const pauses = Array.from({ length: 5 }, () => {
      bench.say('wallets', [flag('withdrawals/A/N', false)]);
      return rereads(bench)[0]?.afterMs;
    });
    expect(pauses).toEqual([2_000, 5_000, 10_000, 10_000, 10_000]);
  });

  it('is once for a source, whatever countries it doubts something of', () => {
    const bench = createEngineBench({
      policy: { ...testPolicy, confirm: { word: 3, flag: 3, probeFailure: 3, probeRecovery: 3 } },
    });
    const inBritain = { regions: ['GB'] };
    bench.say('status-page', [word('spot', 'operational'), word('spot', 'operational', inBritain)]);
    bench.say('status-page', [word('spot', 'operational'), word('spot', 'major_outage', inBritain)]);
    expect(rereads(bench)).toEqual([{ source: 'status-page', afterMs: 2_000 }]);
    bench.say('status-page', [word('spot', 'major_outage'), word('spot', 'major_outage', inBritain)]);
    expect(rereads(bench)).toEqual([{ source: 'status-page', afterMs: 2_000 }]);
  });
});
