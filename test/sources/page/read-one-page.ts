import type { z } from 'zod';

import type { Reading } from '#src/domain/reading.ts';
import type { DecodeContext, Decoded, SourceType } from '#src/sources/source.ts';

const NOON = Date.parse('2026-03-20T12:00:00Z');

const CONTEXT: DecodeContext = {
  exchange: 'kraken',
  now: NOON,
  network: (name) => ({ ethereum: 'ERC20', polygon: 'POLYGON' })[name.toLowerCase()] ?? name,
};

/** Decodes bodies as one poll of a page at https://status.example.com. A text is sent as it is. */
export function readOnePage<Schema extends z.ZodObject>(
  type: SourceType<Schema>,
  bodies: unknown,
  config: Readonly<Record<string, unknown>> = {},
): Decoded {
  const parsed = type.schema.parse({ url: 'https://status.example.com', ...config });
  const list = Array.isArray(bodies) && type.requests(parsed).length > 1 ? bodies : [bodies];
  const answers = type.requests(parsed).map(({ url }, i) => {
    const body: unknown = list[i];
    return { url, status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
  });
  return type.decode(parsed, answers, CONTEXT);
}

/** What a page says, as `{ service: status }`. */
export function statusesOf({ readings }: Decoded): Record<string, string> {
  return Object.fromEntries(readings.map(({ service, status }) => [service, status]));
}

export function readingOf({ readings }: Decoded, service: string): Reading {
  const reading = readings.find((found) => found.service === service);
  if (reading === undefined) throw new Error(`no reading of ${service}`);
  return reading;
}
