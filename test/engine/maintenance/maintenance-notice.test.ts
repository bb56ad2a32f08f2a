import { describe, expect, it } from 'vitest';

import type { Maintenance } from '#src/domain/maintenance.ts';
import { evidenceOfWindow, maintenanceNotice } from '#src/engine/maintenance/maintenance-notice.ts';
import { MINUTE, contextAt } from '#test/engine/incident/an-incident.ts';
import { START } from '#test/support/engine-bench.ts';
import { aMaintenance } from './a-maintenance.ts';

const HOUR = 60 * MINUTE;
const FROM = START + HOUR;
const NOW = START + 3 * HOUR;
const context = contextAt(NOW);
const planned = aMaintenance(['spot', 'margin']);

describe('What is told of a maintenance', () => {
  it('is what it is of, when, in whose words, by which rule, and nothing that is not so', () => {
    const { announced: _announced, ...unannounced } = planned;
    expect(maintenanceNotice(unannounced, 'started', unannounced, 'said_to_run', context)).toStrictEqual({
      id: 'binance-status-page-m1#1',
      kind: 'maintenance_started',
      at: NOW,
      services: ['binance/spot', 'binance/margin'],
      exchangeName: 'Binance',
      status: 'under_maintenance',
      previous: 'operational',
      basis: 'official',
      unconfirmed: false,
      disputed: false,
      rule: 'said_to_run',
      incident: 'binance-status-page-m1',
      since: FROM,
      sinceKnown: true,
      evidence: [
        {
          source: 'status-page',
          venue: 'status_page',
          service: 'binance/spot',
          basis: 'official',
          status: 'under_maintenance',
          since: FROM,
          quote: 'Upgrade',
        },
      ],
      stillWorking: [],
      window: planned.window,
    });
  });

  it('is that it was announced, that only the plan says that it began, and where it holds', () => {
    const here = { ...planned, stage: 'planned_now' as const, regions: ['GB'] };
    expect(maintenanceNotice(here, 'started', here, undefined, context)).toMatchObject({
      planned: true,
      plannedOnly: true,
      regions: ['GB'],
    });
    const notice = maintenanceNotice(planned, 'started', planned, undefined, context);
    for (const key of ['rule', 'plannedOnly', 'regions', 'previousWindow', 'durationMs'])
      expect(notice).not.toHaveProperty(key);
  });

  it('is the times that were told before, where it was moved', () => {
    const { announced: _announced, ...unannounced } = planned;
    const announced = { from: FROM - HOUR, until: null };
    const told = (news: 'moved' | 'scheduled', before: Maintenance) =>
      maintenanceNotice(planned, news, before, undefined, context);
    expect(told('moved', { ...planned, announced }).previousWindow).toBe(announced);
    expect(told('scheduled', { ...planned, announced })).not.toHaveProperty('previousWindow');
    expect(told('moved', unannounced)).not.toHaveProperty('previousWindow');
  });

  it('is at its end how long it took, unless only its day is known', () => {
    const end = (maintenance = planned) =>
      maintenanceNotice(maintenance, 'ended', maintenance, undefined, context);
    expect(end()).toMatchObject({ durationMs: 2 * HOUR, sinceKnown: true });
    const late = { ...planned, startedAt: FROM + HOUR };
    expect(end(late)).toMatchObject({ since: FROM + HOUR, durationMs: HOUR });
    const day = aMaintenance(['spot'], { window: { dayOnly: true } });
    expect(end(day)).not.toHaveProperty('durationMs');
    expect(end({ ...day, startedAt: FROM })).toMatchObject({ durationMs: 2 * HOUR });
    const open = aMaintenance(['spot'], { window: { from: null }, stageSince: START });
    expect(end(open)).toMatchObject({ since: START, sinceKnown: false, durationMs: 3 * HOUR });
  });
});

describe('The end of a maintenance of which only the plan said that it began', () => {
  const end = (rule: string, stage: Maintenance['stage']) =>
    maintenanceNotice({ ...planned, stage: 'ended' }, 'ended', { ...planned, stage }, rule, context);

  it('by the clock alone is told as that, and lasted nobody knows how long', () => {
    expect(end('time_is_up', 'planned_now')).toMatchObject({ plannedOnly: true });
    expect(end('time_is_up', 'planned_now')).not.toHaveProperty('durationMs');
  });

  it('is an end like any other where the exchange says so, or where it was seen to run', () => {
    for (const notice of [end('said_completed', 'planned_now'), end('time_is_up', 'started')]) {
      expect(notice.durationMs).toBe(2 * HOUR);
      expect(notice).not.toHaveProperty('plannedOnly');
    }
  });
});

describe('What a maintenance is called', () => {
  const shown = (maintenance = planned) => evidenceOfWindow(maintenance, 'binance/spot', START, context);

  it('is its title, with the link where there is one', () => {
    expect(shown({ ...planned, link: 'https://example.com' })).toMatchObject({
      quote: 'Upgrade',
      link: 'https://example.com',
    });
    expect(shown()).not.toHaveProperty('link');
  });

  it('is nothing where it has no title, and is said by the source of the status that tells of it', () => {
    const nameless = aMaintenance(['spot'], { source: '~status-page', window: { title: ' \n' } });
    expect(shown(nameless)).not.toHaveProperty('quote');
    expect(shown(nameless)).toMatchObject({ source: 'status-page', venue: 'status_page' });
  });
});
