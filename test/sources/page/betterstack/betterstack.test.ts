import { describe, expect, it } from 'vitest';

import { betterstack } from '#src/sources/page/betterstack/betterstack.ts';
import { SourceError } from '#src/sources/source.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const page = (aggregate_state: string, included: readonly object[] = []) => ({
  data: { id: '1', type: 'status_page', attributes: { company_name: 'Kraken', aggregate_state } },
  included,
});

const resource = (public_name: string, status: string, more: object = {}) => ({
  id: public_name,
  type: 'status_page_resource',
  attributes: { public_name, status, ...more },
});

const report = (title: string, more: object = {}) => ({
  id: 'r',
  type: 'status_report',
  attributes: {
    title,
    report_type: 'manual',
    starts_at: '2026-03-20T11:00:00Z',
    ends_at: null,
    aggregate_state: 'downtime',
    affected_resources: [{ status_page_resource_id: 'API', status: 'downtime' }],
    ...more,
  },
  relationships: { status_updates: { data: [{ id: 'u1' }, { id: 'u2' }] } },
});

const update = (id: string, message: string, published_at: string) => ({
  id,
  type: 'status_update',
  attributes: { message, published_at },
});

describe('betterstack', () => {
  it.each([
    ['operational', 'operational'],
    ['degraded', 'degraded_performance'],
    ['downtime', 'major_outage'],
    ['maintenance', 'under_maintenance'],
    ['odd', 'unknown'],
  ])('reads a resource that is %s as %s', (word, status) => {
    const decoded = readOnePage(betterstack, page(word, [resource('API', word)]));
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/api': status });
  });

  it('names a resource after its section, and skips what is not monitored', () => {
    const decoded = readOnePage(
      betterstack,
      page('downtime', [
        { id: '7', type: 'status_page_section', attributes: { name: 'Funding ' } },
        resource('Bitcoin (BTC)', 'downtime', { status_page_section_id: 7 }),
        resource('API', 'not_monitored'),
      ]),
    );
    expect(Object.keys(statusesOf(decoded))).toEqual([
      'kraken/deposits/BTC',
      'kraken/withdrawals/BTC',
      'kraken',
    ]);
    expect(readingOf(decoded, 'kraken/deposits/BTC').evidence).toBe('Funding - Bitcoin (BTC): major outage');
  });

  it('counts an open report although the page is operational, in the words of its newest update', () => {
    const decoded = readOnePage(
      betterstack,
      page('operational', [
        report('API outage'),
        update('u1', 'New.', '2026-03-20T11:30:00Z'),
        update('u2', 'Old.', '2026-03-20T11:00:00Z'),
      ]),
    );
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status: 'major_outage',
      evidence: 'API outage: New.',
      ref: 'r',
    });
  });

  it.each([
    ['resolved, though it has no end', { aggregate_state: 'resolved', ends_at: null }],
    ['ended', { ends_at: '2026-03-20T11:30:00Z' }],
  ])('takes a report that is %s for over', (_, more) => {
    const decoded = readOnePage(
      betterstack,
      page('operational', [resource('API', 'operational'), report('API outage', more)]),
    );
    expect(statusesOf(decoded)).toEqual({ 'kraken/api': 'operational', kraken: 'operational' });
  });

  it.each([
    ['2026-03-20T13:00:00Z', '2026-03-20T14:00:00Z', 'scheduled', 'operational'],
    ['2026-03-20T11:00:00Z', '2026-03-20T14:00:00Z', 'in_progress', 'under_maintenance'],
    ['2026-03-20T10:00:00Z', '2026-03-20T11:00:00Z', 'completed', 'operational'],
  ])('goes by the time for a maintenance from %s to %s', (starts_at, ends_at, phase, status) => {
    const more = {
      report_type: 'maintenance',
      aggregate_state: 'maintenance',
      starts_at,
      ends_at,
      affected_resources: [],
    };
    const decoded = readOnePage(betterstack, page('operational', [report('API upgrade', more)]));
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({ status, window: { phase } });
    expect(betterstack.clocked).toBe(true);
  });

  it.each(['<html>', '{}', '{"data":{"type":"user","attributes":{}}}', '{"data":'])(
    'takes %j for a broken source',
    (body) => {
      expect(() => readOnePage(betterstack, body)).toThrow(SourceError);
    },
  );
});

describeSourceContract('betterstack', {
  type: betterstack,
  config: { url: 'https://status.example.com' },
  good: page('operational', [resource('API', 'operational')]),
  empty: { body: page('operational'), means: 'broken' },
  errors: [{ errors: ['not found'] }],
  wrongShapes: [
    {},
    [],
    null,
    { data: { type: 'user' } },
    page('operational', [{ type: 'status_report', id: 1 }]),
  ],
  unknownValue: page('operational', [resource('API', 'on_fire')]),
});
