import { describe, expect, it, vi } from 'vitest';

import { announcements } from '#src/sources/posts/announcements/announcements.ts';
import { SourceError } from '#src/sources/source.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const NOON = Date.parse('2021-11-01T12:00:00Z');
const MINUTE = 60_000;

const context = { exchange: 'binance', now: NOON, network: (name: string) => name };

/** The list of the announcements on Binance's website. */
const binance = announcements.schema.parse({
  url: 'https://www.example.com/cms/article/list/query?catalogId=157',
  require: { at: 'code', is: '000000' },
  items: ['data.catalogs[*].articles', 'data.articles'],
  id: ['code', 'id'],
  title: 'title',
  link: 'https://www.example.com/en/support/announcement/{code}',
  time: 'releaseDate',
});

interface Article {
  readonly code: string;
  readonly title: string;
  readonly at: number;
}

const articles = (...list: readonly Article[]) =>
  list.map(({ at, code, title }, id) => ({ id, code, title, type: 1, releaseDate: at }));
const catalogs = (...lists: (readonly object[])[]) => ({
  code: '000000',
  message: null,
  success: true,
  data: {
    catalogs: lists.map((list, i) => ({ catalogId: 157 + i, catalogName: 'Maintenance', articles: list })),
  },
});

const read = (config: typeof binance, body: unknown) =>
  announcements.decode(
    config,
    [
      {
        url: config.url,
        status: 200,
        headers: {},
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
    ],
    context,
  );

const halted: Article = {
  code: 'a1',
  title: 'We have temporarily disabled all crypto withdrawals on Binance.com due to a large backlog',
  at: NOON,
};
const resumed: Article = {
  code: 'a2',
  title: 'Binance has resumed all crypto withdrawals',
  at: NOON + 20 * MINUTE,
};

describeSourceContract('announcements', {
  type: announcements,
  config: {
    url: 'https://api.example.com/announcements',
    require: { at: 'code', is: 0 },
    items: 'data.list',
    id: 'id',
    title: 'title',
    time: 'time',
  },
  good: {
    code: 0,
    data: {
      list: [
        { id: 1, title: 'Example has resumed BTC withdrawals', time: NOON },
        { id: 2, title: 'Example will suspend ETH deposits at 2021-11-02 08:00 (UTC)', time: NOON },
        { id: 3, title: 'Example Will List XYZ', time: NOON },
      ],
    },
  },
  empty: { body: { code: 0, data: { list: [] } }, means: 'nothing' },
  errors: [
    { code: 500, message: 'busy' },
    { code: 1, data: { list: [] } },
  ],
  wrongShapes: [
    null,
    [],
    'none',
    { code: 0, data: [] },
    { code: 0, data: { list: {} } },
    { code: 0, data: { list: [1] } },
    { code: 0, data: { list: [null] } },
    { code: 0, data: { list: [{ id: 1, title: 'Withdrawals are suspended', time: 'soon' }] } },
  ],
});

describe('announcements', () => {
  it('reads a halt from a title', () => {
    expect(read(binance, catalogs(articles(halted)))).toEqual({
      readings: [
        {
          service: 'binance/withdrawals',
          status: 'major_outage',
          basis: 'official',
          signal: 'statement',
          evidence: halted.title,
          spoken: true,
          link: 'https://www.example.com/en/support/announcement/a1',
          statedAt: NOON,
          ref: 'a1',
        },
      ],
      unread: [],
    });
  });

  it('tells what was said in the order of time, whatever the order of the list', () => {
    const statuses = [catalogs(articles(resumed, halted)), catalogs(articles(halted, resumed))].map(
      (answer) => read(binance, answer).readings.map(({ status, statedAt }) => [status, statedAt]),
    );
    const expected = [
      ['major_outage', NOON],
      ['operational', NOON + 20 * MINUTE],
    ];
    expect(statuses).toEqual([expected, expected]);
  });

  it('puts the parts of a list together', () => {
    expect(read(binance, catalogs(articles(halted), articles(resumed))).readings).toHaveLength(2);
  });

  it('takes the first path that leads to a list', () => {
    const answer = { code: '000000', data: { articles: articles(halted) } };
    expect(read(binance, answer).readings).toHaveLength(1);
  });

  it.each([
    ['an empty list', catalogs([])],
    ['a list without parts', catalogs()],
    [
      'nothing but marketing',
      catalogs(articles({ code: 'm', title: 'Trade XYZ and Share 100,000 USDT in Rewards!', at: NOON })),
    ],
  ])('says nothing of the status for %s', (_, answer) => {
    expect(read(binance, answer)).toEqual({ readings: [], unread: [] });
  });

  it('leaves out what is not asked for', () => {
    const config = announcements.schema.parse({
      url: 'https://api.example.com/api/v3/announcements',
      require: { at: 'code', is: 200000 },
      items: 'data.items',
      only: { at: 'annType[*]', is: 'maintenance-updates' },
      id: 'annId',
      title: 'annTitle',
      text: 'annDesc',
      link: 'annUrl',
      time: 'cTime',
    });
    const item = (annId: number, annType: readonly string[]) => ({
      annId,
      annTitle: 'Binance has suspended BTC withdrawals',
      annType,
      annDesc: '',
      cTime: NOON,
      language: 'en_US',
      annUrl: `https://www.example.com/announcement/${annId}`,
    });
    const answer = {
      code: '200000',
      data: {
        totalNum: 2,
        items: [item(1, ['latest-announcements', 'maintenance-updates']), item(2, ['vip'])],
      },
    };
    expect(read(config, answer).readings).toMatchObject([
      { service: 'binance/withdrawals/BTC', ref: '1', link: 'https://www.example.com/announcement/1' },
    ]);
  });

  it('does not send readers to anything but a web page', () => {
    const config = announcements.schema.parse({ ...shortList, link: 'url' });
    const answer = { list: [{ id: 1, text: halted.title, time: NOON, url: 'javascript:alert(1)' }] };
    expect(read(config, answer).readings[0]).not.toHaveProperty('link');
  });

  it('keeps what a row holds inside its place in an address', () => {
    const answer = catalogs(articles({ ...halted, code: '../x?y=1' }));
    expect(read(binance, answer).readings[0]?.link).toBe(
      'https://www.example.com/en/support/announcement/..%2Fx%3Fy%3D1',
    );
  });

  it('makes an address of what no address can hold', () => {
    const answer = catalogs(articles({ ...halted, code: 'a\ud83d' }));
    expect(read(binance, answer).readings[0]?.link).toBe(
      'https://www.example.com/en/support/announcement/a%EF%BF%BD',
    );
  });

  it('shows a title as one line of text', () => {
    const title = '<b>Binance has\nsuspended</b> &amp; closed \u202eall withdrawals';
    const [reading] = read(binance, catalogs(articles({ ...halted, title }))).readings;
    expect(reading?.evidence).toBe('Binance has suspended & closed all withdrawals');
  });

  it.each([
    ['milliseconds', NOON],
    ['milliseconds as text', String(NOON)],
    ['seconds', NOON / 1_000],
    ['ISO 8601', '2021-11-01T12:00:00Z'],
    ['ISO 8601 with an offset', '2021-11-01T13:00:00+01:00'],
    ['a time without a zone', '2021-11-01 12:00:00'],
  ])('reads a time in %s', (_, time) => {
    vi.stubEnv('TZ', 'Asia/Seoul');
    const config = announcements.schema.parse(shortList);
    const [reading] = read(config, { list: [{ id: 1, text: halted.title, time }] }).readings;
    expect(reading?.statedAt).toBe(NOON);
    vi.unstubAllEnvs();
  });

  it.each([
    ['an error in the envelope', { code: '100001', data: null }],
    ['no list', { code: '000000', data: {} }],
    ['parts without a list', { code: '000000', data: { catalogs: [{ catalogId: 157 }] } }],
    ['a list of something else', { code: '000000', data: { articles: ['a', 'b'] } }],
    ['a post without a title', catalogs([{ id: 1, code: 'a', releaseDate: NOON }])],
    ['a post without a time', catalogs([{ id: 1, code: 'a', title: 'Notice' }])],
    ['a post without an id', catalogs([{ title: 'Notice', releaseDate: NOON }])],
    ['a web page', '<!doctype html><title>Binance</title>'],
    ['a truncated answer', JSON.stringify(catalogs(articles(halted))).slice(0, -20)],
    ['an empty answer', ''],
  ])('takes %s for a broken source', (_, answer) => {
    expect(() => read(binance, answer)).toThrow(SourceError);
  });

  it.each(['https://example.com/announcements', 'https://example.com/{}', 'https://example.com/{a..b}', ''])(
    'does not take %j for the link of a post',
    (link) => {
      expect(announcements.schema.safeParse({ ...shortList, link }).success).toBe(false);
    },
  );
});

describe("announcements of an account of X's API v2", () => {
  const config = announcements.schema.parse({
    url: 'https://api.example.com/2/users/877807935493033984/tweets?max_results=20&tweet.fields=created_at',
    items: 'data',
    empty: { at: 'meta.result_count', is: 0 },
    id: 'id',
    title: 'text',
    link: 'https://x.com/i/web/status/{id}',
    time: 'created_at',
  });
  const post = (id: string, text: string, created_at: string) => ({
    id,
    text,
    created_at,
    edit_history_tweet_ids: [id],
  });

  it('reads posts', () => {
    const answer = {
      data: [
        post('1455', '#Binance withdrawals have been resumed. https://t.co/xyz', '2021-11-01T14:00:00.000Z'),
        post('1454', halted.title, '2021-11-01T12:00:00.000Z'),
      ],
      meta: { result_count: 2, newest_id: '1455', oldest_id: '1454' },
    };
    expect(read(config, answer).readings).toMatchObject([
      { service: 'binance/withdrawals', status: 'major_outage', link: 'https://x.com/i/web/status/1454' },
      { service: 'binance/withdrawals', status: 'operational', statedAt: NOON + 120 * MINUTE },
    ]);
  });

  it('knows an account without posts from an answer without them', () => {
    expect(read(config, { meta: { result_count: 0 } }).readings).toEqual([]);
    expect(() => read(config, { errors: [{ title: 'Not Found Error', status: 404 }] })).toThrow(SourceError);
  });
});

const shortList = {
  url: 'https://api.example.com/announcements',
  items: 'list',
  id: 'id',
  title: 'text',
  time: 'time',
};
