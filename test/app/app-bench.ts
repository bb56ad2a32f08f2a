import { exchangeFromObject } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import type { Config } from '#config/load.ts';
import { createApp } from '#src/app/app.ts';
import { openDiscord } from '#src/app/open-discord.ts';
import { openTerminal } from '#src/app/open-terminal.ts';
import type { App } from '#src/app/app.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import { createLogger } from '#src/platform/log.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { openStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import type { FakeClock } from '#test/support/fake-clock.ts';

const SECOND = 1000;

export interface AppBench {
  readonly clock: FakeClock;
  readonly store: Store;
  /** What the exchange answers from now on: a status code, or what its system status says. */
  answer(what: number | 'up' | 'down'): void;
  /** How often it was asked. */
  asked(): number;
  /** What the preview wrote. */
  readonly written: readonly string[];
  readonly fatal: readonly string[];
  /** What the program is started with. */
  readonly config: Config;
  /** The program on this store, as a start of the process makes it. */
  app(changes?: Partial<Config>): App;
}

/** Downtick in virtual time: one exchange, which answers as the test says, and a store that survives restarts. */
export function createAppBench(): AppBench {
  const clock = createFakeClock();
  const store = openStore('memory:', { report: () => {} });
  const shipped = shippedConfig();
  const exchange = exchangeFromObject(
    {
      id: 'binance',
      name: 'Binance',
      sources: {
        'system-status': {
          type: 'json',
          url: 'https://api.binance.example/status',
          every: '10s',
          checks: [
            { service: 'withdrawals', at: 'status', values: { up: 'operational', down: 'major_outage' } },
          ],
        },
      },
    },
    shipped,
  );
  const written: string[] = [];
  const fatal: string[] = [];
  let now: number | 'up' | 'down' = 'up';
  let asked = 0;
  const fetch: HttpFetch = ({ url }) => {
    asked += 1;
    const body = typeof now === 'string' ? JSON.stringify({ status: now }) : '{}';
    const status = typeof now === 'number' ? now : 200;
    const bytes = body.length;
    return Promise.resolve({
      kind: 'answer',
      url,
      status,
      headers: {},
      body,
      version: { digest: body },
      bytes,
      wireBytes: bytes,
      ms: 5,
    });
  };

  return {
    config: { ...shipped, exchanges: [exchange] },
    clock,
    store,
    answer: (what) => {
      now = what;
    },
    asked: () => asked,
    written,
    fatal,
    app: (changes = {}) =>
      createApp({
        config: { ...shipped, exchanges: [exchange], ...changes },
        channels: [
          changes.discordToken === undefined
            ? openTerminal((text) => written.push(text))
            : openDiscord(changes.discordToken, changes),
        ],
        store,
        fetch,
        clock,
        scheduler: createScheduler({ clock }),
        log: createLogger('silent'),
        onFatal: (error) => fatal.push(error.message),
      }),
  };
}

/** Starts the program and lets it see that all is well. */
export async function settled(bench: AppBench, app: App): Promise<void> {
  await app.start();
  await bench.clock.advance(30 * SECOND);
}
