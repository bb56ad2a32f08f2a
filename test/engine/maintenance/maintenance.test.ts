import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Reading } from '#src/domain/reading.ts';
import { stepMaintenances } from '#src/engine/maintenance/maintenance.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { MINUTE, contextAt } from '#test/engine/incident/an-incident.ts';
import { START, statement, word } from '#test/support/engine-bench.ts';
import { aMaintenance } from './a-maintenance.ts';

const HOUR = 60 * MINUTE;
const PAGE = 'status-page';

/** What becomes of maintenances by what their page says now, or by time alone; and what is told. */
function step(maintenances: readonly Maintenance[], readings?: readonly Reading[], now = START + MINUTE) {
  const before = {
    ...emptyExchangeState('binance'),
    sources: { [PAGE]: { outcome: 'ok' as const, since: 0, checkedAt: START, okAt: START } },
    maintenances,
  };
  const observations =
    readings === undefined ? [] : [{ source: PAGE, at: now, kind: 'ok' as const, readings }];
  const { maintenances: after, outbox } = stepMaintenances(
    before,
    sceneOf(before, contextAt(now)),
    observations,
  );
  return { after, outbox, told: outbox.map(({ kind, notice }) => `${kind} ${notice.kind}`) };
}

const saying = (one: Maintenance, ...paths: readonly string[]): Reading[] =>
  paths.map((path) => word(path, 'operational', { window: one.window }));

const spot = aMaintenance(['spot']);
const margin = aMaintenance(['margin'], { id: 'm2', window: { id: 'm2' } });

describe('Maintenances', () => {
  it('are the very same while nothing becomes of them', () => {
    const known = [spot, margin];
    expect(step(known)).toMatchObject({ told: [] });
    expect(step(known).after).toBe(known);
    expect(step(known, [...saying(spot, 'spot'), ...saying(margin, 'margin')]).after).toBe(known);
  });

  it('change each for itself', () => {
    const { after, told } = step([spot, margin], saying(margin, 'margin'));
    expect(told).toEqual(['notice maintenance_canceled']);
    expect(after.map(({ stage }) => stage)).toEqual(['ended', 'scheduled']);
    expect(after[1]).toBe(margin);
    const other = step([spot, margin], saying(spot, 'spot'));
    expect(other.after[0]).toBe(spot);
    expect(other.after[1]?.stage).toBe('ended');
  });

  it('are numbered by what was told of them, and forgotten once they have ended for a while', () => {
    const { after, outbox } = step([spot], []);
    expect(outbox[0]?.notice.id).toBe('binance-status-page-m1#2');
    expect(after[0]?.notices).toBe(2);
    const over = aMaintenance(['spot'], { stage: 'ended', stageSince: START });
    expect(step([over], undefined, START + HOUR).after).toEqual([]);
    expect(step([over], undefined, START + MINUTE).after).toEqual([over]);
  });

  it('of which nobody is to be told are followed in silence', () => {
    const silent = { ...spot, told: false, notices: 0 };
    const { after, told } = step([silent], []);
    expect([after[0]?.stage, after[0]?.notices, told]).toEqual(['ended', 0, []]);
  });
});

describe('The message of a maintenance', () => {
  const wider = ['deposits', 'spot'];

  it('is brought up to date where it is of more services, and names what nobody was told of', () => {
    const { after, outbox } = step([margin, spot], [...saying(margin, 'margin'), ...saying(spot, ...wider)]);
    expect(outbox).toMatchObject([
      { kind: 'refresh', notice: { kind: 'maintenance_scheduled', joined: ['binance/deposits'] } },
    ]);
    expect(after[1]).toMatchObject({ notices: 1, services: ['binance/deposits', 'binance/spot'] });
  });

  it('is brought up to date where it is of fewer, and joins nothing then', () => {
    const both = aMaintenance(wider);
    const { outbox } = step([both], saying(both, 'spot'));
    expect(outbox.map(({ kind }) => kind)).toEqual(['refresh']);
    expect(outbox[0]?.notice).not.toHaveProperty('joined');
  });

  it.each<[rule: string, changes: Parameters<typeof aMaintenance>[1]]>([
    ['nobody was told yet', { notices: 0 }],
    ['nobody is told', { told: false }],
    ['it has ended', { stage: 'ended' }],
  ])('is not there where %s', (_rule, changes) => {
    const known = aMaintenance(['spot'], changes);
    expect(step([known], saying(known, ...wider)).told).toEqual([]);
  });

  it('is brought up to date once what was announced, and only the clock had begun, shows', () => {
    const waiting = aMaintenance(['spot'], {
      signal: 'statement',
      stage: 'planned_now',
      stageSince: START + HOUR,
    });
    const running = { ...waiting, window: { ...waiting.window, phase: 'in_progress' as const } };
    const at = START + HOUR + MINUTE;
    const said = [statement('spot', 'operational', START, { window: running.window })];
    const { told, after } = step([waiting], said, at);
    expect(told).toEqual(['refresh maintenance_started']);
    expect(after[0]?.stage).toBe('started');
  });

  it('is a new one once a list says that what only the clock had begun runs', () => {
    const waiting = aMaintenance(['spot'], { stage: 'planned_now', stageSince: START + HOUR });
    const running = { ...waiting, window: { ...waiting.window, phase: 'in_progress' as const } };
    expect(step([waiting], saying(running, 'spot'), START + HOUR + MINUTE).told).toEqual([
      'notice maintenance_started',
    ]);
  });
});
