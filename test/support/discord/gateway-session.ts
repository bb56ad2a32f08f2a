import { randomBytes } from 'node:crypto';

import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';

import { shardOf } from './snowflake.ts';

export interface Identify {
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
}

/** A logged-in shard. It outlives its socket: what it misses is kept and replayed when it resumes. */
export class GatewaySession {
  readonly id = randomBytes(16).toString('hex');
  readonly identify: Identify;
  socket: WebSocket | undefined;
  #sequence = 0;
  readonly #sent: { readonly sequence: number; readonly text: string }[] = [];

  constructor(identify: Identify, socket: WebSocket) {
    this.identify = identify;
    this.socket = socket;
  }

  dispatch(event: string, data: unknown): void {
    this.#sequence += 1;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: this.#sequence, d: data });
    this.#sent.push({ sequence: this.#sequence, text });
    this.socket?.send(text);
  }

  resume(socket: WebSocket, lastSeen: number): void {
    this.socket = socket;
    for (const { sequence, text } of this.#sent) if (sequence > lastSeen) socket.send(text);
    this.dispatch('RESUMED', {});
  }

  wants(event: string, guildId: string | undefined): boolean {
    const [shard, count] = this.identify.shard;
    if ((guildId === undefined ? 0 : shardOf(guildId, count)) !== shard) return false;
    const intent = intentOf(event);
    return intent === undefined || (this.identify.intents & intent) !== 0;
  }
}

function intentOf(event: string): number | undefined {
  if (/^(GUILD_(CREATE|UPDATE|DELETE|ROLE_)|CHANNEL_|THREAD_)/.test(event)) return GatewayIntentBits.Guilds;
  if (event.startsWith('MESSAGE_')) return GatewayIntentBits.GuildMessages;
  return undefined;
}
