import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import { InteractionResponseType, InteractionType } from 'discord.js';

import type { Clock } from '#src/platform/clock.ts';

import { parseBody } from './http-call.ts';
import { acknowledge } from './interaction-callback.ts';
import type { Interaction } from './interaction-desk.ts';
import type { DiscordState } from './state.ts';

/** Discord gives an application three seconds. */
const ANSWER_MS = 3_000;

/** What a test may have gone wrong with a request: its signature, its time, or its key. */
export interface Forgery {
  readonly signature?: string;
  readonly timestamp?: string;
}

/** The other way for an application to hear: Discord asks its web server, and signs what it asks. */
export class HttpEndpoints {
  readonly publicKey: string;
  interactionsUrl: string | undefined;
  eventsUrl: string | undefined;
  /** How many requests it has sent. */
  sent = 0;
  readonly #key = generateKeyPairSync('ed25519');
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
    const { x = '' } = this.#key.publicKey.export({ format: 'jwk' });
    this.publicKey = Buffer.from(x, 'base64url').toString('hex');
  }

  /** As the developer portal does when a URL is entered: it has to know a right signature, and refuse a wrong one. */
  async enter(interactionsUrl: string, eventsUrl?: string): Promise<void> {
    const ping = JSON.stringify({ type: InteractionType.Ping, id: '1', application_id: '1', token: 'x' });
    const right = await this.ask(interactionsUrl, ping);
    const pong = (await right.json()) as { readonly type?: unknown };
    if (right.status !== 200 || pong.type !== InteractionResponseType.Pong)
      throw new Error(`The endpoint answers a ping with ${right.status}.`);
    await this.#refuses(interactionsUrl, ping);
    if (eventsUrl !== undefined) {
      const event = JSON.stringify({ version: 1, application_id: '1', type: 0 });
      const answer = await this.ask(eventsUrl, event);
      if (answer.status !== 204 || answer.headers.get('content-type') === null)
        throw new Error(`The URL of events answers a ping with ${answer.status}.`);
      await this.#refuses(eventsUrl, event);
    }
    this.interactionsUrl = interactionsUrl;
    this.eventsUrl = eventsUrl;
  }

  async #refuses(url: string, body: string): Promise<void> {
    const wrong = await this.ask(url, body, { signature: randomBytes(64).toString('hex') });
    if (wrong.status !== 401) throw new Error(`A wrong signature is answered with ${wrong.status}.`);
  }

  /** A request as Discord signs it, or as somebody else would. */
  signed(url: string, body: string, forgery: Forgery = {}): Request {
    const { timestamp = String(Math.floor(this.#clock.now() / 1_000)) } = forgery;
    const signature =
      forgery.signature ?? sign(null, Buffer.from(timestamp + body), this.#key.privateKey).toString('hex');
    return new Request(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': signature,
        'x-signature-timestamp': timestamp,
      },
    });
  }

  async ask(url: string, body: string, forgery?: Forgery): Promise<Response> {
    this.sent += 1;
    return await fetch(this.signed(url, body, forgery), { signal: AbortSignal.timeout(ANSWER_MS) });
  }

  /** Sends what a member did. The answer is the first response, or there is none. */
  async deliver(state: DiscordState, interaction: Interaction, payload: object): Promise<void> {
    const answer = await this.ask(this.interactionsUrl ?? '', JSON.stringify(payload));
    if (answer.status === 202) return;
    if (answer.status !== 200)
      throw new Error(`${interaction.name} is answered with ${answer.status}: ${await answer.text()}`);
    const { body, files } = await parseBody({
      method: 'POST',
      path: '',
      query: new URLSearchParams(),
      headers: { 'content-type': answer.headers.get('content-type') ?? '' },
      raw: Buffer.from(await answer.arrayBuffer()),
    });
    acknowledge(state, interaction, body, files);
  }

  /** Tells that an admin has let the bot in. */
  async authorized(applicationId: string, guild: object): Promise<Response> {
    const event = {
      type: 'APPLICATION_AUTHORIZED',
      timestamp: new Date(this.#clock.now()).toISOString(),
      data: { integration_type: 0, scopes: ['bot', 'applications.commands'], user: { id: '1' }, guild },
    };
    const said = { version: 1, application_id: applicationId, type: 1, event };
    return await this.ask(this.eventsUrl ?? '', JSON.stringify(said));
  }
}
