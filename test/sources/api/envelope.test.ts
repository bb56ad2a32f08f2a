import { describe, expect, it } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { SourceError } from '#src/sources/source.ts';
import { answerOf, NOW } from '#test/contracts/source.ts';

const defaults = shippedConfig();
const coins = {
  type: 'wallets',
  url: 'https://api.example.com/coins',
  every: '60s',
  require: { at: 'code', is: 0 },
  rows: 'data',
  asset: 'coin',
  withdrawal: 'open',
};

function sourceOf(more: object = {}, errors: readonly object[] = []): ConfiguredSource {
  const { sources } = exchangeFromObject(
    { id: 'example', name: 'Example', errors, sources: { coins: { ...coins, ...more } } },
    defaults,
  );
  const [source] = sources;
  if (source === undefined) throw new Error('There is no source.');
  return source;
}

function read(source: ConfiguredSource, body: unknown): Reading[] {
  return [...source.decode([answerOf(JSON.stringify(body))], NOW).readings];
}

describe('an error in the place of a payload', () => {
  it.each([
    [{ code: 1, msg: 'System is under maintenance.' }, 'under_maintenance'],
    [{ code: 7, message: 'The service is being upgraded, please try again later' }, 'under_maintenance'],
    [{ code: 9, msg: '系统维护中' }, 'under_maintenance'],
    [{ code: 9, error: '시스템 점검 중입니다' }, 'under_maintenance'],
    [{ code: 9, message: 'メンテナンス中です' }, 'under_maintenance'],
    [{ code: 50_005, msg: 'API is offline or unavailable' }, 'major_outage'],
    [{ code: 503, msg: 'Service temporarily unavailable' }, 'major_outage'],
    [{ error: { name: 'maintenance', message: 'The server is in maintenance' } }, 'under_maintenance'],
    [{ errors: [{ msg: 'System maintenance' }] }, 'under_maintenance'],
    [{ retCode: 1, retMsg: 'System maintenance' }, 'under_maintenance'],
    [{ code: 'SYSTEM_MAINTENANCE', message: 'Please come back later.' }, 'under_maintenance'],
    [{ error: 'service_unavailable' }, 'major_outage'],
    [{ 'err-code': 'x', code: 'ErrUnderMaintenance' }, 'under_maintenance'],
    [{ code: 'x', message: 'Sistema em manutenção' }, 'under_maintenance'],
    [{ success: 0, error: 'Sistem sedang dalam pemeliharaan' }, 'under_maintenance'],
    [{ error: 'INTERNAL', error_details: 'Service Unavailable', message: '' }, 'major_outage'],
    [{ code: 500, msg: 'System busy, please try again later' }, 'degraded_performance'],
    [{ code: 4, message: 'The server is currently overloaded with other requests.' }, 'degraded_performance'],
    [{ code: 4, message: '系统繁忙，请稍后再试' }, 'degraded_performance'],
  ])('%j is the word of what was asked', (body, status) => {
    const decoded = sourceOf().decode([answerOf(JSON.stringify(body))], NOW);
    expect(decoded.partial).toBe(true);
    expect(decoded.readings).toMatchObject([{ service: 'example/api', status, basis: 'official' }]);
  });

  it('is about the endpoint, where that is known to be one', () => {
    const futures = sourceOf({ probes: 'api/FUTURES' });
    expect(read(futures, { code: 1, msg: 'System maintenance' })).toMatchObject([
      { service: 'example/api/FUTURES', status: 'under_maintenance' },
    ]);
  });

  it.each([
    { code: 10_006, msg: 'Too many visits' },
    { code: 1, msg: 'Parameter error' },
    { code: 2, msg: 'This order type is unavailable' },
    { code: 2, msg: 'An unknown error.' },
    { code: 2, msg: 'System busy: requests are too frequent' },
    { code: 2, msg: 'Below the maintenance margin rate' },
    { code: 2, msg: 'The current trading pair is under maintenance' },
  ])('%j says nothing of the exchange', (body) => {
    expect(() => read(sourceOf(), body)).toThrow(SourceError);
  });

  it('goes by what the file says of it first', () => {
    const known = [{ at: 'code', is: 1, status: 'degraded_performance', service: 'spot' }];
    expect(read(sourceOf({}, known), { code: 1, msg: 'System maintenance' })).toMatchObject([
      { service: 'example/spot', status: 'degraded_performance' },
    ]);
  });

  it('never reads a remark beside a payload that is whole', () => {
    const body = { code: 0, msg: 'Maintenance on Sunday', data: [{ coin: 'BTC', open: true }] };
    expect(read(sourceOf(), body)).toMatchObject([
      { service: 'example/withdrawals/BTC', status: 'operational' },
    ]);
  });
});

describe('a 5xx answer', () => {
  const told = (body: string, source = sourceOf()) => source.decodeError?.(answerOf(body), NOW) ?? null;

  it("with the exchange's own JSON about maintenance is its word for that endpoint", () => {
    expect(told('{"code":503,"message":"We are under scheduled maintenance"}')?.readings).toMatchObject([
      { service: 'example/api', status: 'under_maintenance', basis: 'official' },
    ]);
  });

  it('that calls itself busy is slow, and not down', () => {
    expect(told('{"code":503,"msg":"Server is busy, please try again later"}')?.readings).toMatchObject([
      { service: 'example/api', status: 'degraded_performance', basis: 'official' },
    ]);
  });

  it.each(['{"code":503,"message":"Bad gateway"}', '<html>maintenance</html>', '', '[]', 'null', '5'])(
    '%s says no more than that',
    (body) => {
      expect(told(body)).toBeNull();
    },
  );
});

describe('a 4xx answer', () => {
  const told = (body: object, status = 400) => {
    const known = [
      { at: 'error.code', is: 11_051, status: 'under_maintenance', service: '' },
      { at: 'error.code', is: 10_028, outcome: 'throttled' },
    ];
    const answer = { ...answerOf(JSON.stringify(body)), status };
    return sourceOf({}, known).decodeError?.(answer, NOW)?.readings;
  };

  it('states what the documentation says that its code states', () => {
    expect(told({ error: { code: 11_051, message: 'system_maintenance' } })).toMatchObject([
      { service: 'example', status: 'under_maintenance' },
    ]);
    expect(() => told({ error: { code: 10_028 } })).toThrow(
      expect.objectContaining({ name: 'SourceError', kind: 'throttled' }),
    );
  });

  it('tells of maintenance in words, and not that we alone are not served', () => {
    expect(told({ msg: 'System maintenance' }, 403)).toMatchObject([{ status: 'under_maintenance' }]);
    expect(told({ msg: 'Service unavailable from a restricted location' }, 451)).toBeUndefined();
    expect(told({ msg: 'This endpoint is not available' }, 404)).toBeUndefined();
    expect(told({ msg: 'System busy' }, 400)).toBeUndefined();
  });
});
