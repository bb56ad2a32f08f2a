import { describe, expect, it } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

const defaults = shippedConfig();
const status = {
  type: 'json',
  url: 'https://api.example.com/status',
  every: '15s',
  checks: [{ at: 'status', values: { 0: 'operational' } }],
};
const exchange = (sources: object, more: object = {}) => ({
  id: 'example',
  name: 'Example',
  sources,
  ...more,
});
const sourceOf = (source: object, more: object = {}): ConfiguredSource =>
  exchangeFromObject(exchange({ it: source }, more), defaults).sources[0]!;
const answer = (body: unknown) => ({ url: status.url, status: 200, headers: {}, body: JSON.stringify(body) });

describe('an exchange from an object', () => {
  it('is checked, bound and given its defaults', () => {
    const built = exchangeFromObject(
      exchange({ 'system-status': { ...status, docs: 'https://docs.example.com' } }),
      defaults,
    );
    expect(built).toMatchObject({
      id: 'example',
      name: 'Example',
      aliases: [],
      docs: { 'system-status': 'https://docs.example.com' },
      policy: defaults.policy,
      profile: {
        id: 'example',
        name: 'Example',
        sources: { 'system-status': { everyMs: 15_000, venue: 'system_status' } },
      },
    });
    expect(built.sources[0]).toMatchObject({
      exchange: 'example',
      id: 'system-status',
      type: 'json',
      venue: 'system_status',
      everyMs: 15_000,
      requests: [{ url: status.url, maxBytes: 500_000 }],
      alternates: [],
      undocumented: false,
      clocked: false,
    });
    expect(built.sources[0]?.decode([answer({ status: 0 })], 0).readings[0]?.service).toBe('example');
  });

  it('sends what every source can send', () => {
    const { alternates, requests } = sourceOf({
      ...status,
      body: { a: 1 },
      headers: { accept: 'application/json' },
      timeout: '3s',
      maxBytes: '40kB',
      alternates: ['api1.example.com', '127.0.0.1:8080'],
    });
    expect(requests).toEqual([
      {
        url: status.url,
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        timeoutMs: 3_000,
        maxBytes: 40_000,
      },
    ]);
    expect(alternates).toEqual(['api1.example.com', '127.0.0.1:8080']);
  });

  it('names the hosts to which a redirect may lead', () => {
    const { requests } = sourceOf({ ...status, redirects: ['status.example.com'] });
    expect(requests).toMatchObject([{ redirects: ['status.example.com'] }]);
  });

  it("lets the exchange's errors follow those of the source", () => {
    const errors = [{ at: 'msg', contains: 'maintenance', status: 'under_maintenance' }];
    const source = sourceOf(
      { ...status, errors: [{ at: 'code', is: 7, status: 'major_outage', service: 'spot' }] },
      { errors },
    );
    expect(source.decode([answer({ code: 7, msg: 'maintenance' })], 0).readings).toMatchObject([
      { service: 'example/spot' },
    ]);
    expect(source.decode([answer({ code: 8, msg: 'Maintenance!' })], 0).readings).toMatchObject([
      { service: 'example', status: 'under_maintenance' },
    ]);
  });

  it('reads what a 5xx answer states, and nothing from one that states nothing', () => {
    const source = sourceOf(status, {
      errors: [
        { at: 'msg', contains: 'maintenance', status: 'under_maintenance' },
        { at: 'msg', is: 'slow', outcome: 'throttled' },
      ],
    });
    expect(source.decodeError?.(answer({ msg: 'In maintenance' }), 0)?.readings).toMatchObject([
      { status: 'under_maintenance' },
    ]);
    expect(source.decodeError?.(answer({ msg: 'slow' }), 0)).toBeNull();
    expect(source.decodeError?.({ ...answer(''), body: '<html>502</html>' }, 0)).toBeNull();
    expect(sourceOf(status).decodeError?.(answer({ msg: 'Bad gateway' }), 0)).toBeNull();
  });

  it("reads the exchange's own names of assets and networks", () => {
    const wallets = {
      type: 'wallets',
      url: status.url,
      every: '60s',
      rows: '',
      asset: 'a',
      network: 'n',
      withdrawal: 'w',
    };
    const source = sourceOf(wallets, { rename: { XBT: 'BTC' }, networks: { BEP2: ['BNB'] } });
    const services = source.decode(
      [
        answer([
          { a: 'xbt', n: 'BNB', w: true },
          { a: 'ETH', n: 'bsc', w: true },
          { a: 'X', n: 'Own Chain', w: true },
        ]),
      ],
      0,
    );
    expect(services.readings.map(({ service }) => service)).toEqual([
      'example/withdrawals/BTC/BEP2',
      'example/withdrawals/ETH/BEP20',
      'example/withdrawals/X/OWN-CHAIN',
    ]);
  });

  it('knows the components that its sources speak of', () => {
    const sources = {
      'system-status': { ...status, checks: [{ ...status.checks[0], service: 'spot' }] },
      'spot-ping': { type: 'http', url: 'https://api.example.com/ping', every: '15s', probes: 'api' },
      rails: {
        type: 'wallets',
        url: status.url,
        every: '60s',
        rows: '',
        asset: 'a',
        deposit: 'd',
        withdrawal: 'w',
      },
    };
    expect(exchangeFromObject(exchange(sources), defaults).components).toEqual([
      'api',
      'deposits',
      'spot',
      'withdrawals',
    ]);
  });

  it.each([
    [
      'a status page that is read too often',
      { type: 'statuspage', url: status.url, every: '30s' },
      /`sources\.it\.every` is too often/,
    ],
    [
      'a large answer that is read too often',
      { ...status, maxBytes: '2MB' },
      /is too often for so large an answer/,
    ],
    ['a cadence that no plan can keep', { ...status, every: '7s' }, /is no cadence/],
    [
      'alternates beside a probe',
      { ...status, probes: 'api', alternates: ['b.example.com'] },
      /cannot stand beside `probes`/,
    ],
    [
      'an http source that probes nothing',
      { type: 'http', url: status.url, every: '15s' },
      /`sources\.it\.probes` is missing/,
    ],
    [
      'a path to many values where one is wanted',
      { ...status, checks: [{ at: 'regions[*].state', values: { ok: 'operational' } }] },
      /leads to many values with \[\*\], where one is wanted/,
    ],
    [
      'a column of many values',
      { ...status, checks: [{ at: 'state', values: { ok: 'operational' }, evidence: 'notes[*].text' }] },
      /leads to many values/,
    ],
    ['a path that is none', { ...status, checks: [{ at: 'a..b', values: {} }] }, /is no path/],
    [
      'a pattern that is no regular expression',
      { ...status, require: { at: 'a', matches: '(' } },
      /is no regular expression/,
    ],
    ['an error without a meaning', { ...status, errors: [{ at: 'a', is: 1 }] }, /needs either a `status`/],
    ['an address that is none', { ...status, url: 'ftp://example.com' }, /`sources\.it\.url`/],
    [
      'a pair without a quote',
      { type: 'pairs', url: status.url, every: '60s', rows: '', pair: { base: 'b' }, trading: 't' },
      /`sources\.it\.pair/,
    ],
  ])('refuses %s', (_, source, message) => {
    expect(() => sourceOf(source)).toThrow(message);
  });

  it('refuses an exchange without sources, unless it closed, and then with', () => {
    const retired = { retired: '2026-09-23', note: 'Closed for good.' };
    expect(exchangeFromObject({ id: 'gone', name: 'Gone', ...retired }, defaults).retired).toEqual({
      on: '2026-09-23',
      note: 'Closed for good.',
    });
    expect(() => exchangeFromObject({ id: 'none', name: 'None' }, defaults)).toThrow(/`sources` is missing/);
    expect(() => exchangeFromObject(exchange({ it: status }, retired), defaults)).toThrow(
      /there is nothing to read any more/,
    );
    expect(() =>
      exchangeFromObject({ id: 'gone', name: 'Gone', retired: 'yesterday', note: 'x' }, defaults),
    ).toThrow(/is no date/);
  });
});
