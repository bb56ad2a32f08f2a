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
