import { ApplicationCommandOptionType, Locale } from 'discord.js';
import type {
  APIApplicationCommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';

import type { Catalogue } from '#src/alert/catalogue.ts';
import { clip } from '#src/channels/discord/render/escape.ts';

/** An option of a command, or a subcommand, without words: those stand in the message catalogues. */
export interface OptionShape {
  readonly type: APIApplicationCommandOption['type'];
  readonly name: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly max_length?: number;
  readonly channel_types?: readonly number[];
  /** The values that can be chosen; what they are called stands under `choices`. */
  readonly choices?: readonly string[];
  readonly options?: readonly OptionShape[];
}

/** A slash command as it is built; what people read of it stands in the catalogues under `command` and its name. */
export interface CommandShape extends Pick<
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  'name' | 'contexts' | 'integration_types' | 'default_member_permissions'
> {
  readonly options?: readonly OptionShape[];
}

/** What a command is called, and says of itself, in the languages of the bot. */
type CommandWords = Pick<Catalogue, 'say' | 'locales'>;

/** A text that is completed while it is typed. */
export function completed(
  name: string,
  more: Pick<OptionShape, 'required' | 'max_length'> = {},
): OptionShape {
  return { type: ApplicationCommandOptionType.String, name, autocomplete: true, max_length: 100, ...more };
}

export function subcommand(name: string, ...options: readonly OptionShape[]): OptionShape {
  return { type: ApplicationCommandOptionType.Subcommand, name, options };
}

type NamedOption = Pick<OptionShape, 'name' | 'options'>;

const SOURCE = 'en';
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const DESCRIPTION_MAX = 100;
const CHOICE_MAX = 100;

/** Readers of these speak one of ours, under another name. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  en: [Locale.EnglishUS, Locale.EnglishGB],
  'zh-CN': [Locale.ChineseCN, Locale.ChineseTW],
};
const KNOWN = new Set<string>(Object.values(Locale));

/** The command as Discord is told of it: named and described in every language that Discord and we know. */
export function describeCommand(
  shape: CommandShape,
  wording: CommandWords,
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { options = [] } = shape;
  const described = {
    ...shape,
    ...wordsOf(shape, `command.${shape.name}`, [shape], wording),
    options: options.map((option) => describeOption(option, `command.${shape.name}`, options, wording)),
  };
  return described as RESTPostAPIChatInputApplicationCommandsJSONBody;
}

function describeOption(
  option: OptionShape,
  above: string,
  beside: readonly NamedOption[],
  wording: CommandWords,
): object {
  const id = `${above}.options.${option.name}`;
  const { choices, options, ...rest } = option;
  return {
    ...rest,
    ...wordsOf(option, id, beside, wording),
    ...(choices !== undefined && { choices: choices.map((value) => describeChoice(value, id, wording)) }),
    ...(options !== undefined && {
      options: options.map((one) => describeOption(one, id, options, wording)),
    }),
  };
}

function describeChoice(value: string, id: string, wording: CommandWords): object {
  const text = (locale: string): string => clip(wording.say(locale)(`${id}.choices.${value}`), CHOICE_MAX);
  return { name: text(SOURCE), value, name_localizations: inAll(wording, text) };
}

function wordsOf(
  { name }: NamedOption,
  id: string,
  beside: readonly NamedOption[],
  wording: CommandWords,
): object {
  const describe = (locale: string): string =>
    clip(wording.say(locale)(`${id}.description`), DESCRIPTION_MAX);
  const call = (locale: string): string | undefined => nameIn(locale, name, id, beside, wording);
  return {
    description: describe(SOURCE),
    name_localizations: inAll(wording, call),
    description_localizations: inAll(wording, describe),
  };
}

/** What it is called there; an operator's name that Discord would refuse, or that is another one's, is left out. */
function nameIn(
  locale: string,
  name: string,
  id: string,
  beside: readonly NamedOption[],
  { say }: CommandWords,
): string | undefined {
  const called = say(locale)(`${id}.name`);
  const isFit = NAME.test(called) && called === called.toLowerCase();
  const above = id.slice(0, -name.length);
  const isTaken = beside.some(
    (other) =>
      other.name !== name && [other.name, say(locale)(`${above}${other.name}.name`)].includes(called),
  );
  return isFit && !isTaken ? called : undefined;
}

/** A text in every locale of Discord that one of our languages is for; none where it would only repeat the first. */
function inAll(
  { locales }: CommandWords,
  textIn: (locale: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    locales.flatMap((locale) => {
      const text = textIn(locale);
      const names = (ALSO[locale] ?? [locale]).filter((name) => KNOWN.has(name));
      return text === undefined || locale === SOURCE
        ? []
        : names.map((name): [string, string] => [name, text]);
    }),
  );
}
