import { describe, expect, it } from 'vitest';

import { gatus } from '#src/sources/page/gatus/gatus.ts';
import { SourceError } from '#src/sources/source.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const check = (success: boolean, timestamp: string, errors?: string[]) => ({
  status: 200,
  success,
  timestamp,
  errors,
});
const endpoint = (name: string, results: readonly object[]) => ({
  name,
  group: 'core',
  key: `core_${name}`,
  results,
});
const read = (endpoints: readonly object[]) => readOnePage(gatus, JSON.stringify(endpoints));

const earlier = '2026-03-20T11:00:00Z';
const later = '2026-03-20T11:01:00Z';

describe('gatus', () => {
  it.each([
    ['newest first', [check(false, later), check(true, earlier)], 'major_outage'],
    ['oldest first', [check(true, earlier), check(false, later)], 'major_outage'],
    ['recovered', [check(false, earlier), check(true, later)], 'operational'],
    ['without checks', [], 'unknown'],
  ])('goes by the newest check: %s', (_, results, status) => {
    expect(statusesOf(read([endpoint('API', results)]))).toMatchObject({ 'kraken/api': status });
  });

  it('says why, officially', () => {
    const decoded = read([endpoint('API', [check(false, later, ['connection refused'])])]);
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      basis: 'official',
      evidence: 'core - API: major outage. connection refused',
    });
  });

  it.each(['<html>', '{}', '[{"name":"API","results":[{}]}]', '[{"name":'])(
    'takes %j for a broken source',
    (body) => {
      expect(() => readOnePage(gatus, body)).toThrow(SourceError);
    },
  );
});

describeSourceContract('gatus', {
  type: gatus,
  config: { url: 'https://status.example.com' },
  good: [endpoint('API', [check(true, later)])],
  empty: { body: [], means: 'broken' },
  errors: [{ error: 'unauthorized' }],
  wrongShapes: [{}, null, 1, [{}], [{ name: 'API', results: [{}] }]],
});
