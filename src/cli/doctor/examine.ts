import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { Config } from '#config/load.ts';
import { examineDiscord } from '#src/channels/discord/line/examine.ts';
import type { Address, BotStanding } from '#src/channels/discord/line/examine.ts';
import type { HttpFetch, HttpRequest } from '#src/platform/http.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { classify, describeSilence } from '#src/polling/classify.ts';
import { isShared, sqliteFileOf } from '#src/storage/backend.ts';
import { inspectStore } from '#src/storage/backup.ts';

import { formatBytes } from '#src/cli/format-bytes.ts';

/** What was looked at, how it is, and what to do where it is not well. */
export interface Diagnosis {
  readonly what: string;
  readonly kind: 'well' | 'doubtful' | 'bad';
  readonly says: string;
}

const MAX_SKEW_MS = 5_000;
const PARALLEL = 16;
const DISCORD = 'https://discord.com/api';

export function examineNode(version: string, needed: string): Diagnosis {
  const [major = 0, minor = 0] = numbersIn(version);
  const [neededMajor = 0, neededMinor = 0] = numbersIn(needed);
  const isWell = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  const says = isWell ? version : `${version}, and ${needed} is needed: install it, or use the npm scripts.`;
  return { what: 'Node', kind: isWell ? 'well' : 'bad', says };
}

function numbersIn(version: string): number[] {
  return Array.from(version.matchAll(/\d+/g), ([number]) => Number(number));
}

export async function examineStore({ storeUrl }: Pick<Config, 'storeUrl'>): Promise<Diagnosis> {
  const what = 'store';
  if (storeUrl === 'memory:')
    return { what, kind: 'doubtful', says: 'memory: forgets everything when the bot stops. Set STORE_URL.' };
  try {
    if (isShared(storeUrl)) return { what, ...(await examineServer(storeUrl)) };
    const found = inspectStore(storeUrl);
    if (found === undefined) return { what, ...examineFolder(storeUrl) };
    const user = found.lastUser === undefined ? '' : `, last used by Downtick ${found.lastUser}`;
    return {
      what,
      kind: 'well',
      says: `whole: ${found.records} records, ${formatBytes(found.bytes)}${user}.`,
    };
  } catch (error) {
    return { what, kind: 'bad', says: reasonOf(error) };
  }
}

/** Whether the first start can make a store where there is none. */
function examineFolder(storeUrl: string): Omit<Diagnosis, 'what'> {
  let folder = dirname(resolve(sqliteFileOf(storeUrl) ?? '.'));
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return { kind: 'well', says: 'none yet; the first start makes it.' };
  } catch {
    const says = `none yet, and this user cannot write in ${folder}. Allow that, or name another file in STORE_URL.`;
    return { kind: 'bad', says };
  }
}

async function examineServer(storeUrl: string): Promise<Omit<Diagnosis, 'what'>> {
  // Whoever does not need it does not load it.
  const { openRedisBackend } = await import('#src/storage/redis/redis-backend.ts');
  const backend = await openRedisBackend(storeUrl, {});
  await backend.close();
  const { connection, left, warning } = backend;
  if (warning !== undefined) return { kind: 'doubtful', says: warning };
  const user = left.lastUser === undefined ? '' : `, last used by Downtick ${left.lastUser}`;
  return { kind: 'well', says: `Redis at ${connection.place}${user}.` };
}

interface Asked {
  readonly host: string;
  readonly problem: string | undefined;
  /** It answers, and refuses this network. */
  readonly isBlocked: boolean;
}

/** Of those that do not answer; where all are silent, their names say nothing. */
const HOSTS_NAMED = 5;

/** Whether each host of the configuration, and Discord, can be reached, and whether the clock is right by their time. */
export async function examineNetwork(
  config: Pick<Config, 'discordApiUrl' | 'exchanges'>,
  { dates, fetch }: { readonly fetch: HttpFetch; readonly dates: ReadonlyMap<string, number> },
): Promise<Diagnosis[]> {
  const requests = new Map<string, HttpRequest>();
  for (const { sources } of config.exchanges)
    for (const source of sources)
      for (const request of source.requests) requests.set(new URL(request.url).host, request);
  const discord = `${config.discordApiUrl ?? DISCORD}/v10/gateway`;
  const asked = await askAll([...requests, [new URL(discord).host, { url: discord }]], fetch);
  const blocked = asked.filter(({ isBlocked }) => isBlocked);
  const silent = asked.filter(({ problem }) => problem !== undefined);
  const more = silent.length > HOSTS_NAMED ? ` and ${silent.length - HOSTS_NAMED} more` : '';
  const hosts = silent
    .slice(0, HOSTS_NAMED)
    .map(({ problem }) => problem)
    .join('; ')
    .concat(more);
  const isOurs = silent.length > asked.length / 2;
  const advice = isOurs
    ? 'Most are silent: check DNS, the firewall and, behind a proxy, HTTPS_PROXY.'
    : 'The exchange may block this network, or be away; `npm run check` says more.';
  return [
    {
      what: 'hosts',
      kind: silent.length === 0 ? 'well' : isOurs ? 'bad' : 'doubtful',
      says:
        silent.length === 0
          ? `all ${asked.length} answer.`
          : `${asked.length - silent.length} of ${asked.length} answer: ${hosts}. ${advice}`,
    },
    ...(blocked.length === 0
      ? []
      : [
          {
            what: 'blocks',
            kind: 'doubtful' as const,
            says: `${blocked.map(({ host }) => host).join(', ')}: answers, and refuses this network. A \`proxy:\` in the exchange's file leads around it.`,
          },
        ]),
    examineClock([...dates.values()]),
  ];
}

/** `skews` is by how many milliseconds other machines are ahead of this one. */
export function examineClock(skews: readonly number[]): Diagnosis {
  const sorted = skews.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return { what: 'clock', kind: 'doubtful', says: 'no host said what time it is.' };
  const seconds = Math.round(Math.abs(median) / 1_000);
  if (Math.abs(median) <= MAX_SKEW_MS)
    return { what: 'clock', kind: 'well', says: 'right, by what the hosts say.' };
  const says = `${seconds} s ${median > 0 ? 'behind' : 'ahead of'} what the hosts say. Turn on NTP (timedatectl set-ntp true).`;
  return { what: 'clock', kind: 'bad', says };
}

async function askAll(
  requests: readonly (readonly [host: string, request: HttpRequest])[],
  fetch: HttpFetch,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  const left = requests.values();
  const worker = async (): Promise<void> => {
    for (const [host, request] of left) {
      const result = await fetch({ ...request, timeoutMs: 8_000 });
      asked.push({
        host,
        problem: result.kind === 'no_answer' ? describeSilence(result) : undefined,
        isBlocked: classify(result, Date.now()).kind === 'blocked',
      });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return asked;
}

/** Whether Discord takes the token, and whether the bot may post where it should. */
export async function examineToken(
  { discordApiUrl, discordToken, proxy }: Partial<Pick<Config, 'discordApiUrl' | 'discordToken' | 'proxy'>>,
  addresses: readonly Address[],
): Promise<Diagnosis[]> {
  if (discordToken === undefined)
    return [
      {
        what: 'token',
        kind: 'doubtful',
        says: 'DISCORD_TOKEN is not set: the bot shows everything in its terminal.',
      },
    ];
  const standing = await examineDiscord(discordToken, discordApiUrl, addresses, proxy);
  return findingsOf(standing, addresses.length);
}

function findingsOf(standing: BotStanding, count: number): Diagnosis[] {
  switch (standing.kind) {
    case 'unreachable':
      return [{ what: 'token', kind: 'doubtful', says: `Discord could not be asked: ${standing.reason}.` }];
    case 'refused':
      return [
        {
          what: 'token',
          kind: 'bad',
          says: 'Discord does not take it. Reset it in the developer portal, page "Bot", and put the new one into .env.',
        },
      ];
    case 'in':
      return [
        { what: 'token', kind: 'well', says: `taken: the bot is ${standing.name}.` },
        { what: 'intents', kind: 'well', says: 'only "Guilds" is asked for, which needs no approval.' },
        standing.troubles.length === 0
          ? {
              what: 'rights',
              kind: 'well',
              says: `enough in each of ${count} channels that follow something.`,
            }
          : { what: 'rights', kind: 'bad', says: standing.troubles.join(' ') },
      ];
  }
}
