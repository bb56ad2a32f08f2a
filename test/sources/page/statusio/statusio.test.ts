import { describe, expect, it } from 'vitest';

import { SourceError } from '#src/sources/source.ts';
import { statusio } from '#src/sources/page/statusio/statusio.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const id = '0123456789abcdef01234567';

const row = (name: string, status: string | undefined, status_code: number, more: object = {}) => ({
  id: name,
  name,
  status,
  status_code,
  containers: [],
  ...more,
});

const result = (more: object = {}) => ({
  result: {
    status_overall: { status: 'Operational', status_code: 100 },
    status: [row('API', 'Operational', 100)],
    incidents: [],
    maintenance: { active: [], upcoming: [] },
    ...more,
  },
});

const read = (more: object) => readOnePage(statusio, result(more), { page: id });

describe('statusio', () => {
  it('asks for its page by id, and explains an id that is none', () => {
    const url = 'https://status.example.com';
    const config = statusio.schema.parse({ url, page: id });
    expect(statusio.requests(config)).toEqual([{ url: `https://api.status.io/1.0/status/${id}` }]);
    expect(statusio.schema.safeParse({ url, page: 'example' }).error?.message).toContain(
      '24 hexadecimal digits',
    );
  });

  it.each([
    [100, 'operational'],
    [200, 'under_maintenance'],
    [300, 'degraded_performance'],
    [400, 'partial_outage'],
    [500, 'major_outage'],
    [600, 'partial_outage'],
    [700, 'unknown'],
  ])('reads the code %i as %s', (code, status) => {
    expect(statusesOf(read({ status: [row('API', undefined, code)] }))).toMatchObject({
      'kraken/api': status,
    });
  });

  it('takes the worse of word and code', () => {
    const decoded = read({
      status: [row('API', 'Degraded Performance', 200), row('Website', 'Operational', 500)],
    });
    expect(statusesOf(decoded)).toMatchObject({
      'kraken/api': 'degraded_performance',
      'kraken/website': 'major_outage',
    });
  });

  it('looks into containers', () => {
    const containers = [{ name: 'Europe', status: 'Service Disruption', status_code: 500 }];
    const decoded = read({ status: [row('API', 'Operational', 100, { containers })] });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/api': 'major_outage' });
  });

  it('reads an open incident of a component with its newest message', () => {
    const decoded = read({
      status_overall: { status_code: 300 },
      status: [row('API', 'Degraded Performance', 300)],
      incidents: [
        {
          _id: 'i',
          name: 'API latency',
          components_affected: [{ _id: 'API', name: 'API' }],
          messages: [
            { details: 'Old.', datetime: '2026-03-20T11:00:00Z', state: 100 },
            { details: 'New.', datetime: '2026-03-20T11:30:00Z', state: 300 },
          ],
        },
      ],
    });
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status: 'degraded_performance',
      evidence: 'API latency: New.',
      ref: 'i',
    });
  });

  it('knows running maintenances from planned ones', () => {
    const event = (_id: string, name: string) => ({
      _id,
      name,
      datetime_planned_start: '2026-03-20T11:00:00Z',
      datetime_planned_end: '2026-03-20T14:00:00Z',
    });
    const decoded = read({
      maintenance: { active: [event('m1', 'API upgrade')], upcoming: [event('m2', 'Website upgrade')] },
    });
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status: 'under_maintenance',
      window: { phase: 'in_progress', until: Date.parse('2026-03-20T14:00:00Z') },
    });
    expect(readingOf(decoded, 'kraken/website')).toMatchObject({
      status: 'operational',
      window: { phase: 'scheduled' },
    });
  });

  it('never goes by the overall status: it repeats the worst of the components', () => {
    const decoded = read({ status_overall: { status: 'Service Disruption', status_code: 500 } });
    expect(statusesOf(decoded).kraken).toBe('operational');
  });

  it.each(['<html>', '{}', '{"result":{}}', '{"result":{"status":'])(
    'takes %j for a broken source',
    (body) => {
      expect(() => readOnePage(statusio, body, { page: id })).toThrow(SourceError);
    },
  );
});

describeSourceContract('statusio', {
  type: statusio,
  config: { url: 'https://status.example.com', page: id },
  good: result(),
  empty: { body: result({ status: [] }), means: 'broken' },
  errors: [{ status: { error: 'yes', message: 'no such page' } }],
  wrongShapes: [{}, [], null, { result: {} }, result({ status: {} })],
  unknownValue: result({ status: [row('API', 'On fire', 100)] }),
});
