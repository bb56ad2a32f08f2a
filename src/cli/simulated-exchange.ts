import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What a simulated exchange says to one request. */
export interface SimulatedAnswer {
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly delayMs?: number;
  readonly gzip?: boolean;
  /** Offers an ETag made of the body, and answers 304 to who has it. */
  readonly etag?: boolean;
  /**
   * `timeout` never answers, `reset` cuts the connection before and `truncated` within the body;
   * `cut_gzip` ends a compressed body early and calls that its whole length.
   */
  readonly fault?: 'timeout' | 'reset' | 'truncated' | 'cut_gzip';
}

/**
 * One answer for good; `steps`, one for each request, the last for all that follow;
 * or a `timeline`, each answer from so many milliseconds after the start.
 */
export type SimulatedRoute =
  | SimulatedAnswer
  | { readonly steps: readonly SimulatedAnswer[] }
  | { readonly timeline: readonly { readonly afterMs: number; readonly answer: SimulatedAnswer }[] };

export interface SimulatedRequest {
  readonly at: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface SimulatedExchange {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Everything that was asked, in order. */
  readonly requests: readonly SimulatedRequest[];
  /** From now on, `path` (with its query, or without for any query) answers so. */
  route(path: string, route: SimulatedRoute): void;
  /** Refuses connections, until `listen` is called. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatedExchangeOptions {
  readonly routes?: Readonly<Record<string, SimulatedRoute>>;
  /** Epoch milliseconds, for timelines and the request log; the system's clock unless told. */
  readonly now?: () => number;
}

const MAX_DELAY_MS = 60_000;
const NOT_SCRIPTED: SimulatedAnswer = { status: 404, body: { error: 'not scripted' } };

interface ActiveRoute {
  readonly route: SimulatedRoute;
  readonly since: number;
  served: number;
}

/** An exchange on loopback that says what it is told to say: for the demo, and for tests. */
export async function startSimulatedExchange(
  options: SimulatedExchangeOptions = {},
): Promise<SimulatedExchange> {
  const now = options.now ?? Date.now;
  const routes = new Map<string, ActiveRoute>();
  const requests: SimulatedRequest[] = [];
  const route = (path: string, to: SimulatedRoute): void => {
    routes.set(path, { route: to, since: now(), served: 0 });
  };
  for (const [path, to] of Object.entries(options.routes ?? {})) route(path, to);

  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/';
      const body = await bodyOf(request);
      requests.push({ at: now(), method: request.method ?? 'GET', path, headers: request.headers, body });
      const active = routes.get(path) ?? routes.get(path.split('?', 1)[0] ?? path);
      await send(request, response, active === undefined ? NOT_SCRIPTED : nextAnswer(active, now()));
    })();
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await listen(0);
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    host,
    origin: `http://${host}`,
    requests,
    route,
    refuse: stop,
    listen: () => listen(port),
    close: stop,
  };
}

function nextAnswer(active: ActiveRoute, now: number): SimulatedAnswer {
  const { route, since } = active;
  active.served += 1;
  if ('steps' in route) {
    return route.steps[Math.min(active.served, route.steps.length) - 1] ?? NOT_SCRIPTED;
  }
  if ('timeline' in route) {
    return route.timeline.findLast(({ afterMs }) => afterMs <= now - since)?.answer ?? NOT_SCRIPTED;
  }
  return route;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: SimulatedAnswer,
): Promise<void> {
  if (answer.fault === 'timeout') return;
  if (answer.delayMs !== undefined) await delay(Math.min(answer.delayMs, MAX_DELAY_MS));
  if (answer.fault === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const plain = Buffer.from(
    typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}),
  );
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
  response.statusCode = answer.status ?? 200;
  response.setHeader('content-type', typeof answer.body === 'string' ? 'text/plain' : 'application/json');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.etag === true) response.setHeader('etag', etag);
  if (answer.etag === true && request.headers['if-none-match'] === etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  sendBody(response, answer, plain);
}

function sendBody(response: ServerResponse, answer: SimulatedAnswer, plain: Buffer): void {
  const isGzip = answer.gzip === true || answer.fault === 'cut_gzip';
  const packed = isGzip ? gzipSync(plain) : plain;
  if (isGzip) response.setHeader('content-encoding', 'gzip');
  const half = packed.subarray(0, Math.ceil(packed.length / 2));
  if (answer.fault === 'truncated') {
    response.setHeader('content-length', packed.length);
    response.write(half, () => response.destroy());
    return;
  }
  response.end(answer.fault === 'cut_gzip' ? half : packed);
}

/** Does not hold the process open: whoever waits for the answer does. */
function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
