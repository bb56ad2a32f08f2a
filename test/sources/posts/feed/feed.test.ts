import { describe, expect, it } from 'vitest';

import { feed } from '#src/sources/posts/feed/feed.ts';
import { SourceError } from '#src/sources/source.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const NOON = Date.parse('2021-11-01T12:00:00Z');
const TITLE = 'Binance has suspended all withdrawals';
const LINK = 'https://blog.example.com/withdrawals';

const config = feed.schema.parse({ url: 'https://blog.example.com/feed.xml' });
const context = { exchange: 'binance', now: NOON, network: (name: string) => name };
const read = (body: string) =>
  feed.decode(config, [{ url: config.url, status: 200, headers: {}, body }], context);

const rss = (...items: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Example</title><link>https://blog.example.com</link><description>News</description>
    ${items.join('\n')}
  </channel>
</rss>
`;
const item = (title: string, date: string, more = '') =>
  `<item><title>${title}</title><link>${LINK}</link><guid isPermaLink="false">42</guid><pubDate>${date}</pubDate>${more}</item>`;
const RSS_NOON = 'Mon, 01 Nov 2021 12:00:00 GMT';

const atom = (entry: string) => `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Example</title><id>urn:feed</id><updated>2021-11-01T12:00:00Z</updated>
  ${entry}
</feed>`;
const rdf = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://blog.example.com"><title>Example</title><link>https://blog.example.com</link><description>News</description></channel>
  <item rdf:about="42"><title>${TITLE}</title><link>${LINK}</link><dc:date>2021-11-01T12:00:00Z</dc:date></item>
</rdf:RDF>`;
const jsonFeed = (...items: readonly object[]) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Example', items });

const version = 'https://jsonfeed.org/version/1.1';

describeSourceContract('feed', {
  type: feed,
  config: { url: 'https://blog.example.com/feed.json' },
  good: {
    version,
    title: 'Example',
    items: [
      { id: '1', title: 'Example has resumed BTC withdrawals', date_published: '2021-11-01T12:00:00Z' },
      { id: '2', title: 'Example Will List XYZ', date_published: '2021-11-01T13:00:00Z' },
    ],
  },
  empty: { body: { version, title: 'Example', items: [] }, means: 'nothing' },
  errors: [{ error: 'not found' }, { code: 500, message: 'busy' }],
  wrongShapes: [null, [], 'none', { items: [] }, { version: '1', title: 'Example', items: [] }],
});

describe('feed', () => {
  it.each([
    ['RSS', rss(item(TITLE, RSS_NOON))],
    ['RSS with another zone', rss(item(TITLE, 'Mon, 01 Nov 2021 13:00:00 +0100'))],
    ['RDF', rdf],
    [
      'Atom',
      atom(
        `<entry><id>42</id><title>${TITLE}</title><link rel="self" href="https://blog.example.com/api/42"/><link href="${LINK}"/>` +
          '<published>2021-11-01T12:00:00Z</published><updated>2021-11-03T12:00:00Z</updated></entry>',
      ),
    ],
    ['JSON Feed', jsonFeed({ id: '42', title: TITLE, url: LINK, date_published: '2021-11-01T12:00:00Z' })],
  ])('reads %s', (_, body) => {
    expect(read(body)).toEqual({
      readings: [
        {
          service: 'binance/withdrawals',
          status: 'major_outage',
          basis: 'official',
          signal: 'statement',
          evidence: TITLE,
          spoken: true,
          link: LINK,
          statedAt: NOON,
          ref: '42',
        },
      ],
      unread: [],
    });
  });

  it.each([
    [
      'escaped',
      '&lt;p&gt;&lt;b&gt;ETH&lt;/b&gt; withdrawals will be suspended at 2021-11-02 08:00 (UTC).&lt;/p&gt;',
    ],
    ['in CDATA', '<![CDATA[<p><b>ETH</b> withdrawals will be suspended at 2021-11-02 08:00 (UTC).</p>]]>'],
  ])('reads the summary below a title that says too little, its HTML %s', (_, html) => {
    const summary = `<description>${html}</description>`;
    const { readings } = read(rss(item('Wallet maintenance notice', RSS_NOON, summary)));
    expect(readings).toMatchObject([
      {
        service: 'binance/withdrawals/ETH',
        status: 'operational',
        window: { id: '42', from: NOON + 20 * 3_600_000 },
      },
    ]);
  });

  it('reads an entry that is all text and no title', () => {
    const { readings } = read(
      jsonFeed({ id: '7', content_html: `<p>${TITLE}</p>`, date_published: '2021-11-01T12:00:00Z' }),
    );
    expect(readings).toMatchObject([{ status: 'major_outage', evidence: TITLE, ref: '7' }]);
  });

  const UPDATE = (stage: string, says: string) =>
    `<p><small>Nov <var data-var='date'> 1</var>, <var data-var='time'>11:30</var> UTC</small><br><strong>${stage}</strong> - ${says}</p>`;

  it.each([
    [['Investigating', 'All withdrawals are unavailable.'], 'major_outage'],
    [['Update', 'We go on.', 'Investigating', 'All withdrawals are unavailable.'], 'major_outage'],
    [
      ['Resolved', 'This incident has been resolved.', 'Investigating', 'All withdrawals are unavailable.'],
      'operational',
    ],
    [
      ['Investigating', 'All withdrawals are unavailable.', 'Resolved', 'This incident has been resolved.'],
      'operational',
    ],
  ])("goes by the newest update of a status page's entry, wherever it stands: %j", (said, status) => {
    const updates = said.flatMap((stage, i) => (i % 2 === 0 ? [UPDATE(stage, said[i + 1] ?? '')] : []));
    const body = `<description><![CDATA[${updates.join('')}]]></description>`;
    expect(read(rss(item('Withdrawals unavailable', RSS_NOON, body))).readings).toMatchObject([
      { service: 'binance/withdrawals', status },
    ]);
  });

  it('quotes what a post has come to say below a headline that stays, so that it is heard as an edit', () => {
    const entry = (body: string) =>
      read(rss(item('Withdrawals unavailable', RSS_NOON, `<description><![CDATA[${body}]]></description>`)))
        .readings;
    const began = UPDATE('Investigating', 'We look into it.');
    const over = '<p><b>Resolved</b> - All withdrawals have been resumed. Sorry for that.</p>';
    expect(entry(began)).toMatchObject([{ evidence: 'Withdrawals unavailable', status: 'major_outage' }]);
    expect(entry(over + began)).toMatchObject([
      {
        evidence: 'Withdrawals unavailable: Resolved - All withdrawals have been resumed.',
        status: 'operational',
      },
    ]);
  });

  it('takes the link for the id where there is no other', () => {
    const bare = `<item><title>${TITLE}</title><link>${LINK}</link><pubDate>${RSS_NOON}</pubDate></item>`;
    expect(read(rss(bare)).readings).toMatchObject([{ ref: LINK }]);
  });

  it('says nothing for an entry without a time', () => {
    const undated = `<item><title>${TITLE}</title><guid>1</guid></item>`;
    const dated = item('Binance has resumed all withdrawals', RSS_NOON);
    expect(read(rss(undated, dated)).readings).toMatchObject([{ status: 'operational' }]);
  });

  it.each([
    ['RSS', rss()],
    ['Atom', atom('')],
    ['a JSON Feed', jsonFeed()],
  ])('says nothing for %s without entries', (_, body) => {
    expect(read(body)).toEqual({ readings: [], unread: [] });
  });

  it.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><html><head><title>News</title></head><body></body></html>'],
    ['another kind of XML', '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'],
    ['another kind of JSON', '{"error":"not found"}'],
    ['entries of which none has a time', rss(`<item><title>${TITLE}</title></item>`)],
    ['a feed cut off in an entry', rss(item(TITLE, RSS_NOON)).replace(/<pubDate>[^]*/, '')],
    ['a feed cut off between entries', rss(item(TITLE, RSS_NOON)).replace('</rss>\n', '')],
    ['a JSON Feed cut off', jsonFeed({ id: '1', title: TITLE }).slice(0, -3)],
    ['an entity that grows', '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html>&b;</html>'],
  ])('takes %s for a broken source', (_, body) => {
    expect(() => read(body)).toThrow(SourceError);
  });

  it.each([
    [
      'a list that is none',
      '{"version":"https://jsonfeed.org/version/1","title":"x","items":{"length":1000000000}}',
    ],
    [
      'a list in a list',
      jsonFeed({ id: { length: 1e9 } as unknown as string, title: [[]] as unknown as string }),
    ],
    ['markup without end', rss('<a/>'.repeat(200_000))],
    ['a tag without end', rss(`<item ${'a="b" '.repeat(50_000)}/>`)],
    ['tags that nobody closes', rss('<a>'.repeat(20_000))],
    ['signs that open nothing', rss('<'.repeat(400_000))],
    ['ends without end', '</rss> '.repeat(100_000)],
  ])('takes no longer for %s than for a feed', (_, body) => {
    const before = performance.now();
    const readOrRefuse = (): number => {
      try {
        return read(body).readings.length;
      } catch (error) {
        if (error instanceof SourceError) return 0;
        throw error;
      }
    };
    expect(readOrRefuse()).toBe(0);
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  it('tells a page that keeps us out', () => {
    const page = '<!doctype html><html><head><title>Just a moment...</title></head></html>';
    expect(() => read(page)).toThrow(expect.objectContaining({ kind: 'blocked' }));
  });
});
