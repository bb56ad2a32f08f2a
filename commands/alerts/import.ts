import type { Say } from '#src/alert/catalogue.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitLines, LIMITS } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { LEVELS } from '#src/domain/guild.ts';
import type { Guild, GuildPreferences, Mute, Subscription, WatchList } from '#src/domain/guild.ts';
import { ANY, exchangeOf, problemOfService } from '#src/domain/service.ts';

import type { CommandDeps, InGuild } from '#commands/command.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';

/** What of a server's settings is taken out to a file, and in again. */
type Exported = Pick<Guild, 'watchLists' | 'subscriptions' | 'settings' | 'mutes' | 'notes' | 'boards'>;

/** A mistake in a file: where it is, and what it is; a message of the catalogue says it. */
interface Mistake {
  /** `subscriptions[3].level` */
  readonly at: string;
  readonly what:
    | 'json'
    | 'shape'
    | 'selector'
    | 'exchange'
    | 'level'
    | 'list'
    | 'channel'
    | 'locale'
    | 'tooMany'
    | 'time';
  readonly value: string;
}

interface World {
  readonly exchanges: readonly string[];
  readonly locales: readonly string[];
  /** Whether the server has that channel. */
  readonly hasChannel: (id: string) => boolean;
}

const MOST = { watchLists: 25, subscriptions: 100, mutes: 50, notes: 50, boards: 25, selectors: 50 } as const;
const BYTES_MAX = 512 * 1024;
/** So many channels are looked up. */
const CHANNELS_MAX = 130;
const SNOWFLAKE = /^\d{15,20}$/;
const LIST_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

type Loose = Readonly<Record<string, unknown>>;

/** Takes the settings of a file in the place of those that a server has: all of it, or nothing. Throws `UserError`. */
export async function importSettings(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { files, guildId, locale } = request;
  const say = deps.say(locale);
  demandRight(request, 'ManageGuild', say);
  const file = files?.['file'];
  if (file === undefined || file.size > BYTES_MAX) throw new UserError(say('import.noFile'));
  const text = await deps.speaker.read(file.url);
  const read = readSettings(text, {
    exchanges: deps.exchanges().map(({ id }) => id),
    locales: deps.locales,
    hasChannel: await ownChannels(text, guildId, deps),
  });
  if (!('watchLists' in read)) throw new UserError(fitLines(sentences(read, say), LIMITS.content, say));
  const checked = deps.checkedGuild({ ...deps.guilds.get(guildId), ...read });
  if (checked === undefined) throw new UserError(say('import.mistake.shape', { at: file.name, value: '' }));
  await deps.guilds.update(guildId, (guild) => ({ ...checked, id: guild.id }));
  const { subscriptions, watchLists } = read;
  return plainReply(say('import.done', { subscriptions: subscriptions.length, lists: watchLists.length }));
}

/** Which of the channels that a text names are the server's own: any id can stand in a file. */
async function ownChannels(
  text: string,
  guildId: string,
  { speaker }: CommandDeps,
): Promise<(id: string) => boolean> {
  const named = [...new Set([...text.matchAll(/hannelId"\s*:\s*"(\d{15,20})"/g)].map(([, id = '']) => id))];
  const own = new Set<string>();
  for (const id of named.slice(0, CHANNELS_MAX)) if ((await speaker.guildOf(id)) === guildId) own.add(id);
  return (id) => own.has(id);
}

function sentences(mistakes: readonly Mistake[], say: Say): string[] {
  return [
    say('import.refused', { count: mistakes.length }),
    ...mistakes.map(
      ({ at, value, what }) =>
        `• ${say(`import.mistake.${what}`, { at: escapeText(at, 60), value: escapeText(value, 60) })}`,
    ),
  ];
}

/** Reads a file of settings; names every mistake in it, and takes nothing of a file that has one. */
function readSettings(text: string, world: World): Exported | readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const wrong = (at: string, what: Mistake['what'], value: unknown): void => {
    mistakes.push({ at, what, value: String(value).slice(0, 60) });
  };
  const parsed = parse(text);
  if (parsed === undefined) return [{ at: '', what: 'json', value: '' }];

  function rows(key: keyof typeof MOST): { row: Loose; at: string }[] {
    const value = parsed?.[key] ?? [];
    if (!Array.isArray(value)) {
      wrong(key, 'shape', typeof value);
      return [];
    }
    if (value.length > MOST[key]) wrong(key, 'tooMany', MOST[key]);
    return value.slice(0, MOST[key]).flatMap((row: unknown, i) => {
      const at = `${key}[${i}]`;
      if (isObject(row)) return { row, at };
      wrong(at, 'shape', row);
      return [];
    });
  }

  function selector(value: unknown, at: string): string {
    const written = typeof value === 'string' ? value : '';
    if (written === '' || written.length > 100 || problemOfService(written) !== null) {
      wrong(at, 'selector', value);
    } else if (exchangeOf(written) !== ANY && !world.exchanges.includes(exchangeOf(written))) {
      wrong(at, 'exchange', exchangeOf(written));
    }
    return written;
  }

  function channel(value: unknown, at: string): string {
    const id = typeof value === 'string' && SNOWFLAKE.test(value) ? value : '';
    if (id === '' || !world.hasChannel(id)) wrong(at, 'channel', value);
    return id;
  }

  function time(value: unknown, at: string): number {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    wrong(at, 'time', value);
    return 0;
  }

  function words(value: unknown, at: string, max: number): string {
    if (typeof value === 'string' && value.length <= max) return value;
    wrong(at, 'shape', value);
    return '';
  }

  const watchLists = rows('watchLists').map(({ at, row }): WatchList => {
    const name = typeof row['name'] === 'string' ? row['name'] : '';
    if (!LIST_NAME.test(name) || name !== name.toLowerCase()) wrong(`${at}.name`, 'list', row['name']);
    const selectors = Array.isArray(row['selectors']) ? (row['selectors'] as unknown[]) : [];
    if (!Array.isArray(row['selectors'])) wrong(`${at}.selectors`, 'shape', row['selectors']);
    if (selectors.length > MOST.selectors) wrong(`${at}.selectors`, 'tooMany', MOST.selectors);
    return {
      name,
      selectors: selectors.slice(0, MOST.selectors).map((one, i) => selector(one, `${at}.selectors[${i}]`)),
    };
  });
  const names = new Set(watchLists.map(({ name }) => name));
  const list = (value: unknown, at: string): string => {
    const name = typeof value === 'string' ? value : '';
    if (!names.has(name)) wrong(at, 'list', value);
    return name;
  };

  const subscriptions = rows('subscriptions').map(({ at, row }, i): Subscription => {
    const level = LEVELS.find((one) => one === row['level']);
    if (level === undefined) wrong(`${at}.level`, 'level', row['level']);
    const target = isObject(row['target']) ? row['target'] : {};
    const roleId = row['roleId'];
    if (roleId !== undefined && !(typeof roleId === 'string' && SNOWFLAKE.test(roleId)))
      wrong(`${at}.roleId`, 'shape', roleId);
    return {
      ...known(row),
      id: String(i + 1),
      channelId: channel(row['channelId'], `${at}.channelId`),
      target:
        target['kind'] === 'list'
          ? { kind: 'list', name: list(target['name'], `${at}.target.name`) }
          : { kind: 'selector', selector: selector(target['selector'], `${at}.target.selector`) },
      level: level ?? 'standard',
      ...(typeof roleId === 'string' && { roleId }),
      createdAt: time(row['createdAt'], `${at}.createdAt`),
    };
  });

  const mutes = rows('mutes').map(({ at, row }, i): Mute => ({
    ...known(row),
    id: String(i + 1),
    selector: selector(row['selector'], `${at}.selector`),
    until: time(row['until'], `${at}.until`),
    by: words(row['by'], `${at}.by`, 100),
    at: time(row['at'], `${at}.at`),
  }));

  const notes = rows('notes').map(({ at, row }, i) => ({
    id: String(i + 1),
    service: selector(row['service'], `${at}.service`),
    text: words(row['text'], `${at}.text`, 300),
    by: words(row['by'], `${at}.by`, 100),
    at: time(row['at'], `${at}.at`),
    until: time(row['until'], `${at}.until`),
  }));

  // A board is posted anew: the message that the file names may be another server's.
  const boards = rows('boards').map(({ at, row }, i) => ({
    id: String(i + 1),
    channelId: channel(row['channelId'], `${at}.channelId`),
    list: list(row['list'], `${at}.list`),
    createdAt: time(row['createdAt'], `${at}.createdAt`),
  }));

  const settings = readPreferences(parsed['settings'] ?? {});
  return mistakes.length > 0 ? mistakes : { watchLists, subscriptions, settings, mutes, notes, boards };

  function readPreferences(value: unknown): GuildPreferences {
    if (!isObject(value)) {
      wrong('settings', 'shape', value);
      return {};
    }
    const { locale, logChannelId } = value;
    if (locale !== undefined && !(typeof locale === 'string' && world.locales.includes(locale)))
      wrong('settings.locale', 'locale', locale);
    if (logChannelId !== undefined) channel(logChannelId, 'settings.logChannelId');
    return {
      ...value,
      ...(typeof locale === 'string' && { locale }),
      ...(typeof logChannelId === 'string' && { logChannelId }),
    };
  }
}

/** What else is set of a row is taken as it is; the store checks its shape. */
function known(row: Loose): object {
  const { paused: _paused, disabled: _disabled, ...rest } = row;
  return rest;
}

function parse(text: string): Loose | undefined {
  if (text.length > BYTES_MAX) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
