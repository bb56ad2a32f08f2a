import { describe, expect, it } from 'vitest';

import { SourceError } from '#src/sources/source.ts';
import { uptimekuma } from '#src/sources/page/uptimekuma/uptimekuma.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';

const page = (more: object = {}) => ({
  config: { slug: 'default', title: 'Kraken' },
  publicGroupList: [
    {
      id: 1,
      name: 'Core',
      monitorList: [
        { id: 101, name: 'API' },
        { id: 102, name: 'Website' },
      ],
    },
  ],
  ...more,
});

const beats = (api: readonly object[], website: readonly object[] = [{ status: 1 }]) => ({
  heartbeatList: { 101: api, 102: website },
  uptimeList: {},
});

const read = (bodies: readonly unknown[]) => readOnePage(uptimekuma, bodies, { page: 'default' });

describe('uptimekuma', () => {
  it.each(['https://up.example.com', 'https://up.example.com/status/default'])(
    'asks %s for its page and its heartbeats',
    (url) => {
      expect(uptimekuma.requests(uptimekuma.schema.parse({ url, page: 'default' }))).toEqual([
        { url: 'https://up.example.com/api/status-page/default' },
        { url: 'https://up.example.com/api/status-page/heartbeat/default' },
      ]);
    },
  );

  it.each([
    [0, 'major_outage'],
    [1, 'operational'],
    [2, 'unknown'],
    [3, 'under_maintenance'],
    [8, 'unknown'],
  ])('reads the heartbeat %i as %s', (status, expected) => {
    const decoded = read([page(), beats([{ status: 1 }, { status }])]);
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/api': expected, 'kraken/website': 'operational' });
    expect(decoded.unread).toHaveLength(status === 8 ? 1 : 0);
  });

  it('knows nothing of a monitor without heartbeats, whatever its id', () => {
    const publicGroupList = [{ id: 1, name: 'Core', monitorList: [{ id: 'constructor', name: 'API' }] }];
    const decoded = read([page({ publicGroupList }), beats([{ status: 1 }])]);
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/api': 'unknown' });
  });

  it('goes by the time of heartbeats where they have one, and gives their message', () => {
    const decoded = read([
      page(),
      beats([
        { status: 0, time: '2026-03-20 11:01:00.000', msg: 'timeout' },
        { status: 1, time: '2026-03-20 11:00:00.000', msg: '200 - OK' },
      ]),
    ]);
    expect(readingOf(decoded, 'kraken/api').evidence).toBe('Core - API: major outage. timeout');
  });

  it('does not know a monitor without heartbeats', () => {
    expect(statusesOf(read([page(), beats([])]))).toMatchObject({ 'kraken/api': 'unknown' });
  });

  it.each([
    [
      'one incident (version 1)',
      { incident: { id: 1, title: 'API trouble', style: 'danger', content: 'On it.' } },
    ],
    [
      'a list of incidents (version 2)',
      { incidents: [{ id: 1, title: 'API trouble', style: 'danger', content: 'On it.' }] },
    ],
  ])('reads %s', (_, more) => {
    expect(readingOf(read([page(more), beats([{ status: 1 }])]), 'kraken/api')).toMatchObject({
      status: 'partial_outage',
      evidence: 'API trouble: On it.',
    });
  });

  it('reads maintenances', () => {
    const timeslotList = [{ startDate: '2026-03-20T11:00:00Z', endDate: '2026-03-20T14:00:00Z' }];
    const maintenanceList = [{ id: 9, title: 'API upgrade', status: 'under-maintenance', timeslotList }];
    expect(readingOf(read([page({ maintenanceList }), beats([{ status: 1 }])]), 'kraken/api')).toMatchObject({
      status: 'under_maintenance',
      window: { id: '9', phase: 'in_progress', until: Date.parse('2026-03-20T14:00:00Z') },
    });
  });

  it.each([
    ['<html>', beats([])],
    [page(), '<html>'],
    [{}, beats([])],
    [page(), {}],
  ])('takes %j and %j for a broken source', (first, second) => {
    expect(() => read([first, second])).toThrow(SourceError);
  });
});
