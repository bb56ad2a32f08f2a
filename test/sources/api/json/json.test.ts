import { describe, expect, it } from 'vitest';

import { json } from '#src/sources/api/json/json.ts';
import { SourceError } from '#src/sources/source.ts';
import { describeSourceContract, NOW } from '#test/contracts/source.ts';
import { readAnswer, statusesIn } from '#test/sources/read-answer.ts';

const url = 'https://api.example.com/status';
const values = { open: 'operational', close: 'major_outage' } as const;
const oneCheck = { url, checks: [{ at: 'data.status', values, service: 'spot', evidence: 'data.msg' }] };

describeSourceContract('json', {
  type: json,
  config: { ...oneCheck, require: { at: 'code', is: ['200000', 0] } },
  good: { code: '200000', data: { status: 'open', msg: '' } },
  empty: { body: { code: '200000', data: {} }, means: 'broken' },
  errors: [
    { code: '400100', msg: 'no' },
    { code: '500', data: { status: 'close' } },
  ],
  wrongShapes: [
    null,
    [],
    'open',
    3,
    { code: '200000', data: { status: { now: 'open' } } },
    { code: '200000', data: [] },
  ],
  unknownValue: { code: '200000', data: { status: 'half-open' } },
});

describe('json: checks', () => {
  it("quotes the exchange's words beside the value", () => {
    const { readings } = readAnswer(json, oneCheck, {
      data: { status: 'close', msg: 'Upgrade\nof the engine' },
    });
    expect(readings[0]).toMatchObject({
      service: 'example/spot',
      status: 'major_outage',
      basis: 'official',
      signal: 'word',
      evidence: 'Upgrade of the engine',
      spoken: true,
    });
  });

  it('reads several values of one body, each about its own service', () => {
    const heartbeat = { 1: 'operational', 0: 'major_outage' } as const;
    const config = {
      url,
      checks: [
        { at: 'data.futures', values: heartbeat, service: 'derivatives/FUTURES' },
        { at: 'data.swaps', values: heartbeat, service: 'derivatives/SWAPS', eta: 'data.swaps_back' },
      ],
    };
    const body = { data: { futures: 1, swaps: 0, swaps_back: 1_774_008_000_000 } };
    const decoded = readAnswer(json, config, body);
    expect(statusesIn(decoded)).toEqual([
      'derivatives/FUTURES: operational',
      'derivatives/SWAPS: major_outage',
    ]);
    expect(decoded.readings[1]?.eta).toBe(1_774_008_000_000);
  });

  it.each([
    [true, 'under_maintenance'],
    ['true', 'under_maintenance'],
    [false, 'operational'],
    ['false', 'operational'],
    ['partial', 'partial_outage'],
  ])('takes %j for the same, as text or as a boolean', (locked, status) => {
    const checks = [
      {
        at: 'locked',
        values: { true: 'under_maintenance', false: 'operational', partial: 'partial_outage' } as const,
      },
    ];
    expect(statusesIn(readAnswer(json, { url, checks }, { locked }))).toEqual([`example: ${status}`]);
  });

  it('leaves a check out unless its condition holds', () => {
    const checks = [
      { at: 'status', values, service: 'spot', when: { at: 'pairs', is: 'all', orMissing: true } },
      {
        at: 'status',
        values: { open: 'operational', close: 'partial_outage' } as const,
        service: 'spot',
        when: { at: 'pairs', not: 'all' },
      },
    ];
    const read = (body: object) => statusesIn(readAnswer(json, { url, checks }, body));
    expect(read({ status: 'close' })).toEqual(['spot: major_outage']);
    expect(read({ status: 'close', pairs: 'all' })).toEqual(['spot: major_outage']);
    expect(read({ status: 'close', pairs: 'btcusdt' })).toEqual(['spot: partial_outage']);
  });

  it('tells an explicit null from a value that is missing', () => {
    const config = {
      url,
      checks: [
        { at: 'special', values: { null: 'operational' } as const, otherwise: 'under_maintenance' as const },
      ],
    };
    expect(statusesIn(readAnswer(json, config, { special: null }))).toEqual(['example: operational']);
    expect(statusesIn(readAnswer(json, config, { special: 'upgrade' }))).toEqual([
      'example: under_maintenance',
    ]);
    expect(() => readAnswer(json, config, {})).toThrow(/nothing at `special`/);
  });

  it('is broken when all that it could read is missing', () => {
    const config = {
      url,
      checks: [
        { at: 'a', values, optional: true },
        { at: 'b', values, optional: true },
      ],
    };
    expect(statusesIn(readAnswer(json, config, { b: 'open' }))).toEqual(['example: operational']);
    expect(() => readAnswer(json, config, { c: 'open' })).toThrow(/none of the values/);
  });
});

describe('json: lists that are empty or not', () => {
  const list = {
    of: 'offers by post',
    empty: 'major_outage',
    where: { at: 'way', is: 'post' },
    total: 'total',
  } as const;
  const config = { url, checks: [{ at: 'data', list, service: 'deposits/EUR/POST' }] };
  const read = (body: object) => readAnswer(json, config, body);

  it('says that what has rows is open, by one row of its kind', () => {
    const [reading] = read({ data: [{ way: 'bank' }, { way: 'post' }], total: 2 }).readings;
    expect(reading).toMatchObject({
      service: 'example/deposits/EUR/POST',
      status: 'operational',
      signal: 'flag',
    });
  });

  it('says that what has none is closed, as a switch that has to be read twice', () => {
    const closed = {
      status: 'major_outage',
      basis: 'measured',
      signal: 'flag',
      evidence: 'no offers by post',
    };
    expect(read({ data: [], total: 0 }).readings).toEqual([expect.objectContaining(closed)]);
    expect(read({ data: [] }).readings).toEqual([expect.objectContaining(closed)]);
  });

  it.each([
    ['a missing list', {}],
    ['null', { data: null }],
    ['a map', { data: {} }],
    ['a text', { data: '' }],
    ['rows of another kind', { data: [{ way: 'bank' }] }],
    ['rows that are none', { data: [null, 7] }],
    ['an empty list that is counted', { data: [], total: 12 }],
  ])('does not take %s for a closed one', (_, body) => {
    expect(() => read(body)).toThrow(SourceError);
  });

  it('is either a list or a value', () => {
    const both = { url, checks: [{ at: 'data', list, values }] };
    expect(json.schema.safeParse(both).success).toBe(false);
    expect(json.schema.safeParse({ url, checks: [{ at: 'data' }] }).success).toBe(false);
  });
});

describe('json: freshness', () => {
  const config = { url, fresh: { at: 'time', maxAge: '60s', service: 'derivatives' } };

  it.each([
    ['milliseconds', NOW - 30_000],
    ['seconds', (NOW - 30_000) / 1_000],
    ['digits', String(NOW - 30_000)],
    ['ISO 8601', new Date(NOW - 30_000).toISOString()],
  ])('reads a time in %s', (_, time) => {
    expect(statusesIn(readAnswer(json, config, { time }))).toEqual(['derivatives: operational']);
  });

  it('measures an outage when the time stands still, whatever the body says', () => {
    const [reading] = readAnswer(json, config, { time: NOW - 61_000 }).readings;
    expect(reading).toMatchObject({ status: 'major_outage', basis: 'measured', signal: 'probe' });
    expect(reading?.evidence).toContain('2026-03-20T11:58:59');
  });

  it('does not take a time that is ahead of ours for a current one', () => {
    const decoded = readAnswer(json, config, { time: NOW + 3 * 3_600_000 });
    expect(statusesIn(decoded)).toEqual(['derivatives: unknown']);
    expect(decoded.unread).toEqual(['time is 180 min ahead of our clock']);
    expect(statusesIn(readAnswer(json, config, { time: NOW + 20_000 }))).toEqual([
      'derivatives: operational',
    ]);
  });

  it('is broken without a time', () => {
    expect(() => readAnswer(json, config, { time: 'soon' })).toThrow(/no time at `time`/);
  });
});

describe('json: what the envelope says', () => {
  const errors = [
    { at: 'error[*]', contains: 'cancel_only', status: 'major_outage' as const, service: 'spot' },
    { at: 'code', is: 429, outcome: 'throttled' as const },
  ];
  const config = { ...oneCheck, errors };

  it('reads a stated error instead of the payload', () => {
    const decoded = readAnswer(json, config, { error: ['EService:Market in cancel_only mode'] });
    expect(statusesIn(decoded)).toEqual(['spot: major_outage']);
    expect(decoded.readings[0]).toMatchObject({
      basis: 'official',
      signal: 'word',
      evidence: 'EService:Market in cancel_only mode',
    });
  });

  it('takes an error about our request for what it is', () => {
    expect(() => readAnswer(json, config, { code: 429, msg: 'slow down' })).toThrow(
      expect.objectContaining({ kind: 'throttled', message: expect.stringContaining('slow down') }),
    );
  });

  it("repeats the exchange's own message when the envelope is not as required", () => {
    const required = { ...oneCheck, require: { at: 'code', is: 0 } };
    expect(() => readAnswer(json, required, { code: 7, msg: 'no such thing' })).toThrow(
      /`code` is 7, and it says "no such thing"/,
    );
  });
});

describe('json: requests', () => {
  it('sends a map as a JSON body by POST', () => {
    const config = json.schema.parse({ ...oneCheck, body: { type: 'exchangeStatus' } });
    expect(json.requests(config)).toEqual([
      {
        url,
        method: 'POST',
        body: '{"type":"exchangeStatus"}',
        headers: { 'content-type': 'application/json' },
      },
    ]);
  });
});
