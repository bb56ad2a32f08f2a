import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type ExchangeStatus = 'up' | 'down';

/** A change of what an exchange says of itself, and when the bot has surely heard of it. */
export interface Flip {
  readonly exchange: string;
  readonly to: ExchangeStatus;
  readonly at: number;
  heardAt?: number;
}

export type ExchangeFault = 'error' | 'page' | 'truncated' | 'throttled' | 'hangs' | 'reset' | 'redirect';

/** Exchanges on loopback that say whether their withdrawals work, and sometimes say it badly. */
export interface Exchanges {
  readonly origin: string;
  readonly flips: readonly Flip[];
  flip(exchange: string): Flip;
  status(exchange: string): ExchangeStatus;
  /** The next answers of an exchange go wrong. */
  fail(exchange: string, fault: ExchangeFault, times: number): void;
  heal(): void;
  /** Resolves once the present status was taken in so often since now. */
  heard(exchange: string, times: number): Promise<void>;
  close(): Promise<void>;
}

export async function startExchanges(ids: readonly string[]): Promise<Exchanges> {
  const statuses = new Map<string, ExchangeStatus>(ids.map((id) => [id, 'up']));
  const faults = new Map<string, { fault: ExchangeFault; left: number }>();
  const heard = new Map<string, number>();
  /** What each was answered well with last, and it is not known whether whoever asked has waited for it. */
  const answered = new Map<string, Socket>();
  const waiting = new Set<() => void>();
  const flips: Flip[] = [];

  const server = createServer((request, response) => {
    const id = (request.url ?? '').slice(1);
    const status = statuses.get(id);
    const failure = faults.get(id);
    credit(id);
    if (status === undefined) {
      response.writeHead(404).end();
    } else if (failure !== undefined && failure.left > 0) {
      failure.left -= 1;
      answerBadly(failure.fault, response, `${originOf(liar)}/${status === 'up' ? 'down' : 'up'}`);
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status }), () => void answered.set(id, request.socket));
    }
  });
  // Longer than between two reads.
  server.keepAliveTimeout = 120_000;

  /**
   * Whoever asks again is done with the last answer, and has taken it in if the connection is still there: a program
   * that was kept from running may have given it up when it comes.
   */
  function credit(id: string): void {
    const isTaken = answered.get(id)?.destroyed === false;
    answered.delete(id);
    if (!isTaken) return;
    heard.set(id, (heard.get(id) ?? 0) + 1);
    for (const check of waiting) check();
  }
  // Another origin, which says what it is asked to say.
  const liar = createServer(({ url = '' }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: url.slice(1) }));
  });
  for (const one of [server, liar]) {
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
  }

  return {
    origin: originOf(server),
    flips,
    flip(exchange) {
      const to = statuses.get(exchange) === 'up' ? 'down' : 'up';
      statuses.set(exchange, to);
      answered.delete(exchange);
      const flip: Flip = { exchange, to, at: Date.now() };
      flips.push(flip);
      return flip;
    },
    status: (exchange) => statuses.get(exchange) ?? 'up',
    fail: (exchange, fault, times) => void faults.set(exchange, { fault, left: times }),
    heal: () => faults.clear(),
    heard(exchange, times) {
      const goal = (heard.get(exchange) ?? 0) + times;
      return new Promise((resolve) => {
        const check = (): void => {
          if ((heard.get(exchange) ?? 0) < goal) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
      });
    },
    async close() {
      for (const one of [server, liar]) {
        one.close();
        one.closeAllConnections();
        await once(one, 'close');
      }
    },
  };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answerBadly(fault: ExchangeFault, response: ServerResponse, elsewhere: string): void {
  switch (fault) {
    case 'error':
      response.writeHead(503).end('unavailable');
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Soon back</title></html>');
      return;
    case 'truncated':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
      response.write('{"status":');
      response.destroy();
      return;
    case 'throttled':
      response.writeHead(429, { 'retry-after': '1' }).end();
      return;
    case 'hangs':
      setTimeout(() => response.destroy(), 2_500).unref();
      return;
    case 'reset':
      response.destroy();
      return;
    case 'redirect':
      response.writeHead(302, { location: elsewhere }).end();
  }
}
