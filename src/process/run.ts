import { setFlagsFromString } from 'node:v8';

import type { ExchangeConfig } from '#config/exchange-config.ts';
import { loadOwnConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { createApp } from '#src/app/app.ts';
import type { App, Shared } from '#src/app/app.ts';
import { commandLine } from '#src/cli/command-line.ts';
import { channelsFor } from '#src/app/open-channels.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { step } from '#src/engine/step.ts';
import { systemClock } from '#src/platform/clock.ts';
import { startHeartbeat } from '#src/platform/heartbeat.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { EXIT } from '#src/platform/exit-codes.ts';
import { createLogger, logDestination } from '#src/platform/log.ts';
import type { LogLevel } from '#src/platform/log.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { createSteadyClock } from '#src/platform/steady-clock.ts';
import { version } from '#src/platform/version.ts';
import { createCronAlarm } from '#src/polling/cron-alarm.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { watchSchedule } from '#src/polling/watch-schedule.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { createThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { judgeHealth } from '#src/web/health.ts';
import { createMeter } from '#src/web/meter.ts';
import type { Metrics } from '#src/web/metrics.ts';
import type { WebServer } from '#src/web/server.ts';

import { exitForStore, exitSaying } from './exit-for.ts';
import { startPreview } from './preview.ts';
import { createReloader, watchConfig } from './reload.ts';
import { watchWeeks } from './watch-weeks.ts';

const STOP_WITHIN_MS = 9_000;
const MAX_JITTER_MS = 900;
const JITTER_SHARE = 0.1;

const ONE_AFTER_THE_OTHER =
  'Processes that share a Redis read the configuration at their start: start them again, one after the other.';

const USAGE = `Watches exchanges and tells Discord, or this terminal where no token is set. Ends at Ctrl-C or SIGTERM.

  npm start

Settings stand in the environment or in .env: README, "Settings".`;

commandLine(USAGE, {});
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
const opened = await connectOrExit();
const store = {
  ...opened,
  exchanges: {
    ...opened.exchanges,
    set: meter.write((...args: Parameters<Store['exchanges']['set']>) => opened.exchanges.set(...args)),
  },
  commit: meter.write(opened.commit),
};
const shared = await shareStore();
let web: WebServer | undefined;
let isStopping = false;
const app = await build();

for (const line of config.exchanges.flatMap(({ leftOut }) => leftOut)) log.info(line);

const reload = createReloader({
  load: () => loadOwnConfig(),
  current: () => config,
  apply: goOnWith,
  onOperator: (message) => app.tellOperator(message),
});
if (process.platform !== 'win32') {
  process.on('SIGHUP', () => {
    if (shared === undefined) void reload();
    else app.tellOperator(ONE_AFTER_THE_OTHER);
  });
}
process.once('SIGTERM', () => void stop(EXIT.ok));
process.once('SIGINT', () => void stop(EXIT.ok));
watchSchedule({ scheduler, clock, log, onOperator: (message) => app.tellOperator(message) });
const startedAt = clock.now();
if (config.httpAddress !== undefined && metrics !== undefined)
  web = await openWeb(config.httpAddress, metrics);
watchWeeks({
  app: { tellOperator: (message) => app.tellOperator(message) },
  meter,
  clock,
  scheduler,
  states,
});
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
    trouble: () => app.trouble(),
    onMissed: (message) => app.tellOperator(message),
  });
}
// Processes that share the work have to agree on it: they are started again, one after the other.
if (shared === undefined) watchConfig(config.configDir, '.env', () => void reload());
if (config.discordToken === undefined) {
  startPreview({
    watched: watched(),
    state: (id) => app.poller.state(id),
    clock: systemClock,
    write: (text) => process.stdout.write(text),
  });
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

/** Joins the other processes on the same store; what that takes is loaded only where there can be any. */
async function shareStore(): Promise<Shared | undefined> {
  const { server } = opened;
  if (server === undefined) return undefined;
  const { openCluster } = await import('#src/cluster/open-cluster.ts');
  log.info(`one of the processes on Redis at ${server.connection.place}, as ${[...config.roles].join(', ')}`);
  const { roles, shards, vantage } = config;
  return {
    cluster: openCluster({ server, clock, log }),
    roles,
    ...(vantage !== undefined && { vantage }),
    ...(shards !== undefined && { listensTo: `/${shards.ids[0]}-${shards.ids.at(-1)}/${shards.count}` }),
  };
}

async function goOnWith(next: Config): Promise<void> {
  if (isStopping) return;
  secrets.push(...next.secrets);
  await app.reconfigure(next);
  config = next;
}

function isLeading(): boolean {
  return config.exchanges.some(({ id }) => app.poller.isLeading(id));
}

function watched(): ExchangeConfig[] {
  return config.exchanges.filter(({ retired }) => retired === undefined);
}

function states(): ExchangeState[] {
  return watched().map(({ id }) => app.poller.state(id));
}

async function openWeb(address: string, metrics: Metrics): Promise<WebServer> {
  const { startWebServer } = await import('#src/web/server.ts');
  metrics.watch(
    { states, delivery: () => app.delivery(), isOwnNetworkHeld: () => app.poller.isOwnNetworkHeld() },
    clock,
  );
  const health = () =>
    judgeHealth(
      {
        polling: scheduler.pulse(),
        // Of what others lead, they decide.
        decidedAt: isLeading() ? meter.decidedAt() : clock.now(),
        delivery: app.delivery(),
        storeFailingSince: meter.storeFailingSince(),
        storeProblem,
        startedAt,
        lost: app.lost(),
      },
      clock.now(),
    );
  try {
    const server = await startWebServer(address, { health, metrics: metrics.expose, doors: app.doors });
    log.info(`answering at ${server.origin}/readyz and ${server.origin}/metrics`);
    return server;
  } catch (error) {
    const reason = reasonOf(error);
    return exitSaying(
      `HTTP_ADDRESS: nobody can listen at ${address} (${reason}). Name another port.`,
      EXIT.unavailable,
    );
  }
}

function readConfig(): Config {
  try {
    return loadOwnConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return exitSaying(error.message, EXIT.config);
  }
}

async function connectOrExit(): Promise<Store> {
  try {
    return await connectStore(config.storeUrl, {
      report: ({ collection, id, problem, keptAs }) =>
        log.error(`${collection}/${id} was set aside: ${problem}. It is kept as ${keptAs}.`),
      onWarning: (message) => log.warn(message),
      onAvailable(problem) {
        storeProblem = problem;
        app.tellOperator(problem ?? 'Redis is back: what is decided is stored again.');
      },
    });
  } catch (error) {
    return exitForStore(error);
  }
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
