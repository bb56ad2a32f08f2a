import { setFlagsFromString } from 'node:v8';

import type { ExchangeConfig } from '#config/exchange-config.ts';
import { loadOwnConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { createApp } from '#src/app/app.ts';
import type { App } from '#src/app/app.ts';
import { channelsFor } from '#src/app/open-channels.ts';
import { commandLine } from '#src/cli/command-line.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { isWatched } from '#src/domain/watched.ts';
import { step } from '#src/engine/step.ts';
import { systemClock } from '#src/platform/clock.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { createLogger, logDestination } from '#src/platform/log.ts';
import type { LogLevel } from '#src/platform/log.ts';
import { createSteadyClock } from '#src/platform/steady-clock.ts';
import { version } from '#src/platform/version.ts';
import { createCronAlarm } from '#src/polling/cron-alarm.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { watchSchedule } from '#src/polling/watch-schedule.ts';
import { createThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { judgeHealth, troubleIn } from '#src/web/health.ts';
import type { Health } from '#src/web/health.ts';
import { startHeartbeat } from '#src/web/heartbeat.ts';
import { createMeter } from '#src/web/meter.ts';
import type { Metrics } from '#src/web/metrics.ts';
import type { WebServer } from '#src/web/server.ts';

import { exitForStore, openStoreOrExit } from './open-store.ts';
import { startPreview } from './preview.ts';
import { createReloader } from './reload.ts';
import { serveOrExit } from './serve.ts';
import { shareStore } from './share-store.ts';
import { watchConfig } from './watch-config.ts';
import { watchWeeks } from './watch-weeks.ts';

const STOP_WITHIN_MS = 9_000;
const MAX_JITTER_MS = 900;
const JITTER_SHARE = 0.1;

const USAGE = `Watches exchanges and tells Discord, or this terminal where no token is set. Ends at Ctrl-C or SIGTERM.

  npm start

Settings stand in the environment or in .env: README, "Settings".`;

commandLine(USAGE, {}, { isBot: true });
let config = readConfig();
const level = config.logLevel as LogLevel;
/** What was a secret once, is one. */
const secrets = [...config.secrets];
const log = createLogger(level, logDestination(process.stderr, { env: process.env, level }), secrets);
const clock = createSteadyClock({
  machine: systemClock,
  onStep: ({ byMs, isBelieved }) =>
    log.warn(
      { byMs },
      isBelieved
        ? "the machine's clock was set, and other machines agree: their time is taken over"
        : "the machine's clock was set: time goes on as before, unless other machines agree with it",
    ),
});
const scheduler = createScheduler({
  clock,
  alarm: createCronAlarm(log),
  // Exchanges see many such bots: a little chance keeps them from asking at the same instant.
  jitterMs: (everyMs) => Math.random() * Math.min(MAX_JITTER_MS, everyMs * JITTER_SHARE),
});
const http = createHttpClient({
  version,
  proxy: config.proxy,
  onDate: (host, at) => clock.witness(host, at),
});
const metrics =
  config.httpAddress === undefined ? undefined : (await import('#src/web/metrics.ts')).createMetrics(version);
const meter = createMeter(clock, metrics);
let storeProblem: string | undefined;
const store = await openStoreOrExit({
  url: config.storeUrl,
  meter,
  log,
  onAvailable(problem) {
    storeProblem = problem;
    tellOperator(problem ?? 'Redis is back: what is decided is stored again.');
  },
});
const shared = await shareStore(config, store.server, { clock, log });
let web: WebServer | undefined;
let isStopping = false;
const app = await build();

for (const line of config.exchanges.flatMap(({ leftOut }) => leftOut)) log.info(line);

const reload = createReloader({
  load: () => loadOwnConfig(),
  current: () => config,
  apply: goOnWith,
  onOperator: tellOperator,
});
if (process.platform !== 'win32') {
  process.on('SIGHUP', () => void reload());
}
process.once('SIGTERM', () => void stop(EXIT.ok));
process.once('SIGINT', () => void stop(EXIT.ok));
watchSchedule({ scheduler, clock, log, onOperator: tellOperator });
const startedAt = clock.now();
if (config.httpAddress !== undefined && metrics !== undefined)
  web = await openWeb(config.httpAddress, metrics);
watchWeeks({ meter, clock, scheduler, states, onOperator: tellOperator });
// A program that mostly waits has more of memory than of speed: without this, V8 keeps a hundred megabytes of room.
// Said now that all is loaded, which takes a quarter less time with that room.
setFlagsFromString('--optimize-for-size');
await app.start().catch((error: unknown) => {
  if (!(error instanceof StoreError)) throw error;
  exitForStore(error);
});
if (config.heartbeatUrl !== undefined) {
  startHeartbeat({
    url: config.heartbeatUrl,
    fetch: http.fetch,
    clock,
    trouble: () => troubleIn(health()),
    onMissed: tellOperator,
  });
}
watchConfig({
  folder: config.configDir,
  envFile: '.env',
  clock: systemClock,
  onChange: () => void reload(),
});
if (config.discordToken === undefined) {
  startPreview({
    watched: watched(),
    state: (id) => app.poller.state(id),
    clock: systemClock,
    write: (text) => process.stdout.write(text),
  });
}

function readConfig(): Config {
  try {
    return loadOwnConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return exitSaying(error.message, EXIT.config);
  }
}

async function build(): Promise<App> {
  return createApp({
    config,
    channels: (await channelsFor(config, (text) => process.stdout.write(`${text}\n`))).map(
      (open) => (context) => meter.channel(open(context)),
    ),
    store,
    shared,
    fetch: meter.fetch(http.fetch),
    opinion:
      config.readerModel === undefined
        ? undefined
        : createThirdOpinion({ fetch: http.fetch, settings: config.readerModel }),
    step: meter.step(step),
    clock,
    scheduler,
    log,
    onFatal: (error, exitCode) => {
      process.stderr.write(`${error.message}\n`);
      void stop(exitCode);
    },
  });
}

async function goOnWith(next: Config): Promise<void> {
  if (isStopping) return;
  secrets.push(...next.secrets);
  await app.reconfigure(next);
  config = next;
}

function tellOperator(message: string): void {
  app.tellOperator(message);
}

function watched(): ExchangeConfig[] {
  return config.exchanges.filter(isWatched);
}

function states(): ExchangeState[] {
  return watched().map(({ id }) => app.poller.state(id));
}

function health(): Health {
  // Of what others lead, they decide.
  const isLeading = config.exchanges.some(({ id }) => app.poller.isLeading(id));
  return judgeHealth(
    {
      polling: scheduler.pulse(),
      decidedAt: isLeading ? meter.decidedAt() : clock.now(),
      delivery: app.delivery(),
      storeFailingSince: meter.storeFailingSince(),
      storeProblem,
      startedAt,
      lost: app.lost(),
    },
    clock.now(),
  );
}

async function openWeb(address: string, metrics: Metrics): Promise<WebServer> {
  metrics.watch(
    { states, delivery: () => app.delivery(), isOwnNetworkHeld: () => app.poller.isOwnNetworkHeld() },
    clock,
  );
  return await serveOrExit(address, { health, metrics: metrics.expose, doors: app.doors, log });
}

/** Ends within ten seconds, whatever hangs: what is not sent yet is stored, and is sent at the next start. */
async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(exitCode), STOP_WITHIN_MS).unref();
  await web?.close();
  await app.stop();
  await store.close();
  process.exit(exitCode);
}
