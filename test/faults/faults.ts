import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

import type { Chance } from './random.ts';
import type { Disk } from './disk.ts';
import type { Exchanges, ExchangeFault } from './exchanges.ts';
import type { Life } from './life.ts';

const posting = { method: 'POST', path: '/channels/:channel/messages' } as const;

export interface FaultScene {
  readonly discord: DiscordEmulator;
  readonly exchanges: Exchanges;
  readonly exchangeIds: readonly string[];
  readonly channels: readonly WorldChannel[];
  readonly chance: Chance;
  readonly disk: Disk;
  readonly life: Life;
}

/** Something that goes wrong, as one line. It is over by itself. */
export interface Fault {
  readonly name: string;
  begin(scene: FaultScene): void | Promise<void>;
  /** Where it can happen; anywhere unless told. */
  readonly where?: 'one process' | 'many processes';
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** An answer of Discord's that goes wrong, before or after it has done what was asked. */
function badAnswer(
  name: string,
  answer: Parameters<DiscordEmulator['failNext']>[0] extends infer F ? Partial<F> : never,
): Fault {
  return {
    name,
    begin({ discord, chance }) {
      discord.failNext({
        ...posting,
        ...answer,
        times: chance.between(1, 4),
        ...(answer.status !== 401 && answer.status !== 429 && { afterEffect: chance.isHit(0.5) }),
      });
    },
  };
}

function limited(scope: 'user' | 'shared' | 'global'): Fault {
  return {
    name: `429 ${scope}`,
    begin: ({ discord, chance }) =>
      discord.rateLimitNext({
        ...posting,
        scope,
        retryAfterMs: chance.between(200, 2_500),
        times: chance.between(1, 3),
      }),
  };
}

const exchangeFaults: readonly ExchangeFault[] = [
  'error',
  'page',
  'truncated',
  'throttled',
  'hangs',
  'reset',
  'redirect',
];

export const FAULTS: readonly Fault[] = [
  { name: 'kill -9', begin: ({ life, chance }) => life.restart('SIGKILL', chance.between(0, 1_500)) },
  { name: 'kill -9', begin: ({ life, chance }) => life.restart('SIGKILL', chance.between(0, 50)) },
  {
    // What it had begun may be there, and Discord does not know its nonce any more.
    name: 'kill -9, and nonces that are forgotten',
    begin: ({ life, chance, discord }) =>
      life.restart('SIGKILL', chance.between(0, 500), () => discord.forgetNonces()),
  },
  { name: 'stop', begin: ({ life, chance }) => life.restart('SIGTERM', chance.between(0, 500)) },
  badAnswer('500', { status: 500 }),
  badAnswer('502', { status: 502, code: 0 }),
  badAnswer('a page with 200', {
    status: 200,
    body: '<html>hello</html>',
    headers: { 'content-type': 'text/html' },
  }),
  badAnswer('{} with 200', { status: 200, body: {} }),
  badAnswer('a page with 400', { status: 400 }),
  badAnswer('a page with 403', { status: 403 }),
  badAnswer('an unknown code', { status: 400, code: 99_999 }),
  badAnswer('401', { status: 401, code: 0 }),
  badAnswer('429 without a word', { status: 429 }),
  badAnswer('a reset', { resetConnection: true }),
  {
    name: 'a slow answer',
    begin: ({ discord, chance }) =>
      discord.failNext({
        ...posting,
        delay: chance.between(100, 2_000),
        afterEffect: chance.isHit(0.5),
        times: 3,
      }),
  },
  limited('user'),
  limited('shared'),
  limited('global'),
  {
    name: 'a closed channel',
    async begin({ discord, channels, chance }) {
      const channel = chance.oneOf(channels);
      discord.setBotAccess(channel, { deny: [chance.oneOf(['ViewChannel', 'SendMessages'] as const)] });
      await pause(chance.between(500, 3_000));
      discord.setBotAccess(channel, {});
    },
  },
  {
    name: 'a channel that answers 10003',
    begin: ({ discord, channels, chance }) =>
      discord.failNext({
        method: 'POST',
        path: `/channels/${chance.oneOf(channels).id}/messages`,
        status: 404,
        code: 10_003,
      }),
  },
  { name: 'a dropped gateway', begin: ({ discord }) => discord.gateway.dropConnections() },
  { name: 'a gateway that asks to come back', begin: ({ discord }) => discord.gateway.requestReconnect() },
  {
    name: 'an exchange in trouble',
    begin: ({ exchanges, exchangeIds, chance }) =>
      exchanges.fail(chance.oneOf(exchangeIds), chance.oneOf(exchangeFaults), chance.between(1, 4)),
  },
  {
    name: 'a slow disk',
    where: 'one process',
    async begin({ disk, chance }) {
      disk.slow(chance.between(5, 300));
      await pause(chance.between(500, 4_000));
      disk.heal();
    },
  },
  {
    name: 'a full disk',
    where: 'one process',
    async begin({ disk, chance }) {
      disk.full();
      await pause(chance.between(200, 3_000));
      disk.heal();
    },
  },
  {
    name: 'a locked store',
    where: 'one process',
    begin: ({ disk, chance }) => disk.lock(chance.between(20, 2_000)),
  },
  {
    name: 'a clock that is set',
    begin: ({ life, chance }) =>
      life.stepClock(chance.oneOf([-90 * SECOND, -5 * HOUR, DAY, 30 * DAY, 400 * DAY, 5 * HOUR])),
  },
  {
    name: 'a process that sleeps',
    where: 'many processes',
    begin: ({ life, chance }) => life.sleep(chance.between(200, 14_000)),
  },
  {
    name: 'a Redis that is killed',
    where: 'many processes',
    begin: ({ life, chance }) => life.breakStore('dies', chance.between(0, 3_000)),
  },
  {
    name: 'a Redis that does not answer',
    where: 'many processes',
    begin: ({ life, chance }) => life.breakStore('sleeps', chance.between(200, 8_000)),
  },
  {
    name: 'a second process',
    where: 'one process',
    async begin({ life }) {
      const code = await life.startSecond();
      if (code !== 78 && code !== null) throw new Error(`A second process on the store ended with ${code}.`);
    },
  },
];

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
