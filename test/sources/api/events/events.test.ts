import { describe, expect, it } from 'vitest';

import { events } from '#src/sources/api/events/events.ts';
import { describeSourceContract, NOW } from '#test/contracts/source.ts';
import { readAnswer as readAll, statusesIn } from '#test/sources/read-answer.ts';

const HOUR = 3_600_000;

/** What is said of the events; that all else works is a test of its own. */
const readAnswer: typeof readAll = (...args) => {
  const decoded = readAll(...args);
  return { ...decoded, readings: decoded.readings.filter(({ evidence }) => evidence !== '') };
};
const config = {
  url: 'https://api.example.com/events',
  require: { at: 'code', is: '0' },
  events: 'data',
  id: 'id',
  title: 'title',
  begin: 'begin',
  end: 'end',
  link: 'href',
  skip: { at: 'env', is: 2 },
  state: {
    at: 'state',
    values: {
      scheduled: 'scheduled',
      ongoing: 'in_progress',
      pre_open: 'verifying',
      completed: 'completed',
      canceled: 'canceled',
    } as const,
  },
  status: { at: 'kind', values: { 1: 'under_maintenance', 3: 'major_outage' } as const },
  services: [
    { when: { at: 'types[*]', not: [1, 2] }, are: 'api/STREAMS' },
    { at: 'products[*]', values: { 1: 'derivatives', 2: ['spot', 'margin'] } },
  ],
};
const event = (state: string, more: object = {}) => ({
  id: 'e1',
  title: 'Engine upgrade',
  state,
  begin: String(NOW - HOUR),
  end: String(NOW + HOUR),
  href: 'https://example.com/e1',
  kind: 1,
  env: 1,
  types: [1],
  products: [1],
  ...more,
});
const list = (...data: object[]) => ({ code: '0', data });

describeSourceContract('events', {
  type: events,
  config,
  good: list(event('scheduled'), event('completed'), event('canceled')),
  empty: { body: list(), means: 'nothing' },
  errors: [{ code: '50011', msg: 'Too many requests', data: [] }],
  wrongShapes: [null, [], 'text', { code: '0' }, { code: '0', data: ['e1'] }, list({ name: 'no title' })],
  unknownValue: list(event('postponed')),
});

describe('events', () => {
  const read = (...data: object[]) => readAnswer(events, config, list(...data));

  it('takes a planned event for operational now, with its window', () => {
    expect(read(event('scheduled')).readings).toEqual([
      {
        service: 'example/derivatives',
        status: 'operational',
        basis: 'official',
        signal: 'word',
        evidence: 'Engine upgrade',
        spoken: true,
        link: 'https://example.com/e1',
        window: {
          id: 'e1',
          phase: 'scheduled',
          from: NOW - HOUR,
          until: NOW + HOUR,
          title: 'Engine upgrade',
        },
        ref: 'e1',
      },
    ]);
  });

  it('takes an ongoing one for a maintenance of exactly its services, with its end', () => {
    const decoded = read(event('ongoing', { products: [2] }));
    expect(statusesIn(decoded)).toEqual(['spot: under_maintenance', 'margin: under_maintenance']);
    expect(decoded.readings[0]?.eta).toBe(NOW + HOUR);
  });

  it('takes an ongoing incident for an outage', () => {
    expect(statusesIn(read(event('ongoing', { kind: 3 })))).toEqual(['derivatives: major_outage']);
  });

  it('says so while orders can be cancelled but not yet matched', () => {
    expect(read(event('pre_open')).readings).toMatchObject([
      {
        status: 'under_maintenance',
        evidence: 'state is pre_open: Engine upgrade',
        window: { phase: 'verifying' },
      },
    ]);
  });

  it('leaves a demo environment alone', () => {
    expect(read(event('ongoing', { env: 2 })).readings).toEqual([]);
  });

  it('tells of the end of an event for a day, and not for ever', () => {
    expect(read(event('completed', { end: String(NOW - 23 * HOUR) })).readings).toMatchObject([
      { status: 'operational', window: { phase: 'completed' } },
    ]);
    expect(read(event('completed', { end: String(NOW - 25 * HOUR) })).readings).toEqual([]);
  });

  it('takes the first rule that fits for its services', () => {
    expect(statusesIn(read(event('ongoing', { types: [3, 4] })))).toEqual(['api/STREAMS: under_maintenance']);
  });

  it('takes a product that is not documented for unknown, never for the whole exchange being down', () => {
    const decoded = read(event('ongoing', { products: [9] }));
    expect(statusesIn(decoded)).toEqual(['example: unknown']);
    expect(decoded.unread).toEqual(['products[*] is 9 in "Engine upgrade"']);
  });

  it('shows no link that is none', () => {
    expect(read(event('scheduled', { href: 'javascript:alert(1)' })).readings[0]).not.toHaveProperty('link');
  });
});

describe('events without a state', () => {
  const { state: _, status: __, skip: ___, ...rest } = config;
  const impacts = {
    ...rest,
    services: [
      {
        impacts: { 'hits.spot': 'spot', 'hits.wallet': ['deposits', 'withdrawals'] },
        hit: ['YES', 'PARTIAL'],
      },
    ],
  };
  const announced = (from: number | null, until: number | null, hits: object) =>
    list({ id: 'a1', title: 'System maintenance', begin: from, end: until, hits });
  const read = (body: object) => readAnswer(events, impacts, body);

  it('reads the phase from the window, and the services from what they say of themselves', () => {
    const hits = { spot: 'BAU', wallet: 'PARTIAL' };
    expect(statusesIn(read(announced(NOW - HOUR, NOW + HOUR, hits)))).toEqual([
      'deposits: under_maintenance',
      'withdrawals: under_maintenance',
    ]);
    expect(read(announced(NOW + HOUR, NOW + 2 * HOUR, hits)).readings[0]).toMatchObject({
      status: 'operational',
      window: { phase: 'scheduled' },
    });
    expect(read(announced(NOW - 2 * HOUR, NOW - HOUR, hits)).readings[0]).toMatchObject({
      status: 'operational',
      window: { phase: 'completed' },
    });
  });

  it('goes on where it has begun and no end is told, for a week', () => {
    const spot = { spot: 'YES' };
    expect(statusesIn(read(announced(NOW - HOUR, null, spot)))).toEqual(['spot: under_maintenance']);
    expect(read(announced(NOW + HOUR, null, spot)).readings[0]).toMatchObject({
      status: 'operational',
      window: { phase: 'scheduled', until: null },
    });
    expect(read(announced(NOW - 9 * 24 * HOUR, null, spot)).readings).toEqual([]);
  });

  it('is unknown where no time is told at all, and says so', () => {
    const decoded = read(announced(null, null, { spot: 'YES' }));
    expect(statusesIn(decoded)).toEqual(['spot: unknown']);
    expect(decoded.unread).toEqual(['no time in "System maintenance"']);
  });

  it('takes a word of impact that is not documented for unknown, and names it', () => {
    const decoded = read(announced(NOW - HOUR, NOW + HOUR, { spot: 'SEVERE', wallet: 'BAU' }));
    expect(statusesIn(decoded)).toEqual(['spot: unknown']);
    expect(decoded.unread).toEqual(['hits.spot is SEVERE in "System maintenance"']);
  });

  it('plans nothing by a word of impact that is not documented', () => {
    expect(read(announced(NOW + HOUR, NOW + 2 * HOUR, { spot: 'SEVERE' })).readings).toEqual([]);
    const [now] = read(announced(NOW - HOUR, NOW + HOUR, { spot: 'SEVERE' })).readings;
    expect(now).not.toHaveProperty('window');
  });

  it('says of some accounts what concerns some accounts', () => {
    const some = { ...config, someAccounts: { at: 'uids[*]', empty: false } };
    const row = (more: object) => list(event('ongoing', { kind: 3, ...more }));
    expect(readAnswer(events, some, row({ uids: ['3', '7'] })).readings[0]).toMatchObject({
      status: 'partial_outage',
      accounts: 'some',
    });
    for (const uids of [[], undefined]) {
      const [reading] = readAnswer(events, some, row({ uids })).readings;
      expect(reading?.status).toBe('major_outage');
      expect(reading).not.toHaveProperty('accounts');
    }
  });

  it('says nothing of an event that hits nothing', () => {
    expect(read(announced(NOW - HOUR, NOW + HOUR, { spot: 'BAU', wallet: 'BAU' })).readings).toEqual([]);
  });
});

describe('a list of events', () => {
  it('says of all that it could name, and does not, that it works', () => {
    const all = ['api/STREAMS', 'derivatives', 'margin', 'spot'];
    const said = (...data: object[]) => statusesIn(readAll(events, config, list(...data))).toSorted();
    expect(said()).toEqual(all.map((service) => `${service}: operational`));
    expect(said(event('ongoing', { kind: 3, products: [2], types: [1] }))).toEqual([
      'api/STREAMS: operational',
      'derivatives: operational',
      'margin: major_outage',
      'spot: major_outage',
    ]);
  });

  it('says so of nothing while an event in it cannot be read', () => {
    const decoded = readAll(events, config, list(event('ongoing', { kind: 3, products: [9], types: [1] })));
    expect(decoded.readings.filter(({ status }) => status === 'operational')).toEqual([]);
  });
});
