import { assert, jsonValue, property } from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { SourceError } from '#src/sources/source.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const sources = shippedConfig().exchanges.flatMap((exchange) => exchange.sources);
const API_TYPES = new Set(['json', 'wallets', 'pairs', 'http', 'events']);
const ofApis = sources
  .filter(({ type }) => API_TYPES.has(type))
  .map((source) => [`${source.exchange}/${source.id}`, source] as const);

/** What an answer made of the source: the reason why it was refused, or the statuses that were read. */
function outcomeOf(source: ConfiguredSource, body: string): string | readonly string[] {
  const answers = source.requests.map(({ url }) => ({ url, status: 200, headers: {}, body }));
  try {
    return source.decode(answers, NOW).readings.map(({ status }) => status);
  } catch (error) {
    if (error instanceof SourceError) return error.kind;
    throw error;
  }
}

const NO_ANSWERS = [
  '',
  'OK',
  '"OK"',
  'null',
  '0',
  '{"error":"no"}',
  '{"code":-1,"msg":"no","data":null}',
  '{"code":"50000","msg":"no","data":[]}',
  '{"status":"error","err-code":"bad-request","data":null}',
  '<!DOCTYPE html><html><head><title>Welcome</title></head></html>',
  '<html><head><title>Just a moment...</title></head></html>',
  '{"code":"200000","data":{"status":"op',
];

describe.each(ofApis)('%s', (_, source) => {
  it('gives no status for what is no answer of it', () => {
    for (const body of NO_ANSWERS) {
      const outcome = outcomeOf(source, body);
      expect(typeof outcome === 'string' ? [] : outcome.filter((status) => status !== 'unknown')).toEqual([]);
    }
  });

  it('takes any JSON without a failure of its own', () => {
    const takes = property(jsonValue({ maxDepth: 4 }), (value) => {
      outcomeOf(source, JSON.stringify(value));
    });
    expect(() => assert(takes, { numRuns: 30 })).not.toThrow();
  });
});
