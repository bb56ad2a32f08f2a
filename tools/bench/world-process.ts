// Every shipped source and a Discord, in a process of their own: what the program under measurement reads and writes.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startDiscord } from '#test/support/discord/emulator.ts';
import { loadSubjects } from '#test/fuzz/subjects.ts';
import { exchangeInfo } from './payloads/exchange-info.ts';
import { walletList } from './payloads/wallet-list.ts';
import { BESIDE } from './world.ts';
import type { FromWorld, ToWorld } from './world.ts';

const bodies = new Map<string, string>();
for (const { name, source, bodies: own } of loadSubjects()) {
  for (const [i, { url }] of source.requests.entries()) {
    const body = own[i];
    bodies.set(placeOf(url), typeof body === 'string' ? body : JSON.stringify(body));
    if (name === 'binance/wallets') bodies.set(placeOf(url), walletList());
    if (name === 'binance/pairs') bodies.set(placeOf(url), exchangeInfo(0));
  }
}
let asked = 0;
let missed = 0;
const flipped = new Map<string, 'up' | 'down'>();
const told = new Map<string, 'up' | 'down'>();
let paths: string[] = [];
/** When each flip was answered. */
const heardAt: number[] = [];
let firstAt = 0;

const server = createServer((request, response) => {
  const whole = (request.url ?? '').slice(1);
  const isBeside = whole.startsWith(BESIDE);
  const path = isBeside ? whole.slice(BESIDE.length) : whole;
  if (!isBeside) {
    asked += 1;
    if (firstAt === 0) firstAt = Date.now();
    paths.push(path);
  }
  if (path.startsWith('bench/')) {
    const status = flipped.get(path) ?? 'up';
    response.end(JSON.stringify({ status }), () => {
      if (status !== (told.get(path) ?? 'up')) heardAt.push(Date.now());
      told.set(path, status);
    });
    return;
  }
  const body = bodies.get(placeOf(`https://${path}`));
  if (body === undefined) missed += 1;
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(body ?? '');
});
// As exchanges and what stands in front of them do: longer than between two reads.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const discord = await startDiscord();
const guild = discord.addGuild({ name: 'bench' });
const channel = discord.addChannel(guild, { name: 'alerts' });
process.on('message', (message: ToWorld) => {
  if (message.kind === 'flip') flipped.set(`bench/${message.exchange}`, message.to);
  else if (message.kind === 'mark') {
    firstAt = 0;
    paths = [];
  } else tell({ kind: 'counts', asked, missed, firstAt, paths, heardAt, postedAt: postedAt() });
});
process.once('disconnect', () => process.exit());
tell({
  kind: 'ready',
  origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  discordUrl: discord.apiUrl,
  token: discord.token,
  guildId: guild.id,
  channelId: channel.id,
});

function postedAt(): number[] {
  return discord.requests
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    .map(({ at }) => at);
}

/** A query may carry the time. */
function placeOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\?.*$/s, '');
}

function tell(message: FromWorld): void {
  process.send?.(message);
}
