import { describe, expect, it } from 'vitest';

import { openstatus } from '#src/sources/page/openstatus/openstatus.ts';
import { SourceError } from '#src/sources/source.ts';
import { readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const config = { page: 'kraken', service: 'spot' };

describe('openstatus', () => {
  it('asks the widget of its page', () => {
    const parsed = openstatus.schema.parse({ url: 'https://status.example.com', ...config });
    expect(openstatus.requests(parsed)).toEqual([{ url: 'https://api.openstatus.dev/public/status/kraken' }]);
  });

  it.each([
    ['operational', 'operational'],
    ['degraded_performance', 'degraded_performance'],
    ['partial_outage', 'partial_outage'],
    ['major_outage', 'major_outage'],
    ['under_maintenance', 'under_maintenance'],
    ['incident', 'degraded_performance'],
    ['unknown', 'unknown'],
    ['odd', 'unknown'],
  ])('reads %s as %s of what the page stands for', (word, status) => {
    const decoded = readOnePage(openstatus, { status: word }, config);
    expect(statusesOf(decoded)).toEqual({ 'kraken/spot': status });
    expect(decoded.unread).toHaveLength(word === 'odd' ? 1 : 0);
  });

  it.each(['<html>', '{}', '{"status":1}', '{"status":'])('takes %j for a broken source', (body) => {
    expect(() => readOnePage(openstatus, body, config)).toThrow(SourceError);
  });
});

describeSourceContract('openstatus', {
  type: openstatus,
  config: { url: 'https://status.example.com', page: 'kraken' },
  good: { status: 'operational' },
  empty: { body: {}, means: 'broken' },
  errors: [{ error: 'not found' }],
  wrongShapes: [[], null, { status: 1 }],
  unknownValue: { status: 'on_fire' },
});
