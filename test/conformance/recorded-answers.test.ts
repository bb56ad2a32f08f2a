import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { step } from '#src/engine/step.ts';
import { viewExchange } from '#src/engine/view/view.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import type { Answer } from '#src/sources/source.ts';

import { LEFT_OUT, RECORDED } from './recorded.ts';
import type { Recorded } from './recorded.ts';

/** Answers recorded by others: one JSON file for each. They are no part of this repository. */
const folder = process.env['RECORDED_ANSWERS'] || undefined;
const NOW = Date.parse('2026-09-24T12:00:00Z');
const config = shippedConfig();

if (folder === undefined) {
  // oxlint-disable-next-line no-console -- Whoever runs the tests has to hear that a suite was left out.
  console.warn('Recorded answers are not checked: RECORDED_ANSWERS names no folder.');
}

describe.skipIf(folder === undefined)('recorded answers', () => {
  it.each(RECORDED.map((recorded) => [recorded.file, sourceName(recorded), recorded] as const))(
    '%s by %s is what a careful human would report',
    (_, __, recorded) => {
      const { exchange, source } = readerOf(recorded);
      const readings = read(source, recorded);
      const trouble = readings.filter(({ status }) => status !== 'operational');
      const relative = ({ service }: Reading): string => service.slice(exchange.id.length + 1);

      expect(
        recorded.standing === undefined
          ? Object.fromEntries(trouble.map((reading) => [relative(reading), reading.status]))
          : {},
      ).toEqual(recorded.trouble ?? {});
      expect(recorded.standing === undefined ? 0 : new Set(trouble.map(relative)).size).toBe(
        recorded.standing ?? 0,
      );
      const open = readings.filter(({ status }) => status === 'operational').map(relative);
      expect(open).toEqual(expect.arrayContaining([...(recorded.open ?? [])]));
      const windows = readings.flatMap((reading) =>
        reading.window === undefined ? [] : [`${relative(reading)}: ${reading.window.phase}`],
      );
      expect(windows).toEqual(expect.arrayContaining([...(recorded.windows ?? [])]));
    },
  );

  it.each(
    RECORDED.filter(({ standing }) => standing !== undefined).map(
      (recorded) => [recorded.file, recorded] as const,
    ),
  )('%s is a baseline: nobody is told, and trading is operational', (_, recorded) => {
    const { exchange, source } = readerOf(recorded);
    const context = { now: NOW, policy: config.policy, profile: exchange.profile };
    const observation = { source: source.id, at: NOW, kind: 'ok' as const, readings: read(source, recorded) };
    const { state } = step(emptyExchangeState(exchange.id), [observation], context);
    const { components } = viewExchange(state, { ...context, components: exchange.components });
    expect(state.outbox).toEqual([]);
    expect(components.find(({ component }) => component === 'spot')?.status).toBe('operational');
  });

  it('checks every answer of a covered exchange or platform, or says why not', () => {
    const covered = new Set([
      ...config.exchanges.map(({ id }) => id),
      ...Object.keys(SOURCE_TYPES),
      'incidentio',
    ]);
    const known = new Set([...RECORDED.map(({ file }) => file), ...Object.keys(LEFT_OUT)]);
    const files = readdirSync(folder ?? '')
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length));
    expect(
      files.filter((file) => covered.has(/^[a-z0-9]+/.exec(file)?.[0] ?? '') && !known.has(file)),
    ).toEqual([]);
  });

  it('gives no status for half of any of them', () => {
    for (const recorded of RECORDED) {
      const { source } = readerOf(recorded);
      const body = bodyOf(recorded);
      const half = body.slice(0, body.length / 2);
      expect(() => source.decode(answersOf(source, half), NOW)).toThrow(/not whole JSON|empty/);
    }
  });
});

/** Two answers of one page: the names of its monitors, and their heartbeats. */
describe.skipIf(folder === undefined)('recorded answers of Uptime Kuma', () => {
  it('one monitor is down, and the API is up', () => {
    const [source] = inline({
      type: 'uptimekuma',
      url: 'https://status.example.com',
      page: 'main',
      every: '60s',
    }).sources;
    const bodies = ['uptimekuma.status-page.groups', 'uptimekuma.heartbeat.one-down'].map((file) =>
      bodyOf({ file }),
    );
    const { readings } = source?.decode(bodies.map(answerOf), NOW) ?? { readings: [] };
    const trouble = readings.filter(({ status }) => status !== 'operational');
    expect(trouble).toMatchObject([{ service: 'example', evidence: expect.stringContaining('relay') }]);
    expect(readings).toContainEqual(
      expect.objectContaining({ service: 'example/api', status: 'operational' }),
    );
  });
});

function sourceName({ by }: Recorded): string {
  return Array.isArray(by) ? by.join('/') : 'a page of its own';
}

function readerOf(recorded: Recorded): { exchange: ExchangeConfig; source: ConfiguredSource } {
  const { by } = recorded;
  const isShipped = Array.isArray(by);
  const exchange = isShipped
    ? config.exchanges.find(({ id }) => id === by[0])
    : inline(by as Record<string, unknown>);
  const source = exchange?.sources.find(({ id }) => id === (isShipped ? by[1] : 'status-page'));
  if (exchange === undefined || source === undefined)
    throw new Error(`Nothing reads ${recorded.file} by ${sourceName(recorded)}.`);
  return { exchange, source };
}

function inline(source: Readonly<Record<string, unknown>>): ExchangeConfig {
  return exchangeFromObject({ id: 'example', name: 'Example', sources: { 'status-page': source } }, config);
}

function read(source: ConfiguredSource, recorded: Recorded): readonly Reading[] {
  const body = bodyOf(recorded);
  if (recorded.httpError) return source.decodeError?.(answerOf(body), NOW)?.readings ?? [];
  return source.decode(answersOf(source, body), NOW).readings;
}

/** Further answers of a page, such as its incidents beside its components, were not recorded: they hold nothing. */
function answersOf({ requests }: ConfiguredSource, body: string): Answer[] {
  return requests.map((_, i) => answerOf(i === 0 ? body : '{"data":[]}'));
}

function answerOf(body: string): Answer {
  return { url: 'https://api.example.com/', status: 200, headers: {}, body };
}

function bodyOf({ file, within }: Pick<Recorded, 'file' | 'within'>): string {
  const path = join(folder ?? '', `${file}.json`);
  if (!existsSync(path)) throw new Error(`${file}.json is not in the folder that RECORDED_ANSWERS names.`);
  const body = readFileSync(path, 'utf8');
  const other = (name: string): unknown => JSON.parse(bodyOf({ file: name }));
  return within === undefined ? body : JSON.stringify(within(JSON.parse(body), other));
}
