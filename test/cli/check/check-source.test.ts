import { describe, expect, it, onTestFinished } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import { checkSources } from '#src/cli/check/check-source.ts';
import type { CheckedSource } from '#src/cli/check/check-source.ts';
import type { SimulatedRoute } from '#src/cli/simulated-exchange.ts';
import type { OutcomeKind } from '#src/domain/outcome.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { CHALLENGE_PAGE, startExchange } from '#test/support/exchange/start-exchange.ts';

const defaults = shippedConfig();

const jsonSource = (url: string) => ({
  type: 'json',
  url,
  every: '15s',
  timeout: '1s',
  checks: [{ at: 'status', values: { 0: 'operational', 1: 'under_maintenance' } }],
});

function sourcesOf(sources: Readonly<Record<string, object>>): readonly ConfiguredSource[] {
  return exchangeFromObject({ id: 'example', name: 'Example', sources }, defaults).sources;
}

async function check(
  sources: readonly ConfiguredSource[],
  onChecked = (): void => {},
): Promise<CheckedSource[]> {
  const { fetch, close } = createHttpClient({ version: '0' });
  onTestFinished(close);
  return await checkSources(sources, { fetch, parallel: 4, onChecked });
}

async function checkOne(answer: SimulatedRoute): Promise<CheckedSource> {
  const { origin } = await startExchange({ '/status': answer });
  const [only] = await check(sourcesOf({ 'system-status': jsonSource(`${origin}/status`) }));
  if (only === undefined) throw new Error('The source was not checked.');
  return only;
}

describe('one look at a source', () => {
  it.each<[OutcomeKind, string, SimulatedRoute, number | null]>([
    ['ok', 'an answer of the documented shape', { body: { status: 0 } }, 200],
    ['broken', 'an answer of another shape', { body: { state: 'fine' } }, 200],
    ['broken', 'a page', { body: '<html><title>Moved</title></html>' }, 200],
    ['broken', 'half an answer', { body: { status: 0 }, fault: 'truncated' }, 200],
    ['throttled', 'too many requests', { status: 429, body: {} }, 429],
    ['throttled', 'a teapot', { status: 418, body: {} }, 418],
    ['blocked', 'a region that is closed', { status: 451, body: {} }, 451],
    ['blocked', 'a closed door', { status: 403, body: {} }, 403],
    [
      'blocked',
      'a challenge',
      { status: 503, body: CHALLENGE_PAGE, headers: { 'cf-mitigated': 'challenge' } },
      503,
    ],
    ['misconfigured', 'a wrong address', { status: 404, body: {} }, 404],
    ['misconfigured', 'an address that is gone', { status: 410, body: {} }, 410],
    ['failed', 'a server in trouble', { status: 503, body: {} }, 503],
    ['failed', 'no answer', { fault: 'timeout' }, null],
    ['failed', 'a connection that is cut', { fault: 'reset' }, null],
  ])('comes to %s by %s', async (outcome, _name, answer, httpStatus) => {
    const checked = await checkOne(answer);
    expect(checked).toMatchObject({ outcome, httpStatus });
    // Whoever could not be read has said nothing of any service, and the operator is told why.
    expect(checked.readings.map(({ status }) => status)).toEqual(outcome === 'ok' ? ['operational'] : []);
    expect(checked.message === '').toBe(outcome === 'ok');
  });

  it('says what it saw under the documented keys, in their order', async () => {
    const checked = await checkOne({ body: { status: 1 } });
    expect(Object.keys(checked)).toEqual([
      'exchange',
      'source',
      'type',
      'url',
      'outcome',
      'httpStatus',
      'ms',
      'bytes',
      'message',
      'readings',
    ]);
    expect(checked).toMatchObject({
      exchange: 'example',
      source: 'system-status',
      type: 'json',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/status$/),
      outcome: 'ok',
      httpStatus: 200,
      ms: expect.any(Number),
      bytes: '{"status":1}'.length,
      message: '',
      readings: [
        { service: 'example', status: 'under_maintenance', basis: 'official', evidence: expect.any(String) },
      ],
    });
    expect(Number.isInteger(checked.ms)).toBe(true);
  });

  it('names a value that is not documented, and reads it as unknown', async () => {
    const checked = await checkOne({ body: { status: 7 } });
    expect(checked).toMatchObject({ outcome: 'ok', readings: [{ status: 'unknown' }] });
    expect(checked.message).toContain('not documented');
  });

  it('takes a probe that fails for evidence against what the endpoint is', async () => {
    const { origin } = await startExchange({ '/ping': { status: 502, body: '' } });
    const ping = { type: 'http', url: `${origin}/ping`, every: '15s', probes: 'api' };
    const [checked] = await check(sourcesOf({ ping }));
    expect(checked).toMatchObject({
      outcome: 'failed',
      readings: [{ service: 'example/api', status: 'major_outage', basis: 'measured' }],
    });
  });
});

describe('a look at many sources', () => {
  it('asks each address once, and answers in the order of the configuration', async () => {
    const { origin, requests } = await startExchange({
      '/slow': { body: { status: 0 }, delayMs: 80 },
      '/fast': { body: { status: 0 } },
    });
    const sources = sourcesOf({
      slow: jsonSource(`${origin}/slow`),
      fast: jsonSource(`${origin}/fast`),
      again: jsonSource(`${origin}/slow`),
    });
    let done = 0;
    const checked = await check(sources, () => (done += 1));
    expect(checked.map(({ source }) => source)).toEqual(['slow', 'fast', 'again']);
    expect(requests.map(({ path }) => path).toSorted()).toEqual(['/fast', '/slow']);
    expect(done).toBe(2);
  });

  it('is not held up by one that fails', async () => {
    const { origin } = await startExchange({ '/fine': { body: { status: 0 } } });
    const checked = await check(
      sourcesOf({ gone: jsonSource('http://127.0.0.1:1/status'), fine: jsonSource(`${origin}/fine`) }),
    );
    expect(checked.map(({ outcome }) => outcome)).toEqual(['failed', 'ok']);
  });
});
