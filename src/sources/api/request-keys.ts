import { z } from 'zod';

import type { HttpRequest } from '#src/platform/http.ts';
import { httpUrl } from '#src/sources/http-url.ts';

/** The keys of every source that asks one URL. */
export const requestKeys = {
  url: httpUrl().meta({ description: 'The endpoint.', examples: ['https://api.example.com/v1/status'] }),
  body: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .describe('What to send. With a body the request is a POST, and a map is sent as JSON.'),
};

export interface RequestConfig {
  readonly url: string;
  readonly body?: string | Record<string, unknown> | undefined;
}

export function toRequest({ body, url }: RequestConfig): HttpRequest {
  if (body === undefined) return { url };
  if (typeof body === 'string') return { url, method: 'POST', body };
  return { url, method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
