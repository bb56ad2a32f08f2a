import {
  ApplicationCommandOptionType as OptionType,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
} from 'discord.js';

import {
  interactionChannelPayload,
  memberPayload,
  rolePayload,
  userPayload,
  type Payload,
} from './payloads.ts';
import type { WorldChannel, WorldGuild, WorldMember, WorldRole, WorldUser } from './world-records.ts';

/** What a member fills in: plain values, and channels, roles and people as the tests hold them. */
type OptionValue = string | number | boolean | WorldChannel | WorldRole | WorldMember | HandedIn;

/** A file that a member hands in, and where it can be had. */
export interface HandedIn {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly text: string;
}

export type OptionValues = Readonly<Record<string, OptionValue>>;

interface Place {
  readonly guild?: WorldGuild | undefined;
  readonly member: WorldMember;
  readonly bot: WorldUser;
}

export interface FilledOptions {
  readonly options: readonly Payload[];
  readonly resolved: Payload;
}

/** The definition that `/watchlist add` speaks of, below its groups. */
export function definitionsFor(
  command: APIApplicationCommand,
  path: readonly string[],
): readonly APIApplicationCommandOption[] {
  let options = command.options ?? [];
  for (const name of path) {
    const sub = options.find((option) => option.name === name && isSubcommand(option));
    if (!sub) throw new Error(`/${command.name} has no subcommand "${name}".`);
    options = 'options' in sub ? (sub.options ?? []) : [];
  }
  const next = options.find(isSubcommand);
  if (next) throw new Error(`/${command.name} ${path.join(' ')} needs a subcommand, such as "${next.name}".`);
  return options;
}

/**
 * Fills a command in as Discord's own client would let a member do it; throws on what it would not.
 * With `focused`, the member is still typing: required options may be missing.
 */
export function fillOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  place: Place,
  focused?: string,
): FilledOptions {
  for (const name of Object.keys(values))
    if (!definitions.some((option) => option.name === name)) throw new Error(`There is no option "${name}".`);
  const resolved: Record<string, Payload> = {};
  const options = definitions.flatMap((definition): Payload[] => {
    const given = values[definition.name];
    if (given === undefined) {
      if (definition.required && focused === undefined)
        throw new Error(`The option "${definition.name}" is required.`);
      return [];
    }
    const isFocused = definition.name === focused;
    const value = resolve(definition, given, place, resolved);
    if (!isFocused) requireAllowed(definition, value);
    return [{ name: definition.name, type: definition.type, value, ...(isFocused ? { focused: true } : {}) }];
  });
  return { options, resolved };
}

/** Wraps options in the groups they stand in. */
export function nest(path: readonly string[], leaf: readonly Payload[]): readonly Payload[] {
  return path.toReversed().reduce<readonly Payload[]>((options, name, index) => {
    const isGroup = index > 0;
    return [{ name, type: isGroup ? OptionType.SubcommandGroup : OptionType.Subcommand, options }];
  }, leaf);
}

function isSubcommand(option: APIApplicationCommandOption): boolean {
  return option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;
}

function resolve(
  definition: APIApplicationCommandOption,
  given: OptionValue,
  place: Place,
  resolved: Record<string, Payload>,
): string | number | boolean {
  if (typeof given !== 'object') {
    requireKind(definition, typeof given);
    return given;
  }
  const put = (kind: string, id: string, payload: Payload): string => {
    resolved[kind] = { ...resolved[kind], [id]: payload };
    return id;
  };
  if ('text' in given) {
    requireType(definition, OptionType.Attachment);
    return put('attachments', given.id, {
      id: given.id,
      filename: given.name,
      size: Buffer.byteLength(given.text),
      url: given.url,
      proxy_url: given.url,
    });
  }
  if ('user' in given) {
    requireType(definition, OptionType.User, OptionType.Mentionable);
    const { user: _user, ...member } = memberPayload(given);
    put('members', given.user.id, member);
    return put('users', given.user.id, userPayload(given.user));
  }
  if ('permissions' in given) {
    requireType(definition, OptionType.Role, OptionType.Mentionable);
    return put('roles', given.id, rolePayload(given));
  }
  requireType(definition, OptionType.Channel);
  if ('channel_types' in definition && definition.channel_types?.every((type) => type !== given.type))
    throw new Error(`"${definition.name}" does not offer #${given.name}: it is of another type.`);
  if (place.guild === undefined) throw new Error('There are no channels to choose in direct messages.');
  return put('channels', given.id, interactionChannelPayload(place.guild, given, place.member, place.bot));
}

function requireKind(definition: APIApplicationCommandOption, kind: string): void {
  const expected: Partial<Record<OptionType, string>> = {
    [OptionType.String]: 'string',
    [OptionType.Integer]: 'number',
    [OptionType.Number]: 'number',
    [OptionType.Boolean]: 'boolean',
  };
  if (expected[definition.type] !== kind)
    throw new Error(`"${definition.name}" is of type ${OptionType[definition.type]} and takes no ${kind}.`);
}

function requireType(definition: APIApplicationCommandOption, ...types: readonly OptionType[]): void {
  if (!types.includes(definition.type))
    throw new Error(`"${definition.name}" is of type ${OptionType[definition.type]}: it does not take this.`);
}

function requireAllowed(definition: APIApplicationCommandOption, value: string | number | boolean): void {
  const refuse = (why: string): never => {
    throw new Error(`"${definition.name}" does not take ${JSON.stringify(value)}: ${why}.`);
  };
  if (
    'choices' in definition &&
    definition.choices?.length &&
    !definition.choices.some((one) => one.value === value)
  )
    refuse('it is not one of the choices');
  if (typeof value === 'string') {
    const { min_length: min = 0, max_length: max = 6000 } = definition as {
      min_length?: number;
      max_length?: number;
    };
    if (value.length < min || value.length > max) refuse(`its length must be ${min} to ${max}`);
  }
  if (typeof value === 'number') {
    const { min_value: min = -Infinity, max_value: max = Infinity } = definition as {
      min_value?: number;
      max_value?: number;
    };
    if (value < min || value > max) refuse(`it must be ${min} to ${max}`);
    if (definition.type === OptionType.Integer && !Number.isInteger(value)) refuse('it must be whole');
  }
}
