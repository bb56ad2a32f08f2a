import { describe, expect, it } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { networkNames } from '#src/names/spelling.ts';
import { ConfigError } from '#config/problem.ts';
import { testPolicy } from '#test/support/engine-bench.ts';

const TOKEN = 'a-token-that-nobody-may-see';

const build = (authorization: string, token?: string) =>
  exchangeFromObject(
    {
      id: 'binance',
      name: 'Binance',
      sources: {
        ping: { type: 'http', url: 'https://api.example.com/ping', every: '15s', probes: 'api' },
        posts: {
          type: 'announcements',
          url: 'https://api.example.com/posts',
          every: '2m',
          headers: { authorization },
          items: 'data',
          id: 'id',
          title: 'text',
          time: 'created_at',
        },
      },
    },
    { policy: testPolicy, networks: networkNames(), variables: { X_BEARER_TOKEN: token } },
  );

describe('a variable of one’s own', () => {
  const sourceWith = (source: object, variables: Record<string, string> = {}) =>
    exchangeFromObject(
      {
        id: 'lunex',
        name: 'Lunex',
        sources: {
          ping: { type: 'http', every: '15s', probes: 'api', url: 'https://api.example.com', ...source },
        },
      },
      { policy: testPolicy, networks: networkNames(), variables },
    );

  it('is put into an address and a header, and into nothing that is told', () => {
    const variables = { SECRET_LUNEX: TOKEN };
    const { sources } = sourceWith(
      { url: 'https://api.example.com/?key=${SECRET_LUNEX}', headers: { 'x-api-key': '${SECRET_LUNEX}' } },
      variables,
    );
    expect(sources[0]?.requests).toMatchObject([
      { url: `https://api.example.com/?key=${TOKEN}`, headers: { 'x-api-key': TOKEN } },
    ]);
    expect(JSON.stringify({ ...sources[0], requests: [] })).not.toContain(TOKEN);
  });

  it('leaves the source out where it is not set', () => {
    expect(sourceWith({ headers: { 'x-api-key': '${SECRET_LUNEX}' } }).leftOut).toEqual([
      'lunex/ping is not read: SECRET_LUNEX is not set.',
    ]);
  });

  it.each<[string, object]>([
    ['a key in the address', { url: 'https://api.example.com/?apikey=abcdef' }],
    ['a token in the address', { url: 'https://api.example.com/?access_token=abcdef' }],
    ['a signature in the address', { url: 'https://api.example.com/?a=1&signature=abcdef' }],
    ['a login in the address', { url: 'https://me:abcdef@api.example.com/' }],
    ['a login without a password', { url: 'https://abcdef@api.example.com/' }],
    ['an authorization', { headers: { Authorization: 'Bearer abcdef' } }],
    ['a cookie', { headers: { cookie: 'session=abcdef' } }],
    ['a key of an API', { headers: { 'X-Api-Key': 'abcdef' } }],
    ['a token', { headers: { 'x-lunex-token': 'abcdef' } }],
  ])('is asked for where %s is written out', (_what, source) => {
    expect(() => sourceWith(source)).toThrow(/written out in it.*SECRET_/);
    expect(() => sourceWith(source)).not.toThrow('abcdef');
  });

  it.each<[string, object]>([
    ['a harmless parameter', { url: 'https://api.example.com/?keyword=abc&page=2&tokens=all' }],
    ['a harmless header', { headers: { accept: 'application/json', 'user-agent': 'key' } }],
  ])('is not asked for at %s', (_what, source) => {
    expect(sourceWith(source).sources).toHaveLength(1);
  });
});

describe('variables in headers', () => {
  it('are put in their places', () => {
    const { leftOut, sources } = build('Bearer ${X_BEARER_TOKEN}', TOKEN);
    expect(sources.at(1)?.requests).toMatchObject([{ headers: { authorization: `Bearer ${TOKEN}` } }]);
    expect(leftOut).toEqual([]);
  });

  it('leave a source out, with a word to the operator, where they are not set', () => {
    const { leftOut, sources } = build('Bearer ${X_BEARER_TOKEN}');
    expect(sources.map(({ id }) => id)).toEqual(['ping']);
    expect(leftOut).toEqual(['binance/posts is not read: X_BEARER_TOKEN is not set.']);
  });

  it.each(['Bearer ${DISCORD_TOKEN}', 'Bearer ${}', '${X_BEARER_TOKEN} ${HOME}'])(
    'cannot be any others: %s',
    (value) => {
      expect(() => build(value, TOKEN)).toThrow(ConfigError);
      expect(() => build(value, TOKEN)).toThrow(/sources\.posts\.headers\.authorization/);
      expect(() => build(value, TOKEN)).not.toThrow(TOKEN);
    },
  );

  it('show in no error of the source that has them', () => {
    const [, posts] = build('Bearer ${X_BEARER_TOKEN}', TOKEN).sources;
    const read = (body: string) => () =>
      posts?.decode([{ url: 'https://api.example.com/posts', status: 200, headers: {}, body }], 0);
    expect(read('{}')).toThrow('no list of posts');
    expect(read('{}')).not.toThrow(TOKEN);
  });
});
