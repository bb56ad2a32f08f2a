import { readdirSync, readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { loadConfig } from '#config/load.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { RawSource } from '#test/conformance/loopback-config.ts';
import { minimalBody } from '#test/conformance/minimal-body.ts';

/** A source and the answers by which it says that all is well. */
export interface Subject {
  readonly name: string;
  readonly source: ConfiguredSource;
  readonly bodies: readonly unknown[];
}

export const NOW = Date.UTC(2026, 2, 20, 12);

const TITLE = 'Our weekly report is out';
const PAGE_ID = '0123456789abcdef01234567';

/** The types of which no shipped exchange has a source, or that answer with something else than the least. */
const OTHERS: Readonly<Record<string, { config: object; bodies: readonly unknown[] }>> = {
  betterstack: {
    config: {},
    bodies: [
      {
        data: {
          id: '1',
          type: 'status_page',
          attributes: { company_name: 'X', aggregate_state: 'operational' },
        },
        included: [
          {
            id: 'a',
            type: 'status_page_resource',
            attributes: { public_name: 'API', status: 'operational' },
          },
        ],
      },
    ],
  },
  cachet: {
    config: { version: 2 },
    bodies: [{ data: [{ id: 1, name: 'API', status: 1 }] }, { data: [] }],
  },
  gatus: {
    config: {},
    bodies: [
      [
        {
          name: 'API',
          group: 'core',
          key: 'core_api',
          results: [{ status: 200, success: true, timestamp: '2026-03-20T11:00:00Z' }],
        },
      ],
    ],
  },
  instatus: { config: {}, bodies: [{ page: { name: 'X', status: 'UP' } }] },
  openstatus: { config: { page: 'x' }, bodies: [{ status: 'operational' }] },
  statusio: {
    config: { page: PAGE_ID },
    bodies: [
      {
        result: {
          status_overall: { status: 'Operational', status_code: 100 },
          status: [{ id: 'a', name: 'API', status: 'Operational', status_code: 100, containers: [] }],
          incidents: [],
          maintenance: { active: [], upcoming: [] },
        },
      },
    ],
  },
  uptimekuma: {
    config: { page: 'default' },
    bodies: [
      {
        config: { slug: 'default', title: 'X' },
        publicGroupList: [{ id: 1, name: 'Core', monitorList: [{ id: 101, name: 'API' }] }],
      },
      { heartbeatList: { 101: [{ status: 1 }] }, uptimeList: {} },
    ],
  },
  feed: {
    config: {},
    bodies: [
      {
        version: 'https://jsonfeed.org/version/1.1',
        title: 'X',
        items: [{ id: '1', title: TITLE, date_published: '2026-03-20T11:00:00Z' }],
      },
    ],
  },
};

/** Feeds are XML, too: texts, which are changed as texts. */
const FEEDS: Readonly<Record<string, string>> = {
  rss: `<?xml version="1.0"?><rss version="2.0"><channel><title>X</title><item><title>${TITLE}</title><guid>1</guid><pubDate>Fri, 20 Mar 2026 11:00:00 GMT</pubDate><description>&lt;p&gt;All <![CDATA[is <b>well</b>]]>&lt;/p&gt;</description></item></channel></rss>`,
  atom: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>X</title><entry><id>1</id><title>${TITLE}</title><link href="https://x.example/1"/><published>2026-03-20T11:00:00Z</published><summary type="html">All is well</summary></entry></feed>`,
};

interface RawExchange {
  readonly id: string;
  readonly sources?: Readonly<Record<string, RawSource>>;
}

/** Every shipped source, and one of every other type. */
export function loadSubjects(): Subject[] {
  const config = loadConfig({ X_BEARER_TOKEN: 'token' });
  const configured = new Map(
    config.exchanges.flatMap(({ sources }) =>
      sources.map((source) => [`${source.exchange}/${source.id}`, source]),
    ),
  );
  const shipped = readdirSync('config/exchanges').flatMap((file) => {
    const { id, sources = {} } = parse(readFileSync(`config/exchanges/${file}`, 'utf8'), {
      stringKeys: true,
    }) as RawExchange;
    return Object.entries(sources).flatMap(([name, raw]): Subject[] => {
      const source = configured.get(`${id}/${name}`);
      if (source === undefined || raw.type in OTHERS) return [];
      return [{ name: `${id}/${name}`, source, bodies: [minimalBody(raw, 'well', NOW)] }];
    });
  });
  const others = Object.entries(OTHERS).map(([type, { config: own, bodies }]): Subject => {
    const source = { type, url: 'https://x.example', every: '60s', ...own };
    const { sources } = exchangeFromObject(
      { id: 'example', name: 'Example', sources: { it: source } },
      config,
    );
    const [bound] = sources;
    if (bound === undefined) throw new Error(`There is no source of type ${type}.`);
    return { name: type, source: bound, bodies };
  });
  const feed = others.find(({ name }) => name === 'feed');
  const feeds = Object.entries(FEEDS).flatMap(([name, body]): Subject[] =>
    feed === undefined ? [] : [{ ...feed, name, bodies: [body] }],
  );
  const known = new Set([...shipped, ...others].map(({ source }) => source.type));
  const missing = Object.keys(SOURCE_TYPES).filter((type) => !known.has(type));
  if (missing.length > 0) throw new Error(`No documented shape is known of ${missing.join(', ')}.`);
  return [...shipped, ...others, ...feeds];
}
