import type { AddressInfo } from 'node:net';

import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import type { Health } from './health.ts';

export interface WebDeps {
  /** What others answer, by path. */
  readonly doors?: Readonly<Record<string, (request: Request) => Promise<Response>>>;
  readonly health: () => Health;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

export interface WebServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** What is served: `/healthz` (alive), `/readyz` (does its work), `/metrics` (for Prometheus). */
export function createWeb({ doors = {}, health, metrics }: WebDeps): Hono {
  const web = new Hono();
  for (const [path, door] of Object.entries(doors)) web.post(path, async ({ req }) => await door(req.raw));
  web.get('/healthz', (context) => context.json({ status: 'ok' }));
  web.get('/readyz', (context) => {
    const { isReady, parts } = health();
    return context.json({ status: isReady ? 'ok' : 'late', ...parts }, isReady ? 200 : 503);
  });
  web.get('/metrics', async (context) => {
    const { text, type } = await metrics();
    return context.body(text, 200, { 'content-type': type });
  });
  return web;
}

/** Whoever sends slowly is not waited for. */
const REQUEST_MS = 10_000;

/** Listens at `host:port`; rejects where that cannot be had. */
export function startWebServer(address: string, deps: WebDeps): Promise<WebServer> {
  const { hostname, port } = new URL(`http://${address}`);
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: createWeb(deps).fetch,
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port || 80),
        serverOptions: { requestTimeout: REQUEST_MS },
      },
      ({ port: taken }: AddressInfo) =>
        resolve({
          origin: `http://${hostname}:${taken}`,
          close: () =>
            new Promise((done) => {
              server.close(() => done());
              if ('closeAllConnections' in server) server.closeAllConnections();
            }),
        }),
    );
    server.once('error', reject);
  });
}
