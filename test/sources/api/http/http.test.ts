import { describe, expect, it } from 'vitest';

import { http } from '#src/sources/api/http/http.ts';
import { answerOf, describeSourceContract, NOW } from '#test/contracts/source.ts';
import { readAnswer, statusesIn } from '#test/sources/read-answer.ts';

const url = 'https://api.example.com/ping';

describeSourceContract('http', {
  type: http,
  config: {
    url,
    probes: 'api',
    require: { at: 'retCode', is: 0, orMissing: true },
    expect: { at: 'time', empty: false },
  },
  good: { retCode: 0, time: 1_774_008_000_000 },
  empty: { body: {}, means: 'broken' },
  errors: [{ retCode: 10_001, retMsg: 'no' }],
  wrongShapes: [null, 3, 'pong', { hello: 'world' }],
});

describe('http', () => {
  it('leaves the reading to the poller: what answers is no word of the exchange', () => {
    expect(readAnswer(http, { url, probes: 'api' }, {}).readings).toEqual([]);
  });

  it('reads what the answer states all the same', () => {
    const errors = [{ at: 'msg', contains: 'under maintenance', status: 'under_maintenance' as const }];
    const decoded = readAnswer(
      http,
      { url, probes: 'api', errors },
      { code: 1, msg: 'System is under maintenance.' },
    );
    expect(statusesIn(decoded)).toEqual(['example: under_maintenance']);
  });

  it('takes any text where a text is expected', () => {
    const config = http.schema.parse({ url: 'https://example.com', probes: 'website', answers: 'text' });
    const context = { exchange: 'example', now: NOW, network: (name: string) => name };
    expect(
      http.decode(config, [answerOf('<!DOCTYPE html><title>Welcome</title>')], context).readings,
    ).toEqual([]);
    expect(() => http.decode(config, [answerOf(' ')], context)).toThrow(/empty/);
  });

  it('has to know what it probes', () => {
    expect(http.schema.safeParse({ url }).success).toBe(false);
    expect(http.schema.safeParse({ url, probes: '' }).success).toBe(false);
  });
});
