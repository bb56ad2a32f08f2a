import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Reading, Window } from '#src/domain/reading.ts';
import { hearStatuses, sourceOf } from '#src/engine/maintenance/hear-statuses.ts';
import { hearWindows } from '#src/engine/maintenance/hear-windows.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { MINUTE, aPart, anIncident, contextAt } from '#test/engine/incident/an-incident.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import { START, statement, word } from '#test/support/engine-bench.ts';
import { aMaintenance } from './a-maintenance.ts';

const HOUR = 60 * MINUTE;
const FROM = START + HOUR;
const UNTIL = START + 2 * HOUR;
const PAGE = 'status-page';
const POSTS = 'announcements';

const times = (changes: Partial<Window> = {}): Window => ({
  id: 'm1',
  phase: 'scheduled',
  from: FROM,
  until: UNTIL,
  title: 'Upgrade',
  ...changes,
});
const onPage = (path: string, window: Partial<Window> = {}, more: Partial<Reading> = {}): Reading =>
  word(path, 'operational', { window: times(window), ...more });
const inPost = (path: string, window: Partial<Window> = {}, more: Partial<Reading> = {}): Reading =>
  statement(path, 'operational', START, { window: times(window), ...more });

interface Heard {
  readonly source?: string;
  readonly partial?: true;
  readonly isFirst?: boolean;
  readonly now?: number;
}

function hear(
  known: readonly Maintenance[],
  readings: readonly Reading[],
  { source = PAGE, partial, isFirst = false, now = START }: Heard = {},
): readonly Maintenance[] {
  const observation = {
    source,
    at: now,
    kind: 'ok' as const,
    readings,
    ...(partial !== undefined && { partial }),
  };
  return hearWindows(known, observation, !isFirst, contextAt(now));
}

const spot = aMaintenance(['spot']);
const ofPost = aMaintenance(['spot'], { source: POSTS, signal: 'statement' });

describe('Windows of one list that were told as one', () => {
  const futures = onPage('derivatives/FUTURES', { phase: 'in_progress' });
  const options = onPage('derivatives/OPTIONS', { id: 'm2', phase: 'in_progress' });
  const joined = hear([], [futures, options]).map((one) => ({ ...one, stage: 'started' as const }));
  const standsFor = (known: readonly Maintenance[]): string[] =>
    known.map(({ services, window }) => `${services.join()} ${window.phase}`).toSorted();

  it('are one, and over together', () => {
    expect(standsFor(joined)).toEqual([
      'binance/derivatives/FUTURES,binance/derivatives/OPTIONS in_progress',
    ]);
    expect(standsFor(hear(joined, []))).toEqual([
      'binance/derivatives/FUTURES,binance/derivatives/OPTIONS completed',
    ]);
  });

  it.each([
    ['is said to be', [onPage('derivatives/FUTURES', { phase: 'completed' }), options]],
    ['is no longer listed', [options]],
  ])('go on with the rest where one of them is over, as it %s', (_how, readings) => {
    expect(standsFor(hear(joined, readings))).toEqual([
      'binance/derivatives/FUTURES completed',
      'binance/derivatives/OPTIONS in_progress',
    ]);
  });
});

describe('A window that is heard of for the first time', () => {
  it('is kept with what is said of it, and told', () => {
    const { announced: _announced, ...unannounced } = spot;
    expect(hear([], [onPage('spot')])).toStrictEqual([
      { ...unannounced, id: `binance-status-page-m1-${START.toString(36)}`, notices: 0 },
    ]);
    const said = onPage('spot', {}, { link: 'https://example.com', regions: ['GB'] });
    expect(hear([], [said])[0]).toMatchObject({
      window: { id: 'm1@GB' },
      link: 'https://example.com',
      regions: ['GB'],
    });
    expect(hear([], [onPage('spot', {}, { regions: [] })])[0]).not.toHaveProperty('regions');
  });

  it('is of all services that it is told of, each once', () => {
    const said = ['spot', 'margin', 'spot'].map((path) => onPage(path));
    expect(hear([], said)).toMatchObject([{ services: ['binance/margin', 'binance/spot'] }]);
  });

  it('counts as announced where the source is read for the first time, and is not told where it runs by then', () => {
    const first = { isFirst: true };
    expect(hear([], [onPage('spot')], first)[0]).toMatchObject({
      told: true,
      announced: { from: FROM, until: UNTIL },
    });
    expect(hear([], [onPage('spot', { phase: 'in_progress' })], first)[0]?.told).toBe(false);
    expect(hear([], [onPage('spot')], { ...first, now: FROM })[0]?.told).toBe(false);
    expect(hear([], [onPage('spot', { phase: 'in_progress' })])[0]?.told).toBe(true);
  });

  it('is none where it is past, or where nothing is told of any', () => {
    expect(hear([], [onPage('spot', { phase: 'completed' })])).toEqual([]);
    const known = [spot];
    expect(hear(known, [word('spot', 'operational')], { source: 'other' })).toBe(known);
  });
});

describe('A window that is told of again by its source', () => {
  it('is the very same where nothing of it has changed', () => {
    expect(hear([spot], [onPage('spot')])[0]).toBe(spot);
  });

  it('is as it is told now, with its link where there is one', () => {
    const [moved] = hear([spot], [onPage('spot', { from: FROM + HOUR })]);
    expect(moved).toStrictEqual({ ...spot, window: times({ from: FROM + HOUR }) });
    const linked = onPage('margin', {}, { link: 'https://example.com' });
    expect(hear([spot], [linked])[0]).toMatchObject({
      services: ['binance/margin'],
      link: 'https://example.com',
    });
    expect(hear([{ ...spot, link: 'old' }], [onPage('margin')])[0]?.link).toBe('old');
  });

  it('keeps what others have added to it', () => {
    const both = aMaintenance(['margin', 'spot'], { also: ['announcements#p1'] });
    expect(hear([both], [onPage('spot')])[0]?.services).toEqual(both.services);
    const { also: _also, ...alone } = both;
    expect(hear([alone], [onPage('spot')])[0]?.services).toEqual(['binance/spot']);
  });

  it('is one by its id and its source', () => {
    const other = aMaintenance(['margin'], { id: 'other', window: { id: 'm2' } });
    expect(hear([spot, other], [onPage('spot'), onPage('margin', { id: 'm2' })])).toEqual([spot, other]);
    const [first, second] = hear([spot], [onPage('deposits', { from: UNTIL, until: null })], {
      source: 'system-status',
    });
    expect(first).toBe(spot);
    expect(second).toMatchObject({ source: 'system-status', services: ['binance/deposits'] });
  });
});

describe('A window that its source tells of no more', () => {
  const phaseAfter = (one: Maintenance, heard: Heard = {}, readings: readonly Reading[] = []) =>
    hear([one], readings, heard)[0]?.window.phase;

  it('is called off before its time, and over after it', () => {
    expect(phaseAfter(spot)).toBe('canceled');
    expect(phaseAfter(aMaintenance(['spot'], { stage: 'started' }))).toBe('completed');
    expect(phaseAfter(aMaintenance(['spot'], { stage: 'overrun' }))).toBe('completed');
    expect(phaseAfter(aMaintenance(['spot'], { stage: 'planned_now' }))).toBe('completed');
  });

  it('stands, where the answer was of a part, of another source, or it was said but once', () => {
    expect(phaseAfter(spot, { partial: true })).toBe('scheduled');
    expect(phaseAfter(spot, { source: 'other' }, [onPage('margin', { id: 'm9' })])).toBe('scheduled');
    expect(phaseAfter(ofPost, { source: POSTS })).toBe('scheduled');
    const over = aMaintenance(['spot'], { stage: 'ended' });
    expect(hear([over], [])[0]).toBe(over);
  });

  it('is called off though it is not the only one that is known', () => {
    const other = aMaintenance(['margin'], { source: 'system-status', id: 'other' });
    expect(hear([other, spot], []).map(({ window }) => window.phase)).toEqual(['scheduled', 'canceled']);
  });
});

describe('A window that a second source tells of', () => {
  const also = { also: [`${POSTS}#p0`, `${PAGE}#m1`] };
  const joint = aMaintenance(['spot'], { source: POSTS, signal: 'statement', window: { id: 'p1' }, ...also });

  it('is one with that which is known, and named by both', () => {
    const [same, ...others] = hear([ofPost], [onPage('spot', { id: 'm7' })]);
    expect(others).toEqual([]);
    expect(same).toStrictEqual({ ...ofPost, also: [`${PAGE}#m7`] });
    expect(hear([{ ...ofPost, also: ['x#1'] }], [onPage('spot', { id: 'm7' })])[0]?.also).toEqual([
      'x#1',
      `${PAGE}#m7`,
    ]);
  });

  it('runs, where the second says so as it first tells of it', () => {
    const [same] = hear([ofPost], [onPage('spot', { id: 'm7', phase: 'in_progress' })]);
    expect(same?.window.phase).toBe('in_progress');
  });

  it('runs, or is over, once the second says so', () => {
    for (const phase of ['in_progress', 'completed'] as const)
      expect(hear([joint], [onPage('spot', { phase })])[0]?.window).toEqual({ ...joint.window, phase });
    expect(hear([joint], [onPage('spot')])[0]).toBe(joint);
    const running = aMaintenance(['spot'], { ...joint, window: { ...joint.window, phase: 'in_progress' } });
    expect(hear([running], [onPage('spot', { phase: 'in_progress' })])[0]).toBe(running);
    expect(hear([running], [onPage('spot')])[0]).toBe(running);
  });

  it('is not changed by another window of that source, nor by a post that is read again', () => {
    const other = hear(
      [joint],
      [onPage('margin', { id: 'm9', phase: 'in_progress', from: FROM - 9 * HOUR })],
    );
    expect(other[0]).toBe(joint);
    expect(other[1]?.services).toEqual(['binance/margin']);
    const page = aMaintenance(['spot'], { also: [`${POSTS}#p1`] });
    const again = hear([page], [inPost('spot', { id: 'p1', phase: 'in_progress' })], { source: POSTS });
    expect(again).toEqual([page]);
  });

  it('stands, once the second tells of it no more', () => {
    expect(hear([joint], [])[0]).toBe(joint);
  });
});

describe('A later post', () => {
  const post = (window: Partial<Window>, known: readonly Maintenance[] = [ofPost]) =>
    hear(known, [inPost('spot', { id: 'p2', ...window })], { source: POSTS });

  it.each(['canceled', 'completed'] as const)('says that a window is %s', (phase) => {
    expect(post({ phase, from: null, until: null })).toStrictEqual([
      { ...ofPost, also: [`${POSTS}#p2`], window: { ...ofPost.window, phase } },
    ]);
    // Of those that are known, only the one that it is about.
    const other = { ...ofPost, id: 'other', services: ['binance/margin'], window: times({ id: 'p9' }) };
    expect(post({ phase, from: null, until: null }, [other, ofPost])[0]).toBe(other);
  });

  it('that is a list’s ends no window but its own', () => {
    expect(hear([ofPost], [onPage('spot', { id: 'm7', phase: 'completed' })])).toEqual([ofPost]);
  });

  it('moves it, and what planned it is not heard any more', () => {
    const [moved] = post({ amends: true, from: FROM + HOUR, until: null, title: 'Later' });
    expect(moved).toStrictEqual({
      ...ofPost,
      also: [`${POSTS}#p2`, `${POSTS}#m1`],
      window: { ...ofPost.window, id: "m1'", from: FROM + HOUR, until: UNTIL + HOUR, title: 'Later' },
    });
    expect(post({ amends: true, from: FROM + HOUR, until: UNTIL + 3 * HOUR })[0]?.window).toMatchObject({
      from: FROM + HOUR,
      until: UNTIL + 3 * HOUR,
    });
  });

  it.each<[rule: string, known: Partial<Window>, from: number | null, expected: Partial<Window>]>([
    ['without a time leaves the begin', {}, null, { from: FROM, until: null }],
    ['of one without an end names none', { until: null }, FROM + HOUR, { from: FROM + HOUR, until: null }],
    ['of one without a begin names no end', { from: null }, FROM + HOUR, { from: FROM + HOUR, until: null }],
  ])('%s', (_rule, known, from, expected) => {
    const before = aMaintenance(['spot'], { source: POSTS, signal: 'statement', window: known });
    expect(post({ amends: true, from, until: null }, [before])[0]?.window).toMatchObject(expected);
  });
});

describe('What is under maintenance without a window', () => {
  const NOW = LATER;
  const state = (paths: Readonly<Record<string, string>>, changes: Partial<ExchangeState> = {}) => ({
    ...stateWith({
      [PAGE]: Object.fromEntries(
        Object.entries(paths).map(([path, evidence]) => [
          path,
          aClaim('word', 'under_maintenance', { evidence, spoken: true, since: NOW - MINUTE }),
        ]),
      ),
    }),
    ...changes,
  });
  const heard = (from: ExchangeState, known: readonly Maintenance[] = []) =>
    hearStatuses(known, sceneOf(from, contextAt(NOW)));
  const named = (from: ExchangeState, known: readonly Maintenance[] = []): string[] =>
    heard(from, known)
      .slice(known.length)
      .flatMap(({ services }) => services);
  const unplanned = aMaintenance(['spot'], {
    source: `~${PAGE}`,
    stage: 'started',
    window: { id: 'binance/spot', phase: 'in_progress' },
  });
  const near = (changes: Parameters<typeof aMaintenance>[1] = {}): Maintenance =>
    aMaintenance(['spot'], { window: { from: NOW, until: NOW + HOUR }, ...changes });

  it('is under one that nobody announced, in the words of its source', () => {
    const [found, ...others] = heard(state({ spot: 'Upgrading.' }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: `binance-binance/spot-${NOW.toString(36)}`,
      source: `~${PAGE}`,
      services: ['binance/spot'],
      window: {
        id: 'binance/spot',
        phase: 'in_progress',
        from: NOW - MINUTE,
        until: null,
        title: 'Upgrading.',
      },
      told: true,
    });
    expect(found).not.toHaveProperty('link');
    expect(found && sourceOf(found)).toBe(PAGE);
    expect(sourceOf(spot)).toBe(PAGE);
  });

  it('has the link of what says so', () => {
    const said = aClaim('word', 'under_maintenance', { link: 'https://example.com' });
    expect(heard(stateWith({ [PAGE]: { spot: said } }))[0]?.link).toBe('https://example.com');
  });

  it('is under the widest of what says so alone', () => {
    expect(named(state({ 'spot/BTC/USDT': '', spot: '', api: '' })).toSorted()).toEqual([
      'binance/api',
      'binance/spot',
    ]);
  });

  it.each<[rule: string, known: Maintenance, isNew: boolean]>([
    ['that is near is that', near(), false],
    ['that has ended is another', near({ stage: 'ended', stageSince: NOW }), true],
    ['in some countries is another', near({ regions: ['GB'] }), true],
    ['that is far away is another', near({ window: { from: NOW + 24 * HOUR } }), true],
    ['of something else is another', { ...near(), services: ['binance/deposits'] }, true],
  ])('beside a window %s', (_rule, known, isNew) => {
    expect(named(state({ spot: '' }), [known])).toEqual(isNew ? ['binance/spot'] : []);
  });

  it('is the incident that it was, where it was one that is not over', () => {
    const was = (...parts: Parameters<typeof aPart>[]) =>
      state({ spot: '' }, { incidents: [anIncident([], { parts: parts.map((part) => aPart(...part)) })] });
    expect(named(was(['api'], ['spot']))).toEqual([]);
    expect(named(was(['spot', { status: 'operational' }]))).toEqual(['binance/spot']);
    expect(named(was(['api']))).toEqual(['binance/spot']);
  });

  it('is over once it is said to work, and stays over', () => {
    expect(heard(state({ spot: '' }), [unplanned])).toEqual([unplanned]);
    const open = stateWith({ [PAGE]: { spot: aClaim('word', 'operational') } });
    expect(heard(open, [unplanned])[0]?.window.phase).toBe('completed');
    const over = { ...unplanned, stage: 'ended' as const };
    expect(heard(emptyExchangeState('binance'), [over, spot])).toEqual([over, spot]);
  });

  it('goes on while it is out of sight, and has no end to tell where nothing is known of it any more', () => {
    const unseen = aClaim('word', 'under_maintenance', { unseenSince: NOW - HOUR });
    expect(heard(stateWith({ [PAGE]: { spot: unseen } }), [unplanned])).toEqual([unplanned]);
    expect(heard(emptyExchangeState('binance'), [unplanned])).toEqual([]);
  });

  it('has the end that is expected of it now', () => {
    const eta = NOW + HOUR;
    const said = stateWith({ [PAGE]: { spot: aClaim('word', 'under_maintenance', { eta }) } });
    expect(heard(said, [unplanned])[0]?.window.until).toBe(eta);
  });
});
