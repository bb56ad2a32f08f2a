import { describe, expect, it } from 'vitest';

import { instatus } from '#src/sources/page/instatus/instatus.ts';
import { SourceError } from '#src/sources/source.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const page = (status: string, more: object = {}) => ({ page: { name: 'Kraken', status }, ...more });

const incident = (name: string, more: object = {}) => ({
  id: 'i',
  name,
  started: '2026-03-20T11:00:00Z',
  status: 'INVESTIGATING',
  impact: 'MAJOROUTAGE',
  url: 'https://status.example.com/incident/i',
  ...more,
});

describe('instatus', () => {
  it('asks for the summary, or for what `path` names', () => {
    const url = 'https://status.example.com';
    expect(instatus.requests(instatus.schema.parse({ url }))).toEqual([{ url: `${url}/summary.json` }]);
    const config = instatus.schema.parse({ url, path: 'v3/components.json' });
    expect(instatus.requests(config)).toEqual([{ url: `${url}/v3/components.json` }]);
  });

  it.each([
    ['UP', 'operational'],
    ['HASISSUES', 'degraded_performance'],
    ['UNDERMAINTENANCE', 'under_maintenance'],
    ['ONFIRE', 'unknown'],
  ])('reads a page that is %s and lists nothing as %s', (status, expected) => {
    expect(statusesOf(readOnePage(instatus, page(status)))).toEqual({ kraken: expected });
  });

  it.each([
    ['OPERATIONAL', 'operational'],
    ['DEGRADEDPERFORMANCE', 'degraded_performance'],
    ['MINOROUTAGE', 'partial_outage'],
    ['PARTIALOUTAGE', 'partial_outage'],
    ['MAJOROUTAGE', 'major_outage'],
    ['MAJOR', 'major_outage'],
    ['ODD', 'unknown'],
  ])('reads an impact of %s as %s', (impact, status) => {
    const body = page('HASISSUES', { activeIncidents: [incident('API trouble', { impact })] });
    expect(statusesOf(readOnePage(instatus, body))).toMatchObject({ 'kraken/api': status });
  });

  it('reads both spellings of the lists, and the newest update', () => {
    const updates = [
      { text: 'Old.', createdAt: '2026-03-20T10:00:00Z' },
      { text: 'New.', createdAt: '2026-03-20T11:00:00Z' },
    ];
    const decoded = readOnePage(
      instatus,
      page('HASISSUES', { incidents: [incident('API trouble', { updates })] }),
    );
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      evidence: 'API trouble: New.',
      link: 'https://status.example.com/incident/i',
      ref: 'i',
      statedAt: Date.parse('2026-03-20T11:00:00Z'),
    });
  });

  it.each(['60', 60])('counts a maintenance of %j minutes from its start', (duration) => {
    const activeMaintenances = [
      { id: 'm', name: 'API upgrade', start: '2026-03-25T02:00:00Z', status: 'NOTSTARTEDYET', duration },
    ];
    expect(readingOf(readOnePage(instatus, page('UP', { activeMaintenances })), 'kraken/api')).toMatchObject({
      status: 'operational',
      window: { phase: 'scheduled', until: Date.parse('2026-03-25T03:00:00Z') },
    });
  });

  it.each([
    ['an object', (rows: object[]): unknown => ({ components: rows })],
    ['a bare list', (rows: object[]): unknown => rows],
    [
      'a list of groups that hold them',
      ([group, inGroup, ...rows]: object[]): unknown => [{ ...group, children: [inGroup] }, ...rows],
    ],
  ])('reads components from %s, without parents', (_, wrap) => {
    const rows = [
      { id: 'g', name: 'Funding', status: 'MAJOROUTAGE', isParent: true },
      { id: 'w', name: 'Withdrawals', status: 'PARTIALOUTAGE', group: { name: 'Funding' } },
      { id: 'a', name: 'API', status: 'OPERATIONAL', group: null },
    ];
    expect(statusesOf(readOnePage(instatus, JSON.stringify(wrap(rows))))).toEqual({
      'kraken/withdrawals': 'partial_outage',
      'kraken/api': 'operational',
      kraken: 'operational',
    });
  });

  it.each(['<html>', '{}', '{"page":{}}', '{"page":{"name":"x"'])('takes %j for a broken source', (body) => {
    expect(() => readOnePage(instatus, body)).toThrow(SourceError);
  });
});

describeSourceContract('instatus', {
  type: instatus,
  config: { url: 'https://status.example.com' },
  good: page('UP', { activeIncidents: [] }),
  empty: { body: page('UP'), means: 'nothing' },
  errors: [{ error: 'not found' }],
  wrongShapes: [{}, null, 1, { page: {} }, { components: {} }, [{}]],
  unknownValue: page('ONFIRE'),
});
