import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readExchange } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import { loadConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { inMemory, parseYaml } from '#config/yaml-file.ts';
import { createApp } from '#src/app/app.ts';
import { createTerminal } from '#src/channels/terminal/terminal-channel.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { createLogger } from '#src/platform/log.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { createScaledClock } from '#src/platform/scaled-clock.ts';
import { version } from '#src/platform/version.ts';
import { describeSilence } from '#src/polling/classify.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { openStore } from '#src/storage/store.ts';

import { commandLine } from './command-line.ts';
import { binanceDay, DAY_END, DAY_START } from './demo/binance-2021.ts';
import { startSimulatedExchange } from './simulated-exchange.ts';

const LENGTH_MS = 60_000;
const SPEED = (DAY_END - DAY_START) / LENGTH_MS;
const SOURCES = ['system-status', 'wallets', 'spot-ping', 'announcements'];

const USAGE = `Plays the morning on which Binance halted withdrawals twice, in a minute. Nothing is asked of the internet.

  npm run demo`;

commandLine(USAGE, {});
/** It begins once all is there to be started, however long that takes on this machine. */
let now = (): number => DAY_START;
const simulated = await startSimulatedExchange({
  routes: binanceDay(DAY_START),
  now: () => now(),
}).catch((error: unknown) => withoutLoopback(reasonOf(error)));
const folder = mkdtempSync(join(tmpdir(), 'downtick-demo-'));
const store = openStore(`sqlite:${join(folder, 'demo.db')}`, { report: () => {} });
const http = createHttpClient({ version, proxy: { noProxy: '*' } });
const config = loadConfig({});
const greeting = await http.fetch({ url: `${simulated.origin}/api/v3/ping` });
if (greeting.kind === 'no_answer') withoutLoopback(describeSilence(greeting));
let told = 0;
const clock = createScaledClock(DAY_START, SPEED);
now = () => clock.now();
const app = createApp({
  config: { ...config, exchanges: [binanceAt(simulated.origin, config)] },
  channels: [({ catalogue, clock }) => createTerminal({ catalogue, clock, write })],
  store,
  fetch: http.fetch,
  clock,
  scheduler: createScheduler({ clock }),
  log: createLogger('silent'),
  onFatal: (error) => console.error(error.message),
});

console.log(
  `The morning of 1 November 2021 at Binance, ${Math.round(SPEED)} times as fast: withdrawals are halted, resumed,\n` +
    'pulled again, and resumed for good. The exchange is simulated; reading, deciding and telling are real.',
);
let isOver = false;
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
await app.start();
setTimeout(() => {
  if (told > 0) void end();
  else exitSaying('Nothing was told: this machine is too busy for so fast a day. Try again.', EXIT.failed);
}, LENGTH_MS);

function withoutLoopback(reason: string): never {
  return exitSaying(
    `The simulated exchange cannot be reached on 127.0.0.1 (${reason}): the demo needs a loopback network.`,
    EXIT.unavailable,
  );
}

function write(text: string): void {
  if (!text.includes('(edited)')) told += 1;
  console.log(text);
}

async function end(): Promise<void> {
  if (isOver) return;
  isOver = true;
  await app.stop();
  await store.close();
  await http.close();
  await simulated.close();
  rmSync(folder, { recursive: true, force: true });
  console.log(`\n${told} messages, all of one incident. \`npm start\` watches the real exchanges.`);
  process.exit(0);
}

/** The shipped configuration of Binance, with its hosts moved to the simulated exchange. */
function binanceAt(origin: string, { policy, networks }: Config): ExchangeConfig {
  const path = 'config/exchanges/binance.yaml';
  const moved = readFileSync(path, 'utf8').replaceAll(/^( *url: )https:\/\/[^/\s]+/gm, `$1${origin}`);
  const file = parseYaml(path, moved);
  if (!('value' in file)) throw new ConfigError(file);
  const { sources, ...exchange } = file.value as { sources: Record<string, unknown> };
  const scripted = Object.fromEntries(SOURCES.map((id) => [id, sources[id]]));
  const built = readExchange(inMemory(path, { ...exchange, sources: scripted }), { policy, networks });
  if ('id' in built) return built;
  throw new ConfigError(built);
}
