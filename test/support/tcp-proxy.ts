import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A way to a server on loopback that can be cut, or swallow what goes over it. */
export interface TcpProxy {
  readonly port: number;
  /** Ends all connections, and refuses new ones. */
  cut(): void;
  /** Lets connections through again. */
  mend(): void;
  /** Ends all connections after the server has got the next thing that is sent, and before it can answer. */
  cutAfterNext(): void;
  /** Lets what comes back wait for so long. */
  delayAnswers(ms: number): void;
  close(): Promise<void>;
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  let isCutting = false;
  let delayMs = 0;

  function cutAll(): void {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    pairs.clear();
  }

  const server = createServer((inner) => {
    if (isCut) {
      inner.destroy();
      return;
    }
    const outer = connect(target, '127.0.0.1');
    const pair = [inner, outer] as const;
    pairs.add(pair);
    const end = (): void => {
      inner.destroy();
      outer.destroy();
      pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    let isMuted = false;
    inner.on('data', (data) => {
      if (!isCutting) {
        outer.write(data);
        return;
      }
      isCutting = false;
      isMuted = true;
      isCut = true;
      outer.write(data);
      // Its answer says that it has done it; nobody hears that.
      outer.once('data', cutAll);
    });
    outer.on('data', (data) => {
      if (isMuted) return;
      if (delayMs === 0) inner.write(data);
      else setTimeout(() => inner.destroyed || inner.write(data), delayMs);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');

  return {
    port: address.port,
    cut() {
      isCut = true;
      cutAll();
    },
    mend() {
      isCut = false;
    },
    cutAfterNext() {
      isCutting = true;
    },
    delayAnswers(ms) {
      delayMs = ms;
    },
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
