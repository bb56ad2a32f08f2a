import { describe, expect, it } from 'vitest';

import type { HttpResult } from '#src/platform/http.ts';
import { combine, createVantageFetch } from '#src/polling/vantages.ts';
import type { Sighting } from '#src/polling/vantages.ts';

const URL_ = 'https://api.lunex.example/ping';

const silent: HttpResult = { kind: 'no_answer', url: URL_, reason: 'timeout', message: '', ms: 5_000 };
const answering = (status: number, body = '{}'): HttpResult => ({
  kind: 'answer',
  url: URL_,
  status,
  headers: {},
  body,
  version: {},
  bytes: 2,
  wireBytes: 2,
  ms: 1,
});

const from = (vantage: string, result: HttpResult): Sighting => ({ vantage, result });

describe('What several places see', () => {
  it.each<[string, HttpResult, HttpResult[], string]>([
    ['a failure that all see is theirs', silent, [answering(503)], 'theirs'],
    ['a failure that one of two sees is its own', silent, [answering(200)], 'ours'],
    ['a failure that two of three see is theirs', silent, [silent, answering(200)], 'theirs'],
    ['a failure that one of three sees is its own', silent, [answering(200), answering(200)], 'ours'],
    ['who is not let in has no say', silent, [answering(451)], 'theirs'],
    ['a block is read through another', answering(451), [silent, answering(200)], 'ours'],
    ['a block everywhere is a block', answering(403), [answering(451)], 'as_is'],
    ['what answers needs nobody else', answering(200), [silent], 'as_is'],
    ['what is misconfigured is so everywhere', answering(404), [answering(200)], 'as_is'],
  ])('%s', (_, own, others, kind) => {
    expect(
      combine(
        from('eu', own),
        others.map((result, i) => from(`us${i}`, result)),
      ).kind,
    ).toBe(kind);
  });

  it('asks the others only where something fails, and says once from where it is read', async () => {
    let own: HttpResult = answering(200, 'ours');
    let asked = 0;
    const notes: string[] = [];
    const fetch = createVantageFetch({
      fetch: () => Promise.resolve(own),
      own: 'eu',
      elsewhere() {
        asked += 1;
        return Promise.resolve([from('us', answering(200, 'theirs'))]);
      },
      onNote: (message) => void notes.push(message),
    });
    expect(await fetch({ url: URL_ })).toMatchObject({ body: 'ours' });
    expect(asked).toBe(0);
    own = answering(451);
    expect(await fetch({ url: URL_ })).toMatchObject({ body: 'theirs' });
    expect(await fetch({ url: URL_ })).toMatchObject({ body: 'theirs' });
    expect(await fetch({ url: URL_, proxy: 'http://10.0.0.1:3128' })).toMatchObject({ status: 451 });
    own = answering(200, 'ours');
    expect(await fetch({ url: URL_ })).toMatchObject({ body: 'ours' });
    expect(asked).toBe(2);
    expect(notes).toEqual([
      'api.lunex.example cannot be read from eu and is read from us.',
      'api.lunex.example is read from eu again.',
    ]);
  });
});
