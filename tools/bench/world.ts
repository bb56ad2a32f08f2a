import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Before the path of a request that is not the program's. */
export const BESIDE = '~/';

export type ToWorld =
  | { readonly kind: 'flip'; readonly exchange: string; readonly to: 'up' | 'down' }
  | { readonly kind: 'count' | 'mark' };

export interface Counts {
  /** Requests that came, and those of them that nobody knew an answer to. */
  readonly asked: number;
  readonly missed: number;
  /** When the first came since the last mark; 0 for none. In epoch milliseconds. */
  readonly firstAt: number;
  /** What was asked for since the last mark, as paths. */
  readonly paths: readonly string[];
  /** When the program was told of each flip, and when each message came. */
  readonly heardAt: readonly number[];
  readonly postedAt: readonly number[];
}

export interface BenchPlaces {
  readonly origin: string;
  readonly discordUrl: string;
  readonly token: string;
  readonly guildId: string;
  readonly channelId: string;
}

export type FromWorld = ({ readonly kind: 'ready' } & BenchPlaces) | ({ readonly kind: 'counts' } & Counts);

export interface BenchWorld extends BenchPlaces {
  flip(exchange: string, to: 'up' | 'down'): void;
  counts(): Promise<Counts>;
  mark(): void;
  stop(): void;
}

const PROCESS = fileURLToPath(new URL('./world-process.ts', import.meta.url));

/** Starts every shipped source and a Discord, so that what they cost is not counted. */
export async function startWorld(): Promise<BenchWorld> {
  const child = fork(PROCESS, { execArgv: [] });
  const waiting: ((counts: Counts) => void)[] = [];
  const ready = Promise.withResolvers<BenchPlaces>();
  child.on('message', (message: FromWorld) => {
    if (message.kind === 'ready') ready.resolve(message);
    else waiting.shift()?.(message);
  });
  void once(child, 'exit').then(([code]) => ready.reject(new Error(`The simulated world ended (${code}).`)));
  const tell = (message: ToWorld): void => void child.send(message);
  return {
    ...(await ready.promise),
    flip: (exchange, to) => tell({ kind: 'flip', exchange, to }),
    counts: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        tell({ kind: 'count' });
      }),
    mark: () => tell({ kind: 'mark' }),
    stop: () => void child.kill(),
  };
}
