import { randomUUID } from 'node:crypto';

import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  InteractionReplyOptions,
} from 'discord.js';

import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { Handler } from './handler.ts';
import { clip } from './render/escape.ts';
import { allowOnly } from './render/message-body.ts';
import type { MessageBody } from './render/message-body.ts';
import { completionOf, requestOf } from './request.ts';
import { UserError } from './user-error.ts';

export interface InteractionDeps {
  readonly handlers: readonly Handler[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** Discord gives three seconds for the first answer; what takes longer than this is deferred. */
const DEFER_AFTER_MS = 1_500;

const CHOICES_MAX = 25;
const CHOICE_MAX = 100;

/** Too late or answered already: nobody waits for what we would say. */
const MOOT = new Set<number | string>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

type Answer = { readonly body: MessageBody; readonly isPrivate: boolean };

/** The single entry of all interactions. It never throws. */
export function createInteractionEntry(deps: InteractionDeps): (interaction: Interaction) => Promise<void> {
  const handlers = new Map(deps.handlers.map((handler) => [handler.data.name, handler]));
  return async (interaction) => {
    try {
      if (interaction.isChatInputCommand()) {
        await answerCommand(interaction, handlers.get(interaction.commandName), deps);
      } else if (interaction.isAutocomplete()) {
        await complete(interaction, handlers.get(interaction.commandName), deps);
      }
    } catch (error) {
      if (error instanceof DiscordAPIError && MOOT.has(error.code)) {
        deps.log.info({ code: error.code }, 'an interaction was over before it was answered');
      } else deps.log.error({ err: error }, 'could not answer an interaction');
    }
  };
}

async function answerCommand(
  interaction: ChatInputCommandInteraction,
  handler: Handler | undefined,
  deps: InteractionDeps,
): Promise<void> {
  const isPrivate = handler?.visibility !== 'public';
  let deferral: Promise<unknown> | undefined;
  const cancel = deps.clock.setTimer(DEFER_AFTER_MS, () => {
    deferral = interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    // Its failure is met below; until then it must not count as unhandled.
    deferral.catch(() => undefined);
  });
  const answer = await workOut(interaction, handler, deps).finally(cancel);
  if (deferral === undefined) {
    await interaction.reply(replyOf(answer));
    return;
  }
  await deferral;
  if (answer.isPrivate === isPrivate) {
    const { flags: _, ...edit } = replyOf(answer);
    await interaction.editReply(edit);
    return;
  }
  // Everybody sees that something was asked; the error is for the one who asked.
  await interaction.deleteReply();
  await interaction.followUp(replyOf(answer));
}

async function workOut(
  interaction: ChatInputCommandInteraction,
  handler: Handler | undefined,
  { log }: InteractionDeps,
): Promise<Answer> {
  try {
    if (handler === undefined)
      throw new UserError(`I no longer know /${interaction.commandName}. Reload Discord.`);
    const request = requestOf(interaction);
    if (request === undefined) throw new UserError('This works in a server only.');
    return { body: await handler.run(request), isPrivate: handler.visibility === 'private' };
  } catch (error) {
    if (error instanceof UserError) return sorry(error.message);
    const id = randomUUID().slice(0, 8);
    log.error({ err: error, id, command: interaction.commandName }, 'a command failed');
    return sorry(`Something went wrong on my side. Tell the operator of this bot the number ${id}.`);
  }
}

function sorry(text: string): Answer {
  const body = { content: clip(text, 2000), embeds: [], components: [], allowed_mentions: allowOnly([]) };
  return { body, isPrivate: true };
}

function replyOf({ body, isPrivate }: Answer): InteractionReplyOptions & { flags?: MessageFlags.Ephemeral } {
  return {
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    allowedMentions: { parse: [] },
    ...(isPrivate && { flags: MessageFlags.Ephemeral as const }),
  };
}

async function complete(
  interaction: AutocompleteInteraction,
  handler: Handler | undefined,
  { log }: InteractionDeps,
): Promise<void> {
  const choices = suggest(interaction, handler, log);
  await interaction.respond(
    choices
      .filter(({ value }) => value.length > 0 && value.length <= CHOICE_MAX)
      .slice(0, CHOICES_MAX)
      .map(({ name, value }) => ({ name: clip(name, CHOICE_MAX), value })),
  );
}

function suggest(
  interaction: AutocompleteInteraction,
  handler: Handler | undefined,
  log: Logger,
): ReturnType<NonNullable<Handler['complete']>> {
  const request = completionOf(interaction);
  if (request === undefined) return [];
  try {
    return handler?.complete?.(request) ?? [];
  } catch (error) {
    log.error({ err: error, command: interaction.commandName }, 'could not suggest anything');
    return [];
  }
}
