import { z } from 'zod';

import type { Reading } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { SourceError } from '#src/sources/source.ts';

const bodySchema = z.record(z.string(), z.string());

/** A source whose body names each service's status: `{"binance/withdrawals":"major_outage"}`. */
export function makeSource(parts: Partial<ConfiguredSource> = {}): ConfiguredSource & { decoded(): number } {
  let decoded = 0;
  return {
    exchange: 'binance',
    id: 'system-status',
    type: 'json',
    speaks: 'words',
    venue: 'system_status',
    healthy: [],
    everyMs: 15_000,
    requests: [{ url: 'https://api.example.com/v1/status' }],
    alternates: [],
    undocumented: false,
    clocked: false,
    decode(answers) {
      decoded += 1;
      return { readings: answers.flatMap(({ body }) => readingsOf(body)), unread: [] };
    },
    decoded: () => decoded,
    ...parts,
  };
}

function readingsOf(body: string): Reading[] {
  const parsed = bodySchema.safeParse(parse(body));
  if (!parsed.success) throw new SourceError('broken', 'The answer is not of the documented shape.');
  return Object.entries(parsed.data).map(([service, status]) => ({
    service,
    status: status as Status,
    basis: 'official',
    signal: 'word',
    evidence: `${service} is ${status}`,
  }));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
