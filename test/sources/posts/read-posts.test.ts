import { describe, expect, it } from 'vitest';

import type { Post } from '#src/sources/posts/post.ts';
import { readPosts } from '#src/sources/posts/read-posts.ts';

const NOON = Date.parse('2021-11-01T12:00:00Z');
const HOUR = 3_600_000;

const context = {
  exchange: 'binance',
  now: NOON,
  network: (name: string) => (name === 'BSC' ? 'BEP20' : name),
};
const post = (title: string, more: Partial<Post> = {}): Post => ({
  id: 'p1',
  title,
  publishedAt: NOON,
  ...more,
});
const read = (...posts: readonly Post[]) => readPosts(posts, context).readings;

const upgrade = post('Binance Will Support the Ethereum (ETH) Network Upgrade', {
  body: 'Deposits and withdrawals of ETH will be suspended starting from 2021-11-02 08:00 (UTC).',
});

describe('readPosts', () => {
  it('tells of a delisting as an end that says nothing of how things work now', () => {
    const readings = read(post('Binance Will Delist XYZ on 2021-11-08'));
    expect(readings.map(({ ending, service, status }) => [service, status, ending?.at])).toEqual(
      ['spot', 'deposits', 'withdrawals'].map((component) => [
        `binance/${component}/XYZ`,
        'operational',
        Date.parse('2021-11-08'),
      ]),
    );
  });

  it('keeps what a halt leaves out, and where it holds', () => {
    expect(read(post('All withdrawals except BTC are suspended'))[0]).toMatchObject({
      except: ['binance/withdrawals/BTC'],
    });
    expect(read(post('GBP withdrawals are suspended for UK customers'))[0]).toMatchObject({
      regions: ['GB'],
    });
  });

  it('notes for the operator what seems to tell of a service and is not understood', () => {
    const title =
      'Quoxen wallet is temporarily suspended: deposits and withdrawals of certain tokens are paused';
    expect(readPosts([post(title)], context)).toMatchObject({
      readings: [],
      unread: [`the post "${title}" may tell of a service, and was not understood`],
    });
    expect(readPosts([post('Beware of scams')], context).unread).toEqual([]);
  });

  it.each([
    ['Binance has suspended all withdrawals', 'binance/withdrawals', 'major_outage'],
    ['Binance: withdrawals are delayed', 'binance/withdrawals', 'degraded_performance'],
    ['Binance has resumed withdrawals of USDT on TRC20', 'binance/withdrawals/USDT/TRC20', 'operational'],
  ])('reads "%s"', (title, service, status) => {
    const readings = read(post(title));
    expect(readings).toMatchObject([
      { service, status, signal: 'statement', basis: 'official', statedAt: NOON },
    ]);
    expect(readings[0]).not.toHaveProperty('window');
  });

  it('gives the end that is expected, where it lies ahead', () => {
    const title = 'Binance has suspended all withdrawals. They are expected to resume at 14:00 (UTC).';
    expect(read(post(title))).toMatchObject([{ status: 'major_outage', eta: NOON + 2 * HOUR }]);
  });

  it('makes one window of all that a post plans', () => {
    const window = {
      id: 'p1',
      phase: 'scheduled',
      from: NOON + 20 * HOUR,
      until: null,
      title: upgrade.title,
    };
    expect(read(upgrade)).toMatchObject([
      { service: 'binance/deposits/ETH', status: 'operational', window },
      { service: 'binance/withdrawals/ETH', status: 'operational', window },
    ]);
  });

  it('makes no window of what is planned for no date', () => {
    expect(read(post('Binance will suspend ETH deposits and withdrawals'))).toEqual([]);
  });

  it('takes a halt that begins later for a plan', () => {
    const title = 'Binance Temporarily Suspends ETH Withdrawals';
    const body = 'ETH withdrawals will be suspended at 2021-11-02 08:00 (UTC).';
    expect(read(post(title, { body }))).toMatchObject([
      { service: 'binance/withdrawals/ETH', status: 'operational', window: { from: NOON + 20 * HOUR } },
    ]);
  });

  it('knows that a plan is over when a newer post says so', () => {
    const done = post('Binance has resumed ETH deposits and withdrawals', {
      id: 'p2',
      publishedAt: NOON + 24 * HOUR,
    });
    expect(read(done, upgrade).map(({ service, window }) => [service, window?.phase])).toEqual([
      ['binance/deposits/ETH', 'completed'],
      ['binance/withdrawals/ETH', 'completed'],
      ['binance/deposits/ETH', undefined],
      ['binance/withdrawals/ETH', undefined],
    ]);
  });

  it.each([
    ['only a part of it is back', 'Binance has resumed ETH deposits', 24],
    ['the return is from before it', 'Binance has resumed ETH deposits and withdrawals', 1],
  ])('keeps a plan when %s', (_, title, hours) => {
    const other = post(title, { id: 'p2', publishedAt: NOON + hours * HOUR });
    expect(read(upgrade, other)[0]?.window?.phase).toBe('scheduled');
  });

  it('lets no text below turn the title around', () => {
    const body = 'Withdrawals of all other coins have been resumed. Deposits are open and remain unaffected.';
    const readings = read(post('Binance has suspended all withdrawals', { body }));
    expect(readings).toMatchObject([{ service: 'binance/withdrawals', status: 'major_outage' }]);
  });

  it.each(['Rumours of suspended withdrawals are false', 'Deposits and withdrawals are not affected'])(
    'asks for no text where the title settles it: "%s"',
    (title) => {
      const readings = read(post(title, { body: 'Withdrawals of ETH have been suspended.' }));
      expect(readings.filter(({ ending }) => ending === undefined)).toEqual([]);
    },
  );

  it.each(['Binance Will Delist XYZ, ABC on 2021-11-08', 'Binance Will List XYZ (XYZ)', 'Beware of scams'])(
    'hears what the text says of something else than its title: "%s"',
    (title) => {
      const body = 'Withdrawals of ETH have been suspended. Deposits of XYZ are open now.';
      const readings = read(post(title, { body })).filter(({ ending }) => ending === undefined);
      expect(readings.map(({ service, status }) => `${service} ${status}`)).toEqual([
        'binance/withdrawals/ETH major_outage',
      ]);
    },
  );

  it('does not take what is shut in one country for shut', () => {
    expect(read(post('Binance has suspended withdrawals for users in South Korea'))).toMatchObject([
      { service: 'binance/withdrawals', status: 'partial_outage' },
    ]);
  });

  it('says nothing of other exchanges', () => {
    expect(read(post('Kraken has suspended all withdrawals'))).toEqual([]);
  });

  it('takes a post that is listed twice once', () => {
    const one = post('Binance has suspended all withdrawals');
    expect(read(one, one)).toHaveLength(1);
  });

  it('is quick with a text made to be slow', () => {
    const hostile = [
      'withdrawals '.repeat(100_000),
      '<'.repeat(500_000),
      '12:00 '.repeat(100_000),
      'a'.repeat(500_000),
    ];
    const begin = performance.now();
    for (const text of hostile) read(post(text, { body: text }));
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
