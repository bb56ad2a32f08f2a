import { ButtonStyle, ComponentType } from 'discord.js';
import type { APIMessageTopLevelComponent } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { ActionRequest, Caller, Reply } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitLines, LIMITS } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild, Subscription, Target } from '#src/domain/guild.ts';
import { memberOf } from '#src/domain/member.ts';

import type { CommandDeps, ExchangeInfo, InGuild } from '#commands/command.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { whereIs } from '#commands/shared/home.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';
import { rightNow } from '#commands/shared/right-now.ts';
import { applyWish, changesOf, isUnchanged, withSubscription } from '#commands/shared/subscriptions.ts';
import type { Wish } from '#commands/shared/subscriptions.ts';
import { showTarget } from '#commands/shared/target-name.ts';

/** What is changed of a guild before its wishes are granted, such as a list that is made. */
export type Prepare = (guild: Guild) => Guild;

/** Grants wishes, and says what is told from now on, what is so right now, and how to test and undo it. */
export async function grantWishes(
  { guildId, guildLocale, locale }: Pick<InGuild<Caller>, 'guildId' | 'guildLocale' | 'locale'>,
  wishes: readonly Wish[],
  deps: CommandDeps,
  prepare: Prepare = (guild) => guild,
): Promise<Reply> {
  const say = deps.say(locale);
  const granted: { before: Subscription | undefined; after: Subscription }[] = [];
  const guild = await deps.guilds.update(guildId, (known) => {
    granted.length = 0;
    return wishes.reduce(
      (next, wish) => {
        const { guild: changed, before, after } = applyWish(next, wish, deps.clock.now(), say);
        granted.push({ before, after });
        return changed;
      },
      prepare(withLanguage(known, { locale, guildLocale }, deps)),
    );
  });
  const lines = granted.flatMap(({ before, after }) => [
    ...linesFor(before, after, { guild, deps, locale }),
    ...emptyListHint(after.target, guild, say),
    rightNow(after.target, guild, deps, locale),
  ]);
  const reply = plainReply(fitLines(lines, LIMITS.content, say));
  const [first] = granted;
  if (first === undefined) return reply;
  const key = await deps.snapshots.keep({
    at: deps.clock.now(),
    guildId,
    undo: granted.map(({ before, after }) => ({ before: before ?? null, after })),
  });
  const hub = hubFor(guild, granted, deps);
  if (hub === undefined) return { ...reply, components: [buttons(first.after.id, key, say)] };
  return {
    ...plainReply(
      fitLines([...lines, say('hub.offer', { exchange: escapeText(hub.name, 100) })], LIMITS.content, say),
    ),
    components: [buttons(first.after.id, key, say, hub)],
  };
}

/** Who is told by direct message is told in their own language, and a server in that which Discord has of it. */
function withLanguage(
  guild: Guild,
  { guildLocale, locale }: { readonly guildLocale: string | undefined; readonly locale: string },
  { voice }: CommandDeps,
): Guild {
  const own = memberOf(guild.id) === undefined ? guildLocale : locale;
  return own === undefined ? guild : { ...guild, ownLocale: voice(own).locale };
}

interface ToldSubscription {
  readonly guild: Guild;
  readonly deps: CommandDeps;
  readonly locale: string;
}

function linesFor(
  before: Subscription | undefined,
  after: Subscription,
  { deps, guild, locale }: ToldSubscription,
): string[] {
  const say = deps.say(locale);
  const place = whereIs(guild, after.channelId);
  const target = showTarget(after.target, deps, locale);
  const role = after.roleId === undefined ? undefined : `<@&${after.roleId}>`;
  if (before === undefined) {
    return [
      say('subscribe.follows', { ...place, target, level: say(`subscribe.level.${after.level}`) }),
      ...(role === undefined ? [] : [say('subscribe.mentions', { role })]),
    ];
  }
  const changes = changesOf(before, after);
  const resumed = before.disabled === undefined ? [] : [say('subscribe.resumed')];
  if (changes.length === 0) return [say('subscribe.same', { ...place, target }), ...resumed];
  const told = changes.map((what) =>
    say('subscribe.change', {
      what: say(`subscribe.what.${what}`),
      before: valueOf(what, before, say),
      after: valueOf(what, after, say),
    }),
  );
  const keeps = role !== undefined && !changes.includes('mention');
  const changed = say('subscribe.changed', { ...place, target, changes: told.join(say('list.separator')) });
  return [
    keeps ? say('text.both', { first: changed, second: say('subscribe.keepsMention', { role }) }) : changed,
    ...resumed,
  ];
}

function valueOf(
  what: 'level' | 'mention' | 'style',
  { level, roleId, style = 'reply' }: Subscription,
  say: Say,
): string {
  if (what === 'style') return say(`style.${style}`);
  if (what === 'level') return say(`level.${level}`);
  return roleId === undefined ? say('subscribe.nobody') : `<@&${roleId}>`;
}

function emptyListHint(target: Target, guild: Guild, say: Say): string[] {
  if (target.kind !== 'list') return [];
  const isEmpty = guild.watchLists.find(({ name }) => name === target.name)?.selectors.length === 0;
  return isEmpty ? [say('subscribe.emptyList')] : [];
}

/** The exchange that could be followed at the hub just as well: all of it, and nobody is mentioned. */
function hubFor(
  guild: Guild,
  granted: readonly { readonly after: Subscription }[],
  deps: CommandDeps,
): ExchangeInfo | undefined {
  const { hub } = deps;
  const [one, ...others] = granted;
  if (hub === undefined || one === undefined || others.length > 0) return undefined;
  const { channelId, roleId, target } = one.after;
  if (guild.id === hub.guildId || roleId !== undefined || target.kind !== 'selector') return undefined;
  const exchange = deps
    .exchanges()
    .find(({ id, retired }) => id === target.selector && retired === undefined);
  const isFollowed = guild.follows?.some(
    (own) => own.channelId === channelId && own.exchange === exchange?.id,
  );
  return isFollowed === true ? undefined : exchange;
}

function buttons(
  subscriptionId: string,
  key: string,
  say: Say,
  hub?: ExchangeInfo,
): APIMessageTopLevelComponent {
  const button = (label: string, id: string, style: ButtonStyle.Primary | ButtonStyle.Secondary) => ({
    type: ComponentType.Button as const,
    style,
    label,
    custom_id: id,
  });
  return {
    type: ComponentType.ActionRow,
    components: [
      button(say('subscribe.test'), customId('test', subscriptionId), ButtonStyle.Primary),
      button(say('subscribe.undo'), customId('undo', key), ButtonStyle.Secondary),
      ...(hub === undefined
        ? []
        : [button(say('hub.button'), customId('hub-follow', hub.id), ButtonStyle.Secondary)]),
    ],
  };
}

/** Puts back what a reply has changed, as long as nobody has changed it since. Throws `UserError`. */
export async function undo(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, key } = request;
  const say = deps.say(request.locale);
  demandRight(request, 'ManageChannels', say);
  const kept = await deps.snapshots.get(key);
  const [first] = kept?.undo ?? [];
  if (kept?.guildId !== guildId || first === undefined) throw new UserError(say('reply.forgotten'));
  await deps.guilds.update(guildId, (guild) =>
    kept.undo.reduce((next, { after, before }) => {
      const now = next.subscriptions.find(({ id }) => id === after.id);
      if (!isUnchanged(after, now)) throw new UserError(say('subscribe.undoneAlready'));
      return withSubscription(next, after, before ?? undefined);
    }, guild),
  );
  return plainReply(say('subscribe.undone', whereIs({ id: guildId }, first.after.channelId)));
}
