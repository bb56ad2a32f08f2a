import { InteractionResponseType, InteractionType } from 'discord.js';
import type { APIInteraction, REST } from 'discord.js';

import type { Door } from '#src/delivery/channel.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { createInteractionApi } from '#src/channels/discord/interactions/interaction-api.ts';
import type { AnswerCall } from '#src/channels/discord/interactions/interaction-api.ts';
import type { InteractionEntry } from '#src/channels/discord/interactions/interaction.ts';
import { isSnowflake } from '#src/channels/discord/is-snowflake.ts';
import { createOnce, createVerifier } from './signature.ts';

export interface EndpointsDeps {
  /** The application's, as hexadecimal digits. */
  readonly publicKey: string;
  readonly rest: REST;
  readonly enter: InteractionEntry;
  /** The time as Discord has it. */
  readonly now: () => number;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly log: Logger;
  /** Whether what commands need is there. */
  readonly isOpen: () => boolean;
  /** A server has let the bot in. */
  readonly onAuthorized: (guildId: string) => void;
}

/** Where Discord sends what members do, and what happens to the application. */
export const INTERACTIONS_PATH = '/discord/interactions';
export const EVENTS_PATH = '/discord/events';

/** How far the time of a request may be off. What members do is sent at once; an event again and again for ten minutes. */
const INTERACTION_WINDOW_MS = 30_000;
const EVENT_WINDOW_MS = 15 * 60_000;

/** What members hand in comes with the whole message that it stands on, of 40 components at most. */
const BODY_MAX = 256 * 1024;

/** What stands around an event of the application. */
interface WebhookEvent {
  readonly type: number;
  readonly event?: {
    readonly type?: unknown;
    readonly data?: { readonly guild?: { readonly id?: unknown } };
  };
}

const EVENT_PING = 0;

/**
 * Discord's side of the web: it signs each request with the application's key, tries with wrong signatures whether they
 * are refused, and wants the first answer within three seconds.
 */
export function createEndpoints(deps: EndpointsDeps): Readonly<Record<string, Door>> {
  const isGenuine = createVerifier(deps.publicKey, deps.now);
  // Nobody who has overheard a request has it done again.
  const isFirst = createOnce(deps.now, 2 * INTERACTION_WINDOW_MS);

  /** What a request says, if Discord says it; the refusal otherwise. */
  async function read(request: Request, windowMs: number): Promise<Response | { readonly said: unknown }> {
    const body = await bodyOf(request);
    if (body === undefined) return refusal(413, 'That is too large.');
    const signature = request.headers.get('x-signature-ed25519');
    const timestamp = request.headers.get('x-signature-timestamp');
    if (!isGenuine({ body, signature, timestamp }, windowMs))
      return refusal(401, 'The signature is not right.');
    try {
      return { said: JSON.parse(body.toString('utf8')) };
    } catch {
      return refusal(400, 'That is no JSON.');
    }
  }

  async function interactions(request: Request): Promise<Response> {
    const heard = await read(request, INTERACTION_WINDOW_MS);
    if (heard instanceof Response) return heard;
    const interaction = heard.said as APIInteraction;
    if (interaction?.type === InteractionType.Ping)
      return Response.json({ type: InteractionResponseType.Pong });
    if (!isSnowflake(interaction?.id) || typeof interaction.token !== 'string')
      return refusal(400, 'That is no interaction.');
    if (!deps.isOpen()) return refusal(503, 'Not ready yet.');
    if (!isFirst(interaction.id)) return refusal(401, 'That was answered already.');
    return await answered(interaction);
  }

  /** The first answer is the answer to the request; what follows it is a call. */
  async function answered(interaction: APIInteraction): Promise<Response> {
    const first = Promise.withResolvers<Response>();
    const callback: AnswerCall = async (_asked, type, { data, files = [] } = {}) => {
      const said = { type, ...(data !== undefined && { data }) };
      first.resolve(files.length === 0 ? Response.json(said) : new Response(formOf(said, files)));
    };
    const api = createInteractionApi(deps.rest, { callback, clock: deps.clock });
    void deps.enter(interaction, api).then(() => first.resolve(refusal(400, 'Nothing answers that.')));
    return await first.promise;
  }

  async function events(request: Request): Promise<Response> {
    const heard = await read(request, EVENT_WINDOW_MS);
    if (heard instanceof Response) return heard;
    const { event, type } = (heard.said ?? {}) as Partial<WebhookEvent>;
    const guildId = event?.data?.guild?.id;
    if (type !== EVENT_PING && event?.type === 'APPLICATION_AUTHORIZED' && isSnowflake(guildId)) {
      if (!deps.isOpen()) return refusal(503, 'Not ready yet.');
      deps.onAuthorized(guildId);
    }
    return new Response(null, { status: 204, headers: { 'content-type': 'application/json' } });
  }

  const guarded =
    (door: Door): Door =>
    async (request) => {
      try {
        return await door(request);
      } catch (error) {
        deps.log.error({ err: error }, 'a request of Discord could not be answered');
        return refusal(500, 'That went wrong.');
      }
    };
  return { [INTERACTIONS_PATH]: guarded(interactions), [EVENTS_PATH]: guarded(events) };
}

function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

interface File {
  readonly name: string;
  readonly data: unknown;
}

function formOf(said: object, files: readonly File[]): FormData {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(said));
  for (const [i, { name, data }] of files.entries())
    form.set(`files[${i}]`, new Blob([data as Buffer<ArrayBuffer>]), name);
  return form;
}

/** All of a body, or `undefined` where it is larger than anything that Discord sends. */
async function bodyOf(request: Request): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
