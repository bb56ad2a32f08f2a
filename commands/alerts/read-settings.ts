import { LEVELS } from '#src/domain/guild.ts';
import type { Guild, GuildPreferences, Mute, Subscription, Target, WatchList } from '#src/domain/guild.ts';
import { ANY, exchangeOf, problemOfService } from '#src/domain/service.ts';

import { targetText } from '#commands/shared/target.ts';

import { isTimeOfDay, isTimeZone } from './settings.ts';

/** What of a server's settings is taken out to a file, and in again. */
export type Exported = Pick<
  Guild,
  'watchLists' | 'subscriptions' | 'settings' | 'mutes' | 'notes' | 'boards'
>;

/** A mistake in a file: where it is, and what it is; a message of the catalogue says it. */
export interface Mistake {
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
    | 'time'
    | 'name'
    | 'twice'
    | 'role';
  readonly value: string;
}

interface SettingsWorld {
  readonly guildId: string;
  /** Whether the server is the operator's hub. */
  readonly isHub: boolean;
  readonly exchanges: readonly string[];
  readonly locales: readonly string[];
  /** Whether the server has that channel. */
  readonly hasChannel: (id: string) => boolean;
}

const MOST = { watchLists: 25, subscriptions: 100, mutes: 50, notes: 50, boards: 25, selectors: 50 } as const;
/** Of a file. */
export const BYTES_MAX = 512 * 1024;
/** The farthest that Discord shows a time of. */
const LAST_TIME = 8.64e15;
const HOURS_MAX = 168;
const SNOWFLAKE = /^\d{15,20}$/;
const LIST_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

type Loose = Readonly<Record<string, unknown>>;

/** Reads a file of settings; names every mistake in it, and takes nothing of a file that has one. */
export function readSettings(text: string, world: SettingsWorld): Exported | readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const wrong = (at: string, what: Mistake['what'], value: unknown): void => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    mistakes.push({ at, what, value: text.slice(0, 60) });
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
    if (typeof value === 'number' && value >= 0 && value <= LAST_TIME) return value;
    wrong(at, 'time', value);
    return 0;
  }

  function words(value: unknown, at: string, max: number): string {
    if (typeof value === 'string' && value.length <= max) return value;
    wrong(at, 'shape', value);
    return '';
  }

  const seen = new Set<string>();
  const once = (what: string, value: string, at: string): void => {
    if (seen.has(`${what}:${value}`)) wrong(at, 'twice', value);
    seen.add(`${what}:${value}`);
  };

  const watchLists = rows('watchLists').map(({ at, row }): WatchList => {
    const name = typeof row['name'] === 'string' ? row['name'] : '';
    if (!LIST_NAME.test(name) || name !== name.toLowerCase() || world.exchanges.includes(name))
      wrong(`${at}.name`, 'name', row['name']);
    once('list', name, `${at}.name`);
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
    // The role of everyone has the id of the server.
    if (roleId === world.guildId) wrong(`${at}.roleId`, 'role', roleId);
    const channelId = channel(row['channelId'], `${at}.channelId`);
    const told: Target =
      target['kind'] === 'list'
        ? { kind: 'list', name: list(target['name'], `${at}.target.name`) }
        : { kind: 'selector', selector: selector(target['selector'], `${at}.target.selector`) };
    once(`target/${channelId}`, targetText(told), at);
    return {
      ...known(row, world.isHub),
      id: String(i + 1),
      channelId,
      target: told,
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
  const boards = rows('boards').map(({ at, row }, i) => {
    const channelId = channel(row['channelId'], `${at}.channelId`);
    const shown = list(row['list'], `${at}.list`);
    once(`board/${channelId}`, shown, at);
    return {
      id: String(i + 1),
      channelId,
      list: shown,
      createdAt: time(row['createdAt'], `${at}.createdAt`),
    };
  });

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
    const { digest, quietHours, remindAfterHours, timeZone } = value;
    const demand = (isRight: boolean, at: string, what: 'shape' | 'time', found: unknown): void => {
      if (found !== undefined && !isRight) wrong(`settings.${at}`, what, found);
    };
    demand(typeof timeZone === 'string' && isTimeZone(timeZone), 'timeZone', 'shape', timeZone);
    demand(
      isObject(quietHours) && [quietHours['from'], quietHours['until']].every(isTimeOfDay),
      'quietHours',
      'time',
      quietHours,
    );
    demand(
      isObject(digest) && (digest['off'] === true || isTimeOfDay(digest['at'])),
      'digest',
      'time',
      digest,
    );
    demand(
      Number.isInteger(remindAfterHours) &&
        Number(remindAfterHours) > 0 &&
        Number(remindAfterHours) <= HOURS_MAX,
      'remindAfterHours',
      'shape',
      remindAfterHours,
    );
    return {
      ...value,
      ...(typeof locale === 'string' && { locale }),
      ...(typeof logChannelId === 'string' && { logChannelId }),
    };
  }
}

/** What else is set of a row is taken as it is; the store checks its shape. */
function known({ paused: _paused, disabled: _disabled, hub, ...rest }: Loose, isHub = false): object {
  return { ...rest, ...(isHub && hub === true && { hub }) };
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
