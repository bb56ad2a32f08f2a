import { loadOwnConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { createApp } from '#src/app.ts';
import { commandLine } from '#src/cli/command-line.ts';
import { channelsFor } from '#src/open-channels.ts';
import { severityOf } from '#src/domain/status.ts';
import { systemClock } from '#src/platform/clock.ts';
import { startHeartbeat } from '#src/platform/heartbeat.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { EXIT } from '#src/platform/exit-codes.ts';
import { createLogger, logDestination } from '#src/platform/log.ts';
import type { LogLevel } from '#src/platform/log.ts';
import { createSteadyClock } from '#src/platform/steady-clock.ts';
import { version } from '#src/platform/version.ts';
import { createCronAlarm } from '#src/polling/cron-alarm.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { watchSchedule } from '#src/polling/watch-schedule.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { createThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import { openStore } from '#src/storage/store.ts';

const STOP_WITHIN_MS = 9_000;
const FIRST_GLANCE_MS = 6_000;
const MAX_JITTER_MS = 900;
const JITTER_SHARE = 0.1;

const USAGE = `Watches exchanges and tells Discord, or this terminal where no token is set. Ends at Ctrl-C or SIGTERM.

  npm start

Settings stand in the environment or in .env: README, "Settings".`;

commandLine(USAGE, {});
const config = readConfig();
const level = config.logLevel as LogLevel;
const log = createLogger(level, logDestination(process.stderr, { env: process.env, level }));
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
const http = createHttpClient({ version, onDate: (host, at) => clock.witness(host, at) });
const store = openOrExit();
let isStopping = false;
const app = createApp({
  config,
  channels: await channelsFor(config, (text) => process.stdout.write(`${text}\n`)),
  store,
  fetch: http.fetch,
  opinion:
    config.readerModel === undefined
      ? undefined
      : createThirdOpinion({ fetch: http.fetch, settings: config.readerModel }),
  clock,
  scheduler,
  log,
  onFatal: (error, exitCode) => {
    process.stderr.write(`${error.message}\n`);
    void stop(exitCode);
  },
});

for (const line of config.exchanges.flatMap(({ leftOut }) => leftOut)) log.info(line);

process.once('SIGTERM', () => void stop(EXIT.ok));
process.once('SIGINT', () => void stop(EXIT.ok));
watchSchedule({ scheduler, clock, log, onOperator: (message) => app.tellOperator(message) });
await app.start().catch((error: unknown) => {
  if (!(error instanceof StoreError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(EXIT.config);
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
if (config.discordToken === undefined) preview();

function readConfig(): Config {
  try {
    return loadOwnConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT.config);
  }
}

function openOrExit(): ReturnType<typeof openStore> {
  try {
    return openStore(config.storeUrl, {
      report: ({ collection, id, problem, keptAs }) =>
        log.error(`${collection}/${id} was set aside: ${problem}. It is kept as ${keptAs}.`),
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EXIT.config);
  }
}

function preview(): void {
  const watched = config.exchanges.filter(({ retired }) => retired === undefined);
  process.stdout.write(
    `Preview: watching ${watched.length} exchanges. Alerts appear here as they would read in Discord.\n` +
      'To connect: put the token of your bot into .env as DISCORD_TOKEN=… and start again (README, "Connect it").\n',
  );
  systemClock.setTimer(FIRST_GLANCE_MS, () => {
    const seen = watched.filter(({ id }) =>
      Object.values(app.poller.state(id).sources).some(({ okAt }) => okAt > 0),
    );
    const inTrouble = seen.filter(({ id }) =>
      app.poller.state(id).incidents.some(({ status }) => severityOf(status) > severityOf('operational')),
    );
    const trouble =
      inTrouble.length === 0
        ? ''
        : `; in trouble when first seen: ${inTrouble.map(({ name }) => name).join(', ')}`;
    process.stdout.write(
      `Read ${seen.length} of ${watched.length} exchanges${trouble}. Waiting for something to change.\n`,
    );
  });
}

/** Ends within ten seconds, whatever hangs: what is not sent yet is stored, and is sent at the next start. */
async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(exitCode), STOP_WITHIN_MS).unref();
  await app.stop();
  await store.close();
  process.exit(exitCode);
}
