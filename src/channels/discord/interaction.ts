import { randomUUID } from 'node:crypto';

import {
  AttachmentBuilder,
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord.js';
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  InteractionReplyOptions,
  InteractionUpdateOptions,
  MessageComponentInteraction,
} from 'discord.js';

import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { parseCustomId } from './custom-id.ts';
import type { ActionHandler, Handler, Reply } from './handler.ts';
import { clip } from './render/escape.ts';
import { actionOf, completionOf, requestOf } from './request.ts';
import { UserError } from './user-error.ts';

export interface InteractionDeps {
  readonly handlers: readonly Handler[];
  readonly actions?: readonly ActionHandler[];
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

/** How an answer appears. */
type Manner = ActionHandler['answer'];

interface Answer {
  readonly body: Reply;
  readonly manner: Manner;
}

/** Something that a member did and waits for the answer of. */
type Asked = ChatInputCommandInteraction | MessageComponentInteraction;

/** The single entry of all interactions. It never throws. */
export function createInteractionEntry(deps: InteractionDeps): (interaction: Interaction) => Promise<void> {
  const handlers = new Map(deps.handlers.map((handler) => [handler.data.name, handler]));
  const actions = new Map((deps.actions ?? []).map((handler) => [handler.action, handler]));
  return async (interaction) => {
    try {
      if (interaction.isChatInputCommand()) {
        const handler = handlers.get(interaction.commandName);
        await answer(interaction, handler?.visibility ?? 'private', deps, async () => {
          if (handler === undefined)
            throw new UserError(`I no longer know /${interaction.commandName}. Reload Discord.`);
          return await handler.run(requestOf(interaction));
        });
      } else if (interaction.isMessageComponent()) {
        const pressed = parseCustomId(interaction.customId);
        const handler = actions.get(pressed?.action ?? '');
        await answer(interaction, handler?.answer ?? 'private', deps, async () => {
          if (handler === undefined || pressed === undefined)
            throw new UserError('This button is from another version of me. Ask again with /status.');
          return await handler.run(actionOf(interaction, pressed.key));
        });
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

async function answer(
  interaction: Asked,
  manner: Manner,
  deps: InteractionDeps,
  run: () => Promise<Reply>,
): Promise<void> {
  let deferral: Promise<unknown> | undefined;
  const cancel = deps.clock.setTimer(DEFER_AFTER_MS, () => {
    deferral = defer(interaction, manner);
    // Its failure is met below; until then it must not count as unhandled.
    deferral.catch(() => undefined);
  });
  const worked = await workOut(interaction, manner, deps, run).finally(cancel);
  if (deferral === undefined) {
    await (worked.manner === 'update' && interaction.isMessageComponent()
      ? interaction.update(editOf(worked.body))
      : interaction.reply(replyOf(worked)));
    return;
  }
  await deferral;
  if (worked.manner === manner) {
    await interaction.editReply(editOf(worked.body));
    return;
  }
  // Everybody sees that something was asked; the error is for the one who asked. What a button stands on stays.
  if (manner !== 'update') await interaction.deleteReply();
  await interaction.followUp(replyOf(worked));
}

function defer(interaction: Asked, manner: Manner): Promise<unknown> {
  if (manner === 'update' && interaction.isMessageComponent()) return interaction.deferUpdate();
  return interaction.deferReply(manner === 'public' ? {} : { flags: MessageFlags.Ephemeral });
}

async function workOut(
  interaction: Asked,
  manner: Manner,
  { log }: InteractionDeps,
  run: () => Promise<Reply>,
): Promise<Answer> {
  try {
    return { body: await run(), manner };
  } catch (error) {
    if (error instanceof UserError) return sorry(error.message);
    const id = randomUUID().slice(0, 8);
    const what = interaction.isChatInputCommand() ? interaction.commandName : interaction.customId;
    log.error({ err: error, id, what }, 'an interaction failed');
    return sorry(`Something went wrong on my side. Tell the operator of this bot the number ${id}.`);
  }
}

function sorry(text: string): Answer {
  return { body: { content: clip(text, 2000) }, manner: 'private' };
}

/** A reply as discord.js takes it. A layout of components has neither content nor embeds. */
function contentOf({ content = '', embeds = [], components = [], files = [] }: Reply) {
  const isLayout = components.some(({ type }) => type !== ComponentType.ActionRow);
  return {
    ...(!isLayout && { content, embeds: [...embeds] }),
    components: [...components],
    allowedMentions: { parse: [] },
    files: files.map(
      ({ data, name, description }) =>
        new AttachmentBuilder(data, { name, ...(description && { description }) }),
    ),
    isLayout,
  };
}

function replyOf({ body, manner }: Answer): InteractionReplyOptions {
  const { isLayout, ...content } = contentOf(body);
  const flags = [
    ...(manner === 'public' ? [] : [MessageFlags.Ephemeral as const]),
    ...(isLayout ? [MessageFlags.IsComponentsV2 as const] : []),
  ];
  return { ...content, flags };
}

function editOf(body: Reply): InteractionUpdateOptions {
  const { isLayout, ...content } = contentOf(body);
  return { ...content, ...(isLayout && { flags: MessageFlags.IsComponentsV2 }) };
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
  try {
    return handler?.complete?.(completionOf(interaction)) ?? [];
  } catch (error) {
    log.error({ err: error, command: interaction.commandName }, 'could not suggest anything');
    return [];
  }
}
