import { commandLine } from '#src/cli/command-line.ts';
import { startRedis } from '#test/support/redis-server.ts';

import { commandsPerSecond } from './bench/cluster-commands.ts';
import { memoryWith } from './bench/cluster-memory.ts';
import { keepSettings } from './bench/cluster-settings.ts';
import { storm } from './bench/cluster-storm.ts';
import { measureRestarts, measureTakeovers } from './bench/cluster-takeover.ts';
import { median } from './bench/median.ts';

const USAGE = `Measures many processes on one Redis, beside one process with a file in the same run: docs/scaling.md. It prints, and
judges nothing. It starts a redis-server of its own.

  npm run bench:cluster -- [--guilds 100000] [--channels 10000] [--takeovers 5] [--commands 2000] [--servers 1000,5000]

What is set to 0 is left out.`;

const { values } = commandLine(USAGE, {
  guilds: { type: 'string', default: '100000' },
  channels: { type: 'string', default: '10000' },
  takeovers: { type: 'string', default: '5' },
  commands: { type: 'string', default: '2000' },
  servers: { type: 'string', default: '1000,5000' },
});

await withRedis(async (url) => {
  const guilds = Number(values.guilds);
  if (guilds === 0) return;
  const alone = await keepSettings(guilds);
  const many = await keepSettings(guilds, url);
  const row = (what: string, one: number, other: number): void =>
    say(
      `${what} ${guilds * 10} subscriptions of ${guilds} servers`,
      `${one.toFixed(0)} ms, on Redis ${other.toFixed(0)} ms: ${(other / one).toFixed(2)}×`,
    );
  row('store', alone.storeMs, many.storeMs);
  row('load', alone.loadMs, many.loadMs);
  row(`find the ${many.found} whom a notice concerns among`, alone.findMs, many.findMs);
});
await withRedis(async (url) => {
  const channels = Number(values.channels);
  if (channels === 0) return;
  const alone = await storm(channels);
  const many = await storm(channels, url, 2);
  const share = (one: typeof alone): string => (one.lastMs / one.ceilingMs).toFixed(3);
  say(
    `a notice to ${channels} channels, of Discord's limit`,
    `${share(alone)} alone, ${share(many)} by two notifiers; told twice: ${alone.doubled} and ${many.doubled}, sent again under the same nonce: ${many.resent}`,
  );
  if (many.cost === undefined) return;
  const each = (value: number): string => (value / channels).toFixed(1);
  say(
    'Redis, a message',
    `${each(many.cost.commands)} commands, ${each(many.cost.bytesIn)} bytes in, ${each(many.cost.bytesOut)} out`,
  );
});
await withRedis(async (url) => {
  const takeovers = Number(values.takeovers);
  if (takeovers === 0) return;
  const alone = await measureRestarts(takeovers);
  const { ms, perPoll } = await measureTakeovers(takeovers, url);
  const times = (all: readonly number[]): string =>
    `${median(all).toFixed(0)} ms in the middle, ${Math.max(...all).toFixed(0)} ms at most`;
  say(
    `kill -9 of the process that polls, until the next poll (${takeovers} times)`,
    `one that is started again at once ${times(alone)}; another one that takes over ${times(ms)}: ${(median(ms) / median(alone)).toFixed(2)}×`,
  );
  say(
    'Redis, a poll that changes nothing (two pollers, a poll a second)',
    `${perPoll.commands.toFixed(1)} commands, ${perPoll.bytesIn.toFixed(0)} bytes in, ${perPoll.bytesOut.toFixed(0)} out`,
  );
});
const commands = Number(values.commands);
if (commands > 0) {
  const [gateway, http] = [await commandsPerSecond(commands, false), await commandsPerSecond(commands, true)];
  say(
    'commands a second in one process, Discord beside it',
    `${gateway.toFixed(0)} over the gateway, ${http.toFixed(0)} over HTTP: ${(http / gateway).toFixed(2)}×`,
  );
}
for (const servers of values.servers
  .split(',')
  .map(Number)
  .filter((count) => count > 0)) {
  const [held, free] = [await memoryWith(servers, false), await memoryWith(servers, true)];
  say(
    `memory in ${servers} servers of 30 channels`,
    `${held.toFixed(0)} MB over the gateway, ${free.toFixed(0)} MB over HTTP: ${(free / held).toFixed(2)}×`,
  );
}
process.exit(0);

function say(what: string, result: string): void {
  process.stdout.write(`${what}: ${result}\n`);
}

async function withRedis(measure: (url: string) => Promise<void>): Promise<void> {
  // As docs/scaling.md has it.
  const redis = await startRedis('--appendfsync', 'always');
  try {
    await measure(redis.url);
  } finally {
    await redis.stop();
  }
}
