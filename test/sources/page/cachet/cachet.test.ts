import { describe, expect, it } from 'vitest';

import { cachet } from '#src/sources/page/cachet/cachet.ts';
import { SourceError } from '#src/sources/source.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const none = { data: [] };
const component = (name: string, status: unknown) => ({ id: 1, name, status });
const jsonApi = (name: string, status: unknown) => ({
  type: 'components',
  id: '1',
  attributes: { name, status },
});
const read = (rows: readonly object[], incidents: readonly object[] = [], version = 2) =>
  readOnePage(cachet, [{ data: rows }, { data: incidents }], { version });

describe('cachet', () => {
  it.each([
    [1, 'https://status.example.com/api/v1/components?per_page=1000'],
    [2, 'https://status.example.com/api/v1/components?per_page=1000'],
    [3, 'https://status.example.com/api/components?per_page=1000'],
  ])('asks version %i at its own address', (version, address) => {
    const config = cachet.schema.parse({ url: 'https://status.example.com', version });
    expect(cachet.requests(config)[0]?.url).toBe(address);
    expect(cachet.requests(config)).toHaveLength(2);
  });

  it.each([
    [2, { meta: { pagination: { current_page: 1, total_pages: 2 } } }, true],
    [2, { meta: { pagination: { current_page: 1, total_pages: 1 } } }, false],
    [3, { links: { next: 'https://status.example.com/api/components?page=2' }, meta: {} }, true],
    [3, { links: { next: null }, meta: null }, false],
  ])('says what of a long list of version %i is left out: %j', (version, more, isPart) => {
    const rows = [component('API', 1), { ...component('Deposits', 4), id: 2 }];
    const decoded = readOnePage(cachet, [{ data: rows, ...more }, none], { version });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/deposits': 'major_outage' });
    expect(decoded.partial).toBe(isPart ? true : undefined);
    expect(decoded.unread).toHaveLength(isPart ? 1 : 0);
  });

  it.each([
    [0, 'unknown'],
    [1, 'operational'],
    [2, 'degraded_performance'],
    [3, 'partial_outage'],
    [4, 'major_outage'],
    ['4', 'major_outage'],
    [9, 'unknown'],
  ])('reads the status %j as %s', (code, status) => {
    expect(statusesOf(read([component('API', code)]))).toMatchObject({ 'kraken/api': status });
  });

  it.each([
    [{ human: 'Partial Outage', value: 3 }, 'partial_outage'],
    [{ human: 'Under Maintenance', value: 6 }, 'under_maintenance'],
    [{ human: 'Unknown', value: 5 }, 'unknown'],
    [{ human: 'Major Outage' }, 'major_outage'],
    ['degraded', 'degraded_performance'],
    [{ human: 'Odd', value: 9 }, 'unknown'],
  ])("reads version 3's %j as %s", (value, status) => {
    expect(statusesOf(read([jsonApi('API', value)], [], 3))).toMatchObject({ 'kraken/api': status });
  });

  it.each([
    [1, 'degraded_performance'],
    [2, 'degraded_performance'],
    [3, 'degraded_performance'],
    [4, 'operational'],
  ])('reads an incident of status %i as %s', (status, expected) => {
    const incident = {
      id: 5,
      name: 'Withdrawals are slow',
      status,
      message: 'On it.',
      updated_at: '2026-03-20 11:00:00',
    };
    const decoded = read([], [incident]);
    expect(readingOf(decoded, 'kraken/withdrawals')).toMatchObject({
      status: expected,
      evidence: 'Withdrawals are slow: On it.',
      statedAt: Date.parse('2026-03-20T11:00:00Z'),
    });
  });

  it('gives an incident the status of its component', () => {
    const decoded = read([component('API', 4)], [{ id: 5, name: 'Trouble', status: 1, component_id: 1 }]);
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status: 'major_outage',
      evidence: 'Trouble',
      ref: '5',
    });
  });

  it('reads a scheduled incident as a window', () => {
    const decoded = read(
      [],
      [{ id: 5, name: 'API upgrade', status: 0, scheduled_at: '2026-03-25 02:00:00' }],
    );
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status: 'operational',
      window: { id: '5', phase: 'scheduled', from: Date.parse('2026-03-25T02:00:00Z'), until: null },
    });
  });

  it('takes components where incidents should be for a broken source', () => {
    const row = { ...component('API', 4), enabled: true };
    expect(() => read([row], [row])).toThrow(SourceError);
    expect(() => read([row], [{ id: '1', attributes: row }], 3)).toThrow(SourceError);
  });

  it.each(['<html>', '{}', '{"data":{}}', '{"data":['])('takes %j for a broken source', (body) => {
    expect(() => readOnePage(cachet, [body, none])).toThrow(SourceError);
  });
});

describeSourceContract('cachet', {
  type: cachet,
  config: { url: 'https://status.example.com' },
  good: { meta: {}, data: [component('API', 1)] },
  empty: { body: none, means: 'broken' },
  errors: [{ errors: [{ status: 500 }] }],
  wrongShapes: [{}, [], null, { data: {} }, { data: [{}] }],
  unknownValue: { data: [component('API', 9)] },
});
