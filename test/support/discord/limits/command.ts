import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { z } from 'zod';

import { refusals } from '#test/support/discord/api-error.ts';

import { checkForm, rule } from './form.ts';

const chatName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u)
  .refine(
    (name) => name === name.toLowerCase(),
    rule('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'),
  );
const description = z.string().min(1).max(100);
const localized = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema.nullable()).nullish();

const choiceSchema = z.looseObject({
  name: z.string().min(1).max(100),
  name_localizations: localized(z.string().min(1).max(100)),
  value: z.union([z.string().max(100), z.number()]),
});

/** What autocomplete may answer with. */
export const choicesSchema = z.array(choiceSchema).max(25);

interface OptionForm {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean | null | undefined;
  readonly autocomplete?: boolean | null | undefined;
  readonly choices?: readonly z.infer<typeof choiceSchema>[] | null | undefined;
  readonly options?: readonly OptionForm[] | null | undefined;
  readonly [field: string]: unknown;
}

const optionSchema: z.ZodType<OptionForm> = z.lazy(() =>
  z
    .looseObject({
      type: z.enum(ApplicationCommandOptionType),
      name: chatName,
      name_localizations: localized(chatName),
      description,
      description_localizations: localized(description),
      required: z.boolean().nullish(),
      autocomplete: z.boolean().nullish(),
      choices: choicesSchema.nullish(),
      channel_types: z.array(z.int()).nullish(),
      min_value: z.number().nullish(),
      max_value: z.number().nullish(),
      min_length: z.int().min(0).max(6000).nullish(),
      max_length: z.int().min(1).max(6000).nullish(),
      options: optionsSchema.nullish(),
    })
    .refine(
      (option) => !(option.autocomplete && option.choices?.length),
      rule('APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'Choices and autocomplete exclude each other'),
    ),
);

const optionsSchema = z
  .array(optionSchema)
  .max(25)
  .refine(
    (options) => new Set(options.map((option) => option.name)).size === options.length,
    rule('APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique'),
  )
  .refine(
    (options) => {
      const firstOptional = options.findIndex((option) => !option.required);
      return firstOptional < 0 || options.slice(firstOptional).every((option) => !option.required);
    },
    rule(
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options must be placed before non-required options',
    ),
  )
  .refine(
    (options) => options.every(isSubcommand) || !options.some(isSubcommand),
    rule(
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    ),
  );

const commandSchema = z
  .looseObject({
    type: z.enum(ApplicationCommandType).default(ApplicationCommandType.ChatInput),
    name: z.string().min(1).max(32),
    name_localizations: localized(z.string().min(1).max(32)),
    description: z.string().max(100).nullish(),
    description_localizations: localized(description),
    options: optionsSchema.nullish(),
    default_member_permissions: z.string().regex(/^\d+$/).nullish(),
    contexts: z.array(z.int().min(0).max(2)).nullish(),
    integration_types: z.array(z.int().min(0).max(1)).nullish(),
  })
  .refine(
    (command) =>
      command.type !== ApplicationCommandType.ChatInput || chatName.safeParse(command.name).success,
    {
      ...rule('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'),
      path: ['name'],
    },
  )
  .refine((command) => command.type !== ApplicationCommandType.ChatInput || Boolean(command.description), {
    ...rule('BASE_TYPE_REQUIRED', 'This field is required'),
    path: ['description'],
  })
  .refine((command) => textLength(command) <= 8000, {
    ...rule('APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'),
  });

export type CommandForm = z.infer<typeof commandSchema>;

const commandsSchema = z
  .array(commandSchema)
  .refine(
    (commands) => new Set(commands.map(({ type, name }) => `${type}:${name}`)).size === commands.length,
    rule('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'),
  );

/** The limits of a bulk overwrite: each command's, and how many of a type there may be. */
export function checkCommands(body: unknown): CommandForm[] {
  const commands = checkForm(commandsSchema, body);
  const chat = commands.filter(({ type }) => type === ApplicationCommandType.ChatInput);
  if (chat.length > 100) throw refusals.tooManyCommands();
  return commands;
}

function isSubcommand(option: OptionForm): boolean {
  const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;
  return option.type === Subcommand || option.type === SubcommandGroup;
}

interface Texts {
  readonly name?: string;
  readonly description?: string | null | undefined;
  readonly choices?: OptionForm['choices'];
  readonly options?: readonly OptionForm[] | null | undefined;
}

/** Names, descriptions and choice values, of the command and of everything in it. */
function textLength(part: Texts): number {
  const choices = (part.choices ?? []).map(({ name, value }) => name.length + String(value).length);
  const options = (part.options ?? []).map(textLength);
  const own = (part.name?.length ?? 0) + (part.description?.length ?? 0);
  return [...choices, ...options].reduce((sum, length) => sum + length, own);
}
