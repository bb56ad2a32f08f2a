import {
  ComponentType,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { APIInteraction, RawFile, REST } from 'discord.js';

import type { Clock } from '#src/platform/clock.ts';

import { customId } from './custom-id.ts';
import type { AnswerHandler, Choice, Form, Reply } from './handler.ts';
import { clip } from '#src/channels/discord/render/escape.ts';
import { pause } from '#src/platform/pause.ts';

/** How an answer appears. */
export type Manner = AnswerHandler['answer'];

/** An interaction, as far as answering it goes. */
type Asked = Pick<APIInteraction, 'id' | 'token' | 'application_id'>;

/** The calls that answer an interaction. They need its token alone, not the bot's. */
export interface InteractionApi {
  /** The first answer, within three seconds. */
  respond(asked: Asked, reply: Reply, manner: Manner): Promise<void>;
  /** The first answer, where the real one takes longer. */
  defer(asked: Asked, manner: Manner): Promise<void>;
  open(asked: Asked, form: Form): Promise<void>;
  suggest(asked: Asked, choices: readonly Choice[]): Promise<void>;
  /** Replaces the first answer, or what a deferral promised. */
  edit(asked: Asked, reply: Reply): Promise<void>;
  remove(asked: Asked): Promise<void>;
  followUp(asked: Asked, reply: Reply, manner: Manner): Promise<void>;
  /** Too late or answered already: nobody waits for what we would say. */
  isMoot(error: unknown): boolean;
}

/** How a first answer reaches Discord. */
export type AnswerCall = (asked: Asked, type: InteractionResponseType, sent?: SentBody) => Promise<void>;

export interface ApiOptions {
  /** By the answer to the request that an interaction came with; by a call otherwise. */
  readonly callback?: AnswerCall;
  /** With it, Discord may know the first answer a little later than we have given it. */
  readonly clock?: Pick<Clock, 'setTimer'>;
}

/** Discord's limit for the title of a form. */
const TITLE_MAX = 45;

const MOOT = new Set<number | string>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  // Of a token that has run out, or of an answer that was thrown away meanwhile.
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** So often and so long is waited until Discord has taken a first answer in. */
const TRIES = 5;
const TRY_EVERY_MS = 400;

export function createInteractionApi(rest: REST, options: ApiOptions = {}): InteractionApi {
  const { clock, callback = callWith(rest) } = options;

  /** A call that needs the first answer to be there. */
  async function after(call: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await call();
        return;
      } catch (error) {
        const isEarly = error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownWebhook;
        if (!isEarly || clock === undefined || tries === TRIES) throw error;
      }
      await pause(clock, TRY_EVERY_MS);
    }
  }

  return {
    respond: (asked, reply, manner) =>
      manner === 'update'
        ? callback(asked, InteractionResponseType.UpdateMessage, toSent(reply))
        : callback(asked, InteractionResponseType.ChannelMessageWithSource, toSent(reply, manner)),

    defer: (asked, manner) =>
      manner === 'update'
        ? callback(asked, InteractionResponseType.DeferredMessageUpdate)
        : callback(asked, InteractionResponseType.DeferredChannelMessageWithSource, {
            data: manner === 'public' ? {} : { flags: MessageFlags.Ephemeral },
          }),

    open: (asked, { title, action, key, fields }) =>
      callback(asked, InteractionResponseType.Modal, {
        data: { title: clip(title, TITLE_MAX), custom_id: customId(action, key), components: fields },
      }),

    suggest: (asked, choices) =>
      callback(asked, InteractionResponseType.ApplicationCommandAutocompleteResult, { data: { choices } }),

    async edit(asked, reply) {
      const { data, files } = toSent(reply);
      const route = Routes.webhookMessage(asked.application_id, asked.token, '@original');
      await after(() =>
        rest.patch(route, { auth: false, body: data, ...(files !== undefined && { files }) }),
      );
    },

    async remove({ application_id, token }) {
      const route = Routes.webhookMessage(application_id, token, '@original');
      await after(() => rest.delete(route, { auth: false }));
    },

    async followUp(asked, reply, manner) {
      const { data, files } = toSent(reply, manner);
      const route = Routes.webhook(asked.application_id, asked.token);
      await after(() => rest.post(route, { auth: false, body: data, ...(files !== undefined && { files }) }));
    },

    isMoot: (error) => error instanceof DiscordAPIError && MOOT.has(error.code),
  };
}

function callWith(rest: REST): AnswerCall {
  return async ({ id, token }, type, sent = {}) => {
    await rest.post(Routes.interactionCallback(id, token), {
      auth: false,
      body: { type, ...(sent.data !== undefined && { data: sent.data }) },
      ...(sent.files !== undefined && { files: sent.files }),
    });
  };
}

interface SentBody {
  readonly data?: object;
  readonly files?: RawFile[];
}

/** A reply as Discord's API takes it: it mentions nobody, and a layout has neither content nor embeds. */
function toSent(
  { content = '', embeds = [], components = [], files = [] }: Reply,
  manner?: Manner,
): SentBody {
  const isLayout = components.some(({ type }) => type !== ComponentType.ActionRow);
  const flags =
    (manner === 'private' ? MessageFlags.Ephemeral : 0) | (isLayout ? MessageFlags.IsComponentsV2 : 0);
  const data = {
    ...(!isLayout && { content, embeds }),
    components,
    allowed_mentions: { parse: [] },
    attachments: files.map(({ name, description }, id) => ({
      id: String(id),
      filename: name,
      ...(description !== undefined && { description }),
    })),
    ...(flags !== 0 && { flags }),
  };
  return files.length === 0
    ? { data }
    : { data, files: files.map(({ name, data: bytes }) => ({ name, data: bytes })) };
}
