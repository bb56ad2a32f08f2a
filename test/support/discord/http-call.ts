import type { IncomingMessage } from 'node:http';

import { refusals } from './api-error.ts';

export interface UploadedFile {
  /** The form's name of it: `files[0]`. */
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly data: Uint8Array;
}

/** A request to the REST API, read whole. */
export interface HttpCall {
  readonly method: string;
  /** Below `/api/v10`, as it was sent: `%40original` is not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

const maxFileBytes = 10 * 1024 * 1024;
const maxRequestBytes = 25 * 1024 * 1024;

export interface RawCall extends Omit<HttpCall, 'body' | 'files'> {
  readonly raw: Buffer;
}

/** Reads a request; rejects when the client goes away before it has sent it all. */
export async function readCall(request: IncomingMessage): Promise<RawCall> {
  const url = new URL(request.url ?? '/', 'http://discord.invalid');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api\/v10(?=\/)/, ''),
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    raw: Buffer.concat(chunks),
  };
}

/** JSON, or multipart with its JSON in `payload_json`. */
export async function parseBody(call: RawCall): Promise<Pick<HttpCall, 'body' | 'files'>> {
  if (call.raw.byteLength > maxRequestBytes) throw refusals.tooLarge();
  if (call.raw.byteLength === 0) return { body: undefined, files: [] };
  const contentType = call.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data'))
    return { body: parseJson(call.raw.toString()), files: [] };

  const form = await new Response(new Uint8Array(call.raw), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw refusals.unreadableBody();
    });
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    if (typeof value === 'string') continue;
    const data = new Uint8Array(await value.arrayBuffer());
    files.push({ key, name: value.name, contentType: value.type, data });
  }
  if (files.some(({ data }) => data.byteLength > maxFileBytes)) throw refusals.tooLarge();
  const json = form.get('payload_json');
  return { body: typeof json === 'string' ? parseJson(json) : {}, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.unreadableBody();
  }
}
