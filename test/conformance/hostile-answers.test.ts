import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import { checkSources } from '#src/cli/check/check-source.ts';
import type { CheckedSource } from '#src/cli/check/check-source.ts';
import { startSimulatedExchange } from '#src/cli/simulated-exchange.ts';
import type { SimulatedAnswer, SimulatedExchange } from '#src/cli/simulated-exchange.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { CHALLENGE_PAGE } from '#test/support/exchange/start-exchange.ts';

import { loopbackConfig, pathOf, shippedSources } from './loopback-config.ts';
import type { ShippedSource } from './loopback-config.ts';
import { minimalBody, put, rowsOf, UNDOCUMENTED } from './minimal-body.ts';

const WEB_PAGE = '<!DOCTYPE html><html><head><title>Welcome</title></head><body>Welcome</body></html>';
const sources = shippedSources();

let exchange: SimulatedExchange;
let configured: readonly ConfiguredSource[];
const folder = mkdtempSync(join(tmpdir(), 'downtick-'));

// Reading the configuration of all exchanges takes longer than what is asked of it.
beforeAll(async () => {
  exchange = await startSimulatedExchange({ routes: {} });
  loopbackConfig(exchange.origin, folder);
  const { exchanges } = loadConfig({ CONFIG_DIR: folder, X_BEARER_TOKEN: 'token' });
  configured = exchanges.flatMap((one) => one.sources);
  return async () => {
    await exchange.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** Lets every source answer so, and looks at each once. */
async function check(
  answer: (source: ShippedSource) => SimulatedAnswer | undefined,
): Promise<CheckedSource[]> {
  const asked = new Set<string>();
  for (const source of sources) {
    const said = answer(source);
    if (said === undefined) continue;
    const path = pathOf(source.exchange, source.id);
    asked.add(path);
    // A status page is asked below the address that its file names.
    exchange.route(path, said);
    exchange.route(`${path}/api/v2/summary.json`, said);
    exchange.route(`${path}/summary.json`, said);
  }
  const http = createHttpClient({ version: '0' });
  try {
    return await checkSources(
      configured.filter((source) => asked.has(pathOf(source.exchange, source.id))),
      // What answers on loopback is slow only where the machine is busy with other things.
      {
        fetch: (request) => http.fetch({ ...request, timeoutMs: 60_000 }),
        parallel: 16,
        onChecked: () => {},
      },
    );
  } finally {
    await http.close();
  }
}

function wellBody({ source }: ShippedSource): unknown {
  return minimalBody(source, 'well', Date.now());
}

/** Each source whose outcome is another, or that speaks of a status, with what it says. */
function wrong(checked: readonly CheckedSource[], outcomes: readonly CheckedSource['outcome'][]): string[] {
  return checked
    .filter(
      ({ outcome, readings }) =>
        !outcomes.includes(outcome) || readings.some(({ status }) => status !== 'unknown'),
    )
    .map(
      ({ exchange: id, outcome, readings, source, message }) =>
        `${id}/${source} ${outcome}: ${readings.map(({ service, status }) => `${service} ${status}`).join(', ')} ${message}`,
    );
}

/** What a ping answers, and rightly so. */
function isEmpty(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

function deeply(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => deeply(item, leaf));
  if (typeof value !== 'object' || value === null) return leaf(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deeply(item, leaf)]));
}

describe('every shipped source', () => {
  it('reads the least that its exchange answers when all is well', async () => {
    const checked = await check((source) => ({ body: wellBody(source) }));
    const notWell = checked.filter(
      ({ outcome, readings, message }) =>
        outcome !== 'ok' || message !== '' || readings.some(({ status }) => status !== 'operational'),
    );
    expect(notWell).toEqual([]);
    expect(checked).toHaveLength(sources.length);
  });

  it('reads the same where numbers, yes and no are texts', async () => {
    const asText = (leaf: unknown): unknown =>
      typeof leaf === 'boolean' || typeof leaf === 'number' ? String(leaf) : leaf;
    // Statuspage is one piece of software for all: its answers have types.
    const checked = await check((source) =>
      source.source.type === 'statuspage' ? undefined : { body: deeply(wellBody(source), asText) },
    );
    const notWell = checked.filter(
      ({ outcome, readings }) => outcome !== 'ok' || readings.some(({ status }) => status !== 'operational'),
    );
    expect(notWell).toEqual([]);
  });

  it('reads a value that is not documented as unknown, and names it', async () => {
    const reads = new Set(['json', 'wallets', 'pairs', 'events', 'statuspage']);
    // A text in `specialStatuses` says something by being there, a time by going on, and an impact only by known words.
    // Bitkub says that any word but "ok" is one to wait for.
    const without = new Set([
      'hyperliquid/system-status',
      'dydx/system-status',
      'cryptocom/system-status',
      'bitkub/system-status',
    ]);
    const checked = await check((shipped) =>
      reads.has(shipped.source.type) &&
      !without.has(`${shipped.exchange}/${shipped.id}`) &&
      !shipped.id.startsWith('p2p-')
        ? { body: minimalBody(shipped.source, 'undocumented', Date.now()) }
        : undefined,
    );
    const probed = checked.map((one) => ({
      ...one,
      readings: one.readings.filter(({ signal }) => signal !== 'probe'),
    }));
    expect(wrong(probed, ['ok'])).toEqual([]);
    const isSilent = ({ message }: CheckedSource): boolean => !message.includes(UNDOCUMENTED);
    expect(checked.filter(isSilent)).toEqual([]);
  });
});

describe('no shipped source gives a status for', () => {
  it.each<[string, SimulatedAnswer, readonly CheckedSource['outcome'][]]>([
    ['a web page', { body: WEB_PAGE }, ['broken']],
    ['a web page that is forbidden', { status: 403, body: WEB_PAGE }, ['blocked']],
    ['a refusal for legal reasons', { status: 451, body: '' }, ['blocked']],
    ['a challenge that looks like an answer', { body: CHALLENGE_PAGE }, ['blocked']],
    ['a challenge that looks like an outage', { status: 503, body: CHALLENGE_PAGE }, ['blocked']],
    ['a page that is gone', { status: 404, body: WEB_PAGE }, ['misconfigured']],
    ['a wish for patience', { status: 429, body: '{"code":429}' }, ['throttled']],
    ['nothing', { body: '' }, ['broken']],
    ['a text', { body: '"OK"' }, ['broken']],
    ['null', { body: 'null' }, ['broken']],
    ['a number', { body: '0' }, ['broken']],
    ['an empty list', { body: '[]' }, ['broken']],
    ['a list of numbers', { body: '[7,8,9]' }, ['broken', 'ok']],
    [
      'an error in a known dress',
      { body: { code: -1000, msg: 'An unknown error.', data: null } },
      ['broken'],
    ],
    [
      'an error of a framework',
      { body: { status: 'error', error: 'Bad Request', path: '/' } },
      ['broken', 'ok'],
    ],
    ['an error in a list', { body: ['error', 10_020, 'limit: invalid'] }, ['broken', 'ok']],
    ['errors by field', { body: { success: false, errors: { market: ['is not there'] } } }, ['broken']],
  ])('%s', async (_, answer, outcomes) => {
    expect(wrong(await check(() => answer), outcomes)).toEqual([]);
  });

  it('half of its answer', async () => {
    const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));
    expect(
      wrong(await check((source) => ({ body: half(JSON.stringify(wellBody(source))) })), ['broken']),
    ).toEqual([]);
    expect(
      wrong(await check((source) => ({ body: wellBody(source), fault: 'truncated' })), ['broken']),
    ).toEqual([]);
  });

  it('its answer within another, or in a list', async () => {
    expect(wrong(await check((source) => ({ body: { payload: wellBody(source) } })), ['broken'])).toEqual([]);
    expect(wrong(await check((source) => ({ body: [wellBody(source)] })), ['broken'])).toEqual([]);
  });

  it('its answer with other things in the place of its values', async () => {
    for (const thing of [{}, { value: true }, [], [1]]) {
      const checked = await check((source) => {
        const body = deeply(wellBody(source), () => thing);
        return isEmpty(body) ? undefined : { body };
      });
      expect(wrong(checked, ['broken', 'ok'])).toEqual([]);
    }
  });

  it('its answer under an envelope that says no', async () => {
    const checked = await check(({ source }) => {
      const at = [source['require']].flat()[0] as { at: string; is?: unknown } | undefined;
      if (at === undefined) return undefined;
      const body = minimalBody(source, 'well', Date.now());
      return { body: put(body, { steps: [at.at] }, ['EGeneral:Internal error']) };
    });
    expect(checked.length).toBeGreaterThan(30);
    expect(wrong(checked, ['broken'])).toEqual([]);
  });

  it('a list without rows', async () => {
    const checked = await check(({ source }) => {
      const rows = rowsOf(source);
      // On a good day a list of what is planned or wrong is empty.
      return rows === undefined || source['type'] === 'events'
        ? undefined
        : { body: put(minimalBody(source, 'well', Date.now()), rows, []) };
    });
    expect(checked.length).toBeGreaterThan(50);
    expect(wrong(checked, ['broken', 'ok'])).toEqual([]);
  });
});

describe('npm run check', () => {
  it('writes one array of what it found, and nothing else', async () => {
    await check((source) => ({ body: wellBody(source) }));
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/check.ts', '--json'], {
      env: { ...process.env, CONFIG_DIR: folder, X_BEARER_TOKEN: 'token' },
      maxBuffer: 16_000_000,
    });
    const checked = JSON.parse(stdout) as CheckedSource[];
    expect(checked).toHaveLength(sources.length);
    expect(new Set(checked.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
  });
});
