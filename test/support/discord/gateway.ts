import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';

import { GatewaySession } from './gateway-session.ts';
import { guildCreatePayload, userPayload } from './payloads.ts';
import { Signal, type WaitOptions } from './signal.ts';
import type { World } from './world.ts';

export interface GatewayOptions {
  readonly world: World;
  readonly token: string;
  readonly applicationId: string;
  readonly heartbeatIntervalMs: number;
}

/** What came in on the gateway, for tests to look at. */
export type GatewayEvent =
  | { readonly kind: 'identify'; readonly intents: number; readonly shard: readonly [number, number] }
  | { readonly kind: 'resume'; readonly sequence: number }
  | { readonly kind: 'heartbeat'; readonly sequence: number | null }
  | { readonly kind: 'refused'; readonly code: GatewayCloseCodes };

const maxPayloadBytes = 4096;
const identifiesPerDay = 1000;
const privilegedIntents: number =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const payloadSchema = z.object({ op: z.enum(GatewayOpcodes), d: z.unknown() });
const identifySchema = z.object({
  token: z.string(),
  intents: z.int(),
  properties: z.looseObject({}),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

/** Discord's gateway: HELLO, IDENTIFY, READY and the guilds, heartbeats, RESUME, and the ways it breaks. */
export class Gateway {
  readonly log: GatewayEvent[] = [];
  readonly happened = new Signal<GatewayEvent>();
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #options: GatewayOptions;
  /** `ws://127.0.0.1:P`; known once the server listens. */
  url = '';

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#server.on('connection', (socket) => this.#welcome(socket));
  }

  get sessionStartLimit(): Record<string, number> {
    const used = this.log.filter(({ kind }) => kind === 'identify').length;
    return {
      total: identifiesPerDay,
      remaining: Math.max(0, identifiesPerDay - used),
      reset_after: 86_400_000,
      max_concurrency: 1,
    };
  }

  get isConnected(): boolean {
    return this.#connected().length > 0;
  }

  /** Resolves when a shard identifies or resumes next. */
  async nextLogin(wait?: WaitOptions): Promise<GatewayEvent> {
    return this.happened.next('a login', ({ kind }) => kind === 'identify' || kind === 'resume', wait);
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (client) => this.#server.emit('connection', client));
  }

  publish(event: string, data: unknown, guildId?: string): void {
    for (const session of this.#sessions.values())
      if (session.wants(event, guildId)) session.dispatch(event, data);
  }

  /** Cuts the connections without a word, as a network does; the client resumes. */
  /** Closes every connection with a code, such as 4014 for intents that are not allowed any more. */
  closeConnections(code: GatewayCloseCodes): void {
    for (const { socket } of this.#connected()) socket?.close(code);
  }

  dropConnections(): void {
    for (const { socket } of this.#connected()) socket?.terminate();
  }

  /** Opcode 7: the client should come back and resume. */
  requestReconnect(): void {
    this.#sendAll({ op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Opcode 9. A session that is not resumable is forgotten, and the client has to identify anew. */
  invalidateSessions({ resumable }: { resumable: boolean }): void {
    this.#sendAll({ op: GatewayOpcodes.InvalidSession, d: resumable });
    if (!resumable) this.#sessions.clear();
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #connected(): GatewaySession[] {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== undefined);
  }

  #sendAll(payload: unknown): void {
    for (const { socket } of this.#connected()) socket?.send(JSON.stringify(payload));
  }

  #welcome(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => this.#receive(socket, data));
    socket.on('close', (code) => this.#forgetSocket(socket, code));
    const { heartbeatIntervalMs } = this.#options;
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatIntervalMs } }));
  }

  /** A client that says goodbye with 1000 or 1001 ends its session. */
  #forgetSocket(socket: WebSocket, code: number): void {
    const session = this.#sessionOf(socket);
    if (!session) return;
    session.socket = undefined;
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
  }

  #receive(socket: WebSocket, data: Buffer): void {
    if (data.byteLength > maxPayloadBytes) return this.#refuse(socket, GatewayCloseCodes.DecodeError);
    const payload = payloadSchema.safeParse(parse(data.toString()));
    if (!payload.success) return this.#refuse(socket, GatewayCloseCodes.DecodeError);
    const { op, d } = payload.data;
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        this.#note({ kind: 'heartbeat', sequence: typeof d === 'number' ? d : null });
        socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
        return undefined;
      case GatewayOpcodes.Identify:
        return this.#identify(socket, d);
      case GatewayOpcodes.Resume:
        return this.#resume(socket, d);
      default:
        if (!this.#sessionOf(socket)) this.#refuse(socket, GatewayCloseCodes.NotAuthenticated);
        return undefined;
    }
  }

  #identify(socket: WebSocket, data: unknown): void {
    const identify = identifySchema.safeParse(data);
    if (!identify.success) return this.#refuse(socket, GatewayCloseCodes.DecodeError);
    const { token, intents, shard } = identify.data;
    if (token !== this.#options.token) return this.#refuse(socket, GatewayCloseCodes.AuthenticationFailed);
    if (this.#sessionOf(socket)) return this.#refuse(socket, GatewayCloseCodes.AlreadyAuthenticated);
    if ((intents & privilegedIntents) !== 0) return this.#refuse(socket, GatewayCloseCodes.DisallowedIntents);

    const session = new GatewaySession({ intents, shard }, socket);
    this.#sessions.set(session.id, session);
    this.#ready(session);
    this.#note({ kind: 'identify', intents, shard });
    return undefined;
  }

  #ready(session: GatewaySession): void {
    const { world, applicationId } = this.#options;
    const guilds = [...world.guilds.values()].filter(({ id }) => session.wants('GUILD_CREATE', id));
    session.dispatch('READY', {
      v: 10,
      user: userPayload(world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${this.url}/resume`,
      shard: session.identify.shard,
      application: { id: applicationId, flags: 0 },
    });
    for (const guild of guilds) session.dispatch('GUILD_CREATE', guildCreatePayload(guild, world.bot));
  }

  #resume(socket: WebSocket, data: unknown): void {
    const resume = resumeSchema.safeParse(data);
    if (!resume.success) return this.#refuse(socket, GatewayCloseCodes.DecodeError);
    const { token, session_id: sessionId, seq } = resume.data;
    if (token !== this.#options.token) return this.#refuse(socket, GatewayCloseCodes.AuthenticationFailed);
    const session = this.#sessions.get(sessionId);
    if (!session) {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }));
      return undefined;
    }
    session.resume(socket, seq);
    this.#note({ kind: 'resume', sequence: seq });
    return undefined;
  }

  #sessionOf(socket: WebSocket): GatewaySession | undefined {
    return this.#sessions.values().find((session) => session.socket === socket);
  }

  #refuse(socket: WebSocket, code: GatewayCloseCodes): void {
    this.#note({ kind: 'refused', code });
    socket.close(code);
  }

  #note(event: GatewayEvent): void {
    this.log.push(event);
    this.happened.emit(event);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
