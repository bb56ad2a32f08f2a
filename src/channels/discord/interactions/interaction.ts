import { randomUUID } from 'node:crypto';

import { InteractionType } from 'discord.js';
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from 'discord.js';

import type { Catalogue, Say } from '#src/alert/catalogue.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { parseCustomId } from './custom-id.ts';
import type { ActionHandler, AnswerHandler, Form, FormHandler, Handler, Reply } from './handler.ts';
import type { InteractionApi, Manner } from './interaction-api.ts';
import { clip } from '#src/channels/discord/render/escape.ts';
import { actionOf, completionOf, isChatInput, commandRequestOf } from './request.ts';
import { UserError } from './user-error.ts';

export interface InteractionDeps {
  readonly handlers: readonly Handler[];
  readonly actions?: readonly ActionHandler[];
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly log: Logger;
}

/** Discord gives three seconds for the first answer; what takes longer than this is deferred. */
const DEFER_AFTER_MS = 1_500;

const CHOICES_MAX = 25;
const CHOICE_MAX = 100;

interface FirstAnswer {
  readonly body: Reply;
  readonly manner: Manner;
}

type Pressed = APIMessageComponentInteraction | APIModalSubmitInteraction;

/** What a member did and waits for the answer of. */
interface Asked {
  readonly interaction: APIChatInputApplicationCommandInteraction | Pressed;
  /** As a log should name it. */
  readonly name: string;
  readonly manner: Manner;
  readonly run: () => Promise<Reply>;
}

/** Takes an interaction as Discord sends it, however it came, and answers it. It never throws. */
export type InteractionEntry = (interaction: APIInteraction, api: InteractionApi) => Promise<void>;

/** The single entry of all interactions. */
export function createInteractionEntry(deps: InteractionDeps): InteractionEntry {
  const handlers = new Map(deps.handlers.map((handler) => [handler.data.name, handler]));
  const actions = new Map((deps.actions ?? []).map((handler) => [handler.action, handler]));

  const sayTo = (interaction: APIInteraction): Say =>
    deps.catalogue.say('locale' in interaction ? interaction.locale : undefined);

  function commandOf(interaction: APIChatInputApplicationCommandInteraction): Asked {
    const { name } = interaction.data;
    const handler = handlers.get(name);
    const run = async (): Promise<Reply> => {
      if (handler === undefined) throw new UserError(sayTo(interaction)('reply.unknownCommand', { name }));
      return await handler.run(commandRequestOf(interaction));
    };
    return { interaction, name: `/${name}`, manner: handler?.visibility ?? 'private', run };
  }

  function answerOf(interaction: Pressed, handler: AnswerHandler | undefined, key: string): Asked {
    const run = async (): Promise<Reply> => {
      if (handler === undefined) throw new UserError(sayTo(interaction)('reply.oldButton'));
      return await handler.run(actionOf(interaction, key));
    };
    return { interaction, name: interaction.data.custom_id, manner: handler?.answer ?? 'private', run };
  }

  async function press(interaction: Pressed, api: InteractionApi): Promise<void> {
    const { action = '', key = '' } = parseCustomId(interaction.data.custom_id) ?? {};
    const handler = actions.get(action);
    if (handler?.answer !== 'form') return answer(answerOf(interaction, handler, key), deps, api);
    const opened = openForm(handler, interaction, key, deps);
    if ('title' in opened) await api.open(interaction, opened);
    else await api.respond(interaction, opened.body, opened.manner);
  }

  return async (interaction, api) => {
    try {
      if (interaction.type === InteractionType.ApplicationCommand && isChatInput(interaction)) {
        await answer(commandOf(interaction), deps, api);
      } else if (
        interaction.type === InteractionType.MessageComponent ||
        interaction.type === InteractionType.ModalSubmit
      ) {
        await press(interaction, api);
      } else if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
        await api.suggest(
          interaction,
          choicesFor(interaction, handlers.get(interaction.data.name), deps.log),
        );
      }
    } catch (error) {
      if (api.isMoot(error)) deps.log.info('an interaction was over before it was answered');
      else deps.log.error({ err: error }, 'could not answer an interaction');
    }
  };
}

async function answer(asked: Asked, deps: InteractionDeps, api: InteractionApi): Promise<void> {
  const { interaction, manner } = asked;
  let deferral: Promise<unknown> | undefined;
  const cancel = deps.clock.setTimer(DEFER_AFTER_MS, () => {
    deferral = api.defer(interaction, manner);
    // Its failure is met below; until then it must not count as unhandled.
    deferral.catch(() => undefined);
  });
  const worked = await workOut(asked, deps).finally(cancel);
  if (deferral === undefined) {
    await api.respond(interaction, worked.body, worked.manner);
    return;
  }
  await deferral;
  if (worked.manner === manner) {
    await api.edit(interaction, worked.body);
    return;
  }
  // Everybody sees that something was asked; the error is for the one who asked. What a button stands on stays.
  if (manner !== 'update') await api.remove(interaction);
  await api.followUp(interaction, worked.body, worked.manner);
}

async function workOut(
  { interaction, name, manner, run }: Asked,
  deps: InteractionDeps,
): Promise<FirstAnswer> {
  try {
    return { body: await run(), manner };
  } catch (error) {
    return sorry(error, name, interaction.locale, deps);
  }
}

function openForm(
  handler: FormHandler,
  interaction: Pressed,
  key: string,
  deps: InteractionDeps,
): Form | FirstAnswer {
  try {
    return handler.open(actionOf(interaction, key));
  } catch (error) {
    return sorry(error, interaction.data.custom_id, interaction.locale, deps);
  }
}

/** The reason, where the member can put it right; a number to ask the operator about otherwise. */
function sorry(
  error: unknown,
  name: string,
  locale: string,
  { catalogue, log }: InteractionDeps,
): FirstAnswer {
  const say = (text: string): FirstAnswer => ({ body: { content: clip(text, 2000) }, manner: 'private' });
  if (error instanceof UserError) return say(error.message);
  const id = randomUUID().slice(0, 8);
  log.error({ err: error, id, what: name }, 'an interaction failed');
  return say(catalogue.say(locale)('reply.failed', { id }));
}

function choicesFor(
  interaction: APIApplicationCommandAutocompleteInteraction,
  handler: Handler | undefined,
  log: Logger,
): { name: string; value: string }[] {
  try {
    return (handler?.complete?.(completionOf(interaction)) ?? [])
      .filter(({ value }) => value.length > 0 && value.length <= CHOICE_MAX)
      .slice(0, CHOICES_MAX)
      .map(({ name, value }) => ({ name: clip(name, CHOICE_MAX), value }));
  } catch (error) {
    log.error({ err: error, command: interaction.data.name }, 'could not suggest anything');
    return [];
  }
}
