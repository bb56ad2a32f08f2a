import { describe, expect, it } from 'vitest';

import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Basis, Window } from '#src/domain/reading.ts';
import {
  explainsTrouble,
  isAtHand,
  isDayOnly,
  isMaintained,
  isNear,
  isOver,
  isPast,
  isTime,
  overlap,
} from '#src/engine/maintenance/maintenance-time.ts';
import { contextAt, MINUTE } from '#test/engine/incident/an-incident.ts';
import { START } from '#test/support/engine-bench.ts';
import { aMaintenance } from './a-maintenance.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = START + HOUR;
const UNTIL = START + 2 * HOUR;

const windowOf = (changes: Partial<Window>): Window => aMaintenance(['spot'], { window: changes }).window;
const stage = (one: Maintenance['stage'], stageSince = START): Maintenance =>
  aMaintenance(['spot'], { stage: one, stageSince });

describe('The time of a window has come', () => {
  it.each<[rule: string, window: Partial<Window>, now: number, is: boolean]>([
    ['not before it begins', {}, FROM - 1, false],
    ['when it begins', {}, FROM, true],
    ['until it ends', {}, UNTIL - 1, true],
    ['not once it has ended', {}, UNTIL, false],
    ['for good, where it names no end', { until: null }, UNTIL + DAY, true],
    ['never, where it names no beginning', { from: null }, FROM, false],
    ['never by the clock, once the exchange says how it goes', { phase: 'in_progress' }, FROM, false],
    ['never, where only a day is named', { dayOnly: true }, FROM, false],
  ])('%s', (_rule, window, now, is) => {
    expect(isTime(windowOf(window), now)).toBe(is);
  });

  it('on no hour, where a day without an end is named', () => {
    const midnight = Date.parse('2021-11-02T00:00:00Z');
    expect(isDayOnly(windowOf({ from: midnight, until: null }))).toBe(true);
    expect(isDayOnly(windowOf({ from: midnight }))).toBe(false);
    expect(isDayOnly(windowOf({ from: midnight + MINUTE, until: null }))).toBe(false);
    expect(isDayOnly(windowOf({ from: null, until: null }))).toBe(false);
  });
});

describe('A window is past', () => {
  it.each<[rule: string, window: Partial<Window>, signal: Maintenance['signal'], now: number, is: boolean]>([
    ['when it is completed', { phase: 'completed' }, 'word', START, true],
    ['when it is called off', { phase: 'canceled' }, 'word', START, true],
    ['not while it runs, whatever was planned', { phase: 'in_progress' }, 'word', UNTIL + DAY, false],
    ['when it should have ended', {}, 'word', UNTIL, true],
    ['not before', {}, 'word', UNTIL - 1, false],
    ['not, without an end, while its page lists it', { until: null }, 'word', FROM + 9 * DAY, false],
    ['a day after it was announced to begin, without an end', { until: null }, 'statement', FROM + DAY, true],
    ['not before that', { until: null }, 'statement', FROM + DAY - 1, false],
    ['not where it names no time', { from: null, until: null }, 'statement', FROM + DAY, false],
  ])('%s', (_rule, window, signal, now, is) => {
    expect(isPast({ window: windowOf(window), signal }, contextAt(now))).toBe(is);
  });
});

describe('A maintenance is near', () => {
  it.each<[rule: string, maintenance: Maintenance, now: number, isIt: boolean]>([
    ['from three quarters of an hour before on', stage('scheduled'), FROM - 45 * MINUTE, true],
    ['not before', stage('scheduled'), FROM - 45 * MINUTE - 1, false],
    ['not where it names no beginning', aMaintenance(['spot'], { window: { from: null } }), FROM, false],
    ['when its time has come', stage('planned_now'), FROM + DAY, true],
    ['while it runs', stage('started'), FROM + DAY, true],
    ['while it overruns', stage('overrun'), FROM + DAY, true],
    ['until five minutes after its end', stage('ended', UNTIL), UNTIL + 5 * MINUTE - 1, true],
    ['not after that', stage('ended', UNTIL), UNTIL + 5 * MINUTE, false],
  ])('%s', (_rule, maintenance, now, isIt) => {
    expect(isNear(maintenance, contextAt(now))).toBe(isIt);
  });

  it('and at hand some minutes before it begins', () => {
    expect(isAtHand(stage('scheduled'), contextAt(FROM - 5 * MINUTE))).toBe(true);
    expect(isAtHand(stage('scheduled'), contextAt(FROM - 5 * MINUTE - 1))).toBe(false);
    expect(isAtHand(aMaintenance(['spot'], { window: { from: null } }), contextAt(FROM))).toBe(false);
    expect(isAtHand(stage('started'), contextAt(FROM + DAY))).toBe(true);
    expect(isAtHand(stage('ended', UNTIL), contextAt(UNTIL + 5 * MINUTE))).toBe(false);
  });
});

describe('A maintenance is forgotten', () => {
  const posted = (changes: Partial<Maintenance>): Maintenance => ({
    ...aMaintenance(['spot'], { signal: 'statement', stage: 'ended', stageSince: FROM }),
    ...changes,
  });

  it.each<[rule: string, maintenance: Maintenance, now: number, isIt: boolean]>([
    [
      'some minutes after its end, where its page no longer lists it',
      stage('ended', UNTIL),
      UNTIL + 5 * MINUTE,
      true,
    ],
    ['not before', stage('ended', UNTIL), UNTIL + 5 * MINUTE - 1, false],
    ['never while it runs', stage('started'), UNTIL + 9 * DAY, false],
    ['a day after it should have ended, where a post told of it', posted({}), UNTIL + DAY, true],
    ['not before that', posted({}), UNTIL + DAY - 1, false],
    [
      'a day after it ended, if that was later',
      posted({ stageSince: UNTIL + HOUR }),
      UNTIL + HOUR + DAY,
      true,
    ],
    ['not before that either', posted({ stageSince: UNTIL + HOUR }), UNTIL + HOUR + DAY - 1, false],
    ['never while a post tells of it', posted({ stage: 'started' }), UNTIL + 9 * DAY, false],
  ])('%s', (_rule, maintenance, now, isIt) => {
    expect(isOver(maintenance, contextAt(now))).toBe(isIt);
  });

  it('a day after it was to begin, where that is all that is known', () => {
    const open = aMaintenance(['spot'], {
      signal: 'statement',
      stage: 'ended',
      stageSince: START,
      window: { until: null },
    });
    expect(isOver(open, contextAt(FROM + DAY - 1))).toBe(false);
    expect(isOver(open, contextAt(FROM + DAY))).toBe(true);
  });
});

describe('Trouble is part of a maintenance', () => {
  const running = (paths: readonly string[], changes: Partial<Maintenance> = {}): Maintenance => ({
    ...aMaintenance(paths, { stage: 'started' }),
    ...changes,
  });
  const explains = (maintenance: Maintenance, path: string, basis: Basis = 'official'): boolean =>
    explainsTrouble(`binance/${path}`, basis, [maintenance], contextAt(FROM));

  it.each<[rule: string, maintenance: Maintenance, path: string, basis: Basis, is: boolean]>([
    ['of the same', running(['withdrawals']), 'withdrawals', 'official', true],
    ['of what contains it', running(['withdrawals']), 'withdrawals/BTC/BTC', 'inferred', true],
    ['and not of a part of it', running(['withdrawals/BTC']), 'withdrawals', 'official', false],
    ['and not of something else', running(['deposits']), 'withdrawals', 'official', false],
    [
      'and not in some countries alone',
      running(['withdrawals'], { regions: ['GB'] }),
      'withdrawals',
      'official',
      false,
    ],
    [
      'and not one that is far away',
      aMaintenance(['withdrawals'], { window: { from: FROM + DAY } }),
      'withdrawals',
      'official',
      false,
    ],
    ['of trading, for endpoints that do not answer', running(['spot']), 'api', 'measured', true],
    ['of trading, for the website too', running(['derivatives']), 'website', 'measured', true],
    ['and not where the exchange says that they are down', running(['spot']), 'api', 'official', false],
    ['and not for what is no endpoint', running(['spot']), 'withdrawals', 'measured', false],
    ['and not of one pair', running(['spot/BTC/USDT']), 'api', 'measured', false],
    ['and not of what is no trading', running(['withdrawals']), 'api', 'measured', false],
    [
      'and not of trading in some countries',
      running(['spot'], { regions: ['GB'] }),
      'api',
      'measured',
      false,
    ],
  ])('%s', (_rule, maintenance, path, basis, is) => {
    expect(explains(maintenance, path, basis)).toBe(is);
  });

  it('is maintained by one that runs', () => {
    expect(isMaintained('binance/spot', [stage('started')])).toBe(true);
    expect(isMaintained('binance/spot', [stage('overrun')])).toBe(true);
    expect(isMaintained('binance/spot', [stage('planned_now'), stage('ended'), stage('scheduled')])).toBe(
      false,
    );
  });
});

it('Services overlap where one contains another, either way', () => {
  expect(overlap(['binance/spot'], ['binance/spot/BTC'])).toBe(true);
  expect(overlap(['binance/spot/BTC'], ['binance/margin', 'binance/spot'])).toBe(true);
  expect(overlap(['binance/spot'], ['binance/margin'])).toBe(false);
  expect(overlap([], ['binance/spot'])).toBe(false);
});
