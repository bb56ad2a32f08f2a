import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { probe } from '#src/cli/probe.ts';
import type { HttpFetch, HttpResult } from '#src/platform/http.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { SourceTypeName } from '#src/sources/index.ts';

/** A web of answers by URL; all else is `missing`. It counts what was asked. */
function fakeWeb(answers: Readonly<Record<string, unknown>>, missing: Partial<HttpResult> = {}) {
  const asked: string[] = [];
  const fetch: HttpFetch = ({ url }) => {
    asked.push(url);
    const body = answers[url];
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
    const found = {
      kind: 'answer',
      status: 200,
      headers: {},
      body: text,
      bytes: text.length,
      wireBytes: text.length,
    };
    const result = body === undefined ? { ...found, status: 404, ...missing } : found;
    return Promise.resolve({ ...result, url, ms: 1 } as HttpResult);
  };
  return { fetch, asked };
}

interface Sources {
  readonly sources: Readonly<
    Record<string, { readonly type: SourceTypeName; readonly components?: unknown }>
  >;
}

const at = 'https://status.example.com';

const statuspageBody = {
  status: { indicator: 'minor', description: 'x' },
  components: [
    { id: 'g', name: 'Funding', status: 'operational', group: true },
    { id: '1', name: 'Ethereum (ETH) - Polygon', status: 'operational', group_id: 'g' },
    { id: '2', name: 'REST', status: 'operational' },
    { id: '3', name: 'Spot: trading # 1', status: 'operational' },
    { id: '4', name: 'Prop desk', status: 'operational' },
    { id: '5', name: 'Funding', status: 'operational' },
  ],
};

describe('probe', () => {
  it.each<[SourceTypeName, Record<string, unknown>, string]>([
    ['statuspage', { [`${at}/api/v2/summary.json`]: statuspageBody }, at],
    [
      'instatus',
      {
        [`${at}/summary.json`]: { page: { name: 'x', status: 'UP' } },
        [`${at}/v3/components.json`]: { components: [] },
      },
      at,
    ],
    [
      'betterstack',
      {
        [`${at}/index.json`]: {
          data: { type: 'status_page', attributes: { aggregate_state: 'operational' } },
          included: [
            {
              id: '1',
              type: 'status_page_resource',
              attributes: { public_name: 'API', status: 'operational' },
            },
          ],
        },
      },
      at,
    ],
    [
      'statusio',
      {
        [`${at}/`]: `<html><script>var statuspageId = "0123456789abcdef01234567";</script></html>`,
        'https://api.status.io/1.0/status/0123456789abcdef01234567': {
          result: { status_overall: { status_code: 100 }, status: [{ name: 'API', status_code: 100 }] },
        },
      },
      at,
    ],
    [
      'openstatus',
      { 'https://api.openstatus.dev/public/status/kraken': { status: 'operational' } },
      'https://kraken.openstatus.dev',
    ],
    [
      'uptimekuma',
      {
        [`${at}/api/status-page/main`]: {
          publicGroupList: [{ name: 'Core', monitorList: [{ id: 1, name: 'API' }] }],
        },
        [`${at}/api/status-page/heartbeat/main`]: { heartbeatList: { 1: [{ status: 1 }] } },
      },
      `${at}/status/main`,
    ],
    [
      'gatus',
      {
        [`${at}/api/v1/endpoints/statuses?page=1&pageSize=20`]: [
          { name: 'API', results: [{ success: true }] },
        ],
      },
      at,
    ],
    [
      'cachet',
      {
        [`${at}/api/v1/components?per_page=1000`]: { meta: {}, data: [{ id: 1, name: 'API', status: 1 }] },
        [`${at}/api/v1/incidents?per_page=20&sort=id&order=desc`]: { meta: {}, data: [] },
      },
      at,
    ],
  ])('recognises %s and prints YAML that its type accepts', async (type, answers, address) => {
    const { text, exitCode } = await probe([address], fakeWeb(answers).fetch);
    expect(exitCode).toBe(0);
    for (const { type: found, every, ...config } of Object.values((parse(text) as Sources).sources) as Record<
      string,
      unknown
    >[]) {
      expect(found).toBe(type);
      expect(every).toBe('60s');
      expect(SOURCE_TYPES[type].schema.safeParse(config).error).toBeUndefined();
    }
  });

  it('maps the names that it understands and says which it does not', async () => {
    const web = fakeWeb({ [`${at}/api/v2/summary.json`]: statuspageBody });
    const { text } = await probe(['status.example.com/incidents/abc?x=1'], web.fetch);
    expect((parse(text) as Sources).sources['status-page']?.components).toEqual({
      REST: 'api',
      'Spot: trading # 1': 'spot',
      'Prop desk': 'ignore',
      Funding: ['deposits', 'withdrawals'],
    });
    expect(text).toContain('Prop desk: ignore # not understood');
    expect(text).toContain('One name of a single coin');
    expect(web.asked).toHaveLength(1);
  });

  it('warns of pages that others open in the name of an exchange', async () => {
    const web = fakeWeb({ [`${at}/api/v2/summary.json`]: statuspageBody });
    expect((await probe([at], web.fetch)).text).toContain('only if the exchange itself links to it');
  });

  it('never asks an address twice', async () => {
    const web = fakeWeb({});
    const { text, exitCode } = await probe([at], web.fetch);
    expect(exitCode).toBe(1);
    expect(text).toContain('No platform that Downtick knows');
    expect(new Set(web.asked).size).toBe(web.asked.length);
  });

  it('says that it looks like OpenStatus where it cannot know the slug', async () => {
    const { text } = await probe([at], fakeWeb({ [`${at}/`]: '<html>Powered by OpenStatus</html>' }).fetch);
    expect(text).toContain('find its slug');
  });

  it('says that it is blocked, not that the page is down', async () => {
    const { text, exitCode } = await probe([at], fakeWeb({}, { status: 403 }).fetch);
    expect(exitCode).toBe(1);
    expect(text).toContain('Blocked. The page answers 403');
  });

  it('gives up at once where nothing answers', async () => {
    const silence = {
      kind: 'no_answer',
      reason: 'dns',
      message: 'getaddrinfo ENOTFOUND status.example.com',
    } as const;
    const web = fakeWeb({}, silence);
    expect((await probe([at], web.fetch)).text).toBe(
      'No answer: the name status.example.com could not be resolved.',
    );
    expect(web.asked).toHaveLength(1);
  });

  it.each([[[]], [['a', 'b']], [['http://']], [['../page.html']], [['/etc/hosts']], [['status']]])(
    'explains how it is used to %j',
    async (args) => {
      const { text, exitCode } = await probe(args, fakeWeb({}).fetch);
      expect(exitCode).toBe(64);
      expect(text).toContain('npm run probe -- URL');
    },
  );
});
