import { PermissionFlagsBits } from 'discord.js';

import type { CommandRequest } from '#src/channels/discord/interactions/handler.ts';
import { allowOnly, fitLines, fitNames, LIMITS } from '#src/channels/discord/render/message-body.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { normalizeSelector } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';

import type { Command, CommandDeps, InGuild } from './command.ts';
import { IN_SERVERS } from './shared/anywhere.ts';
import { completed, subcommand } from './shared/describe-command.ts';
import { plainReply } from './shared/plain-reply.ts';
import { asTyped, rank, suggestSelectors } from './shared/suggest.ts';
import { plainTarget, showSelector } from './shared/target-name.ts';
import { parseSelector } from './shared/target.ts';
import { addSelectors, createList, deleteList, demandList, removeSelector } from './shared/watch-lists.ts';

const listName = completed('name', { required: true, max_length: 32 });

const selectors = completed('selector', { required: true, max_length: 400 });

export const watchlist: Command = {
  visibility: 'private',
  data: {
    name: 'watchlist',
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    ...IN_SERVERS,
    options: [
      subcommand('create', { ...listName, autocomplete: false }, { ...selectors, required: false }),
      subcommand('add', listName, selectors),
      subcommand('remove', listName, selectors),
      subcommand('show', { ...listName, required: false }),
      subcommand('delete', listName),
    ],
  },

  async run(request, deps) {
    switch (request.subcommand) {
      case 'create':
        return create(request, deps);
      case 'add':
        return add(request, deps);
      case 'remove':
        return remove(request, deps);
      case 'show':
        return show(request, deps);
      case 'delete':
        return drop(request, deps);
      default:
        throw new UserError(deps.say(request.locale)('watchlist.choose'));
    }
  },

  complete({ guildId, subcommand, strings, focused, locale }, deps) {
    const { watchLists } = deps.guilds.get(guildId);
    if (focused.name === 'name') {
      return rank(
        watchLists.map(({ name }) => ({ name, value: name })),
        focused.value,
      );
    }
    if (subcommand === 'remove') {
      const list = watchLists.find(({ name }) => name === strings['name']);
      return rank(
        (list?.selectors ?? []).map((value) => ({
          name: plainTarget({ kind: 'selector', selector: value }, deps, locale),
          value,
        })),
        focused.value,
      );
    }
    return suggestSelectors(focused.value, deps, locale);
  },
};

type Asked = Pick<InGuild<CommandRequest>, 'guildId' | 'strings' | 'locale'>;

async function create({ guildId, strings, locale }: Asked, deps: CommandDeps): Promise<MessageBody> {
  const say = deps.say(locale);
  const name = nameIn(strings);
  const chosen = selectorsIn(strings, deps, locale);
  await deps.guilds.update(guildId, (guild) =>
    createList(guild, name, chosen, { exchanges: deps.exchanges(), say }),
  );
  return chosen.length > 0
    ? plainReply(
        say('watchlist.created', { name, selectors: named(chosen, deps, locale) }),
        say('watchlist.follow', { name }),
      )
    : plainReply(say('watchlist.createdEmpty', { name }), say('watchlist.fill', { name }));
}

async function add({ guildId, strings, locale }: Asked, deps: CommandDeps): Promise<MessageBody> {
  const say = deps.say(locale);
  const name = nameIn(strings);
  const chosen = selectorsIn(strings, deps, locale);
  await deps.guilds.update(guildId, (guild) => addSelectors(guild, name, chosen, say));
  return plainReply(say('watchlist.added', { name, selectors: named(chosen, deps, locale) }));
}

async function remove({ guildId, strings, locale }: Asked, deps: CommandDeps): Promise<MessageBody> {
  const say = deps.say(locale);
  const name = nameIn(strings);
  const text = strings['selector'] ?? '';
  // What the suggestions call it can be typed by hand as well.
  const called = (selector: Selector): string => plainTarget({ kind: 'selector', selector }, deps, locale);
  const isCalled = (selector: Selector): boolean => asTyped(called(selector)) === asTyped(text);
  let selector = normalizeSelector(text);
  await deps.guilds.update(guildId, (guild) => {
    const list = demandList(guild, name, say);
    selector = list.selectors.find(isCalled) ?? selector;
    return removeSelector(guild, list, selector, text, deps, locale);
  });
  return plainReply(say('watchlist.removed', { name, selectors: named([selector], deps, locale) }));
}

async function drop({ guildId, strings, locale }: Asked, deps: CommandDeps): Promise<MessageBody> {
  const say = deps.say(locale);
  const name = nameIn(strings);
  await deps.guilds.update(guildId, (guild) => deleteList(guild, name, say));
  return plainReply(say('watchlist.deleted', { name }));
}

function show({ guildId, strings, locale }: Asked, deps: CommandDeps): MessageBody {
  const say = deps.say(locale);
  const guild = deps.guilds.get(guildId);
  const shown = strings['name'] === undefined ? guild.watchLists : [demandList(guild, nameIn(strings), say)];
  if (shown.length === 0) return plainReply(say('watchlist.none'));
  const lines = shown.flatMap((list) => [
    say('watchlist.shown', { name: list.name, count: list.selectors.length }),
    ...list.selectors.map((selector) => `• ${showSelector(selector, deps, locale)}`),
  ]);
  return {
    content: say('watchlist.headline', { count: shown.length }),
    embeds: [{ description: fitLines(lines, LIMITS.description, say) }],
    components: [],
    allowed_mentions: allowOnly([]),
  };
}

function nameIn(strings: CommandRequest['strings']): string {
  return (strings['name'] ?? '').trim().toLowerCase();
}

function selectorsIn(strings: CommandRequest['strings'], deps: CommandDeps, locale: string): string[] {
  const texts = (strings['selector'] ?? '').split(',').filter((text) => text.trim() !== '');
  return [...new Set(texts.map((text) => parseSelector(text, deps, locale)))];
}

function named(selectors: readonly Selector[], deps: CommandDeps, locale: string): string {
  return fitNames(
    selectors.map((selector) => showSelector(selector, deps, locale)),
    1500,
    deps.say(locale),
  );
}
