import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { APIApplicationCommandBasicOption } from 'discord.js';

import type { CommandRequest } from '#src/channels/discord/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { allowOnly, fitLines, LIMITS } from '#src/channels/discord/render/message-body.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/user-error.ts';

import type { Command, CommandDeps, InGuild } from './command.ts';
import { plainReply } from './shared/plain-reply.ts';
import { rank, suggestSelectors } from './shared/suggest.ts';
import { parseSelector } from './shared/target.ts';
import { addSelectors, createList, deleteList, demandList, removeSelector } from './shared/watch-lists.ts';

const listName: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: 'name',
  description: 'The name of the list',
  required: true,
  autocomplete: true,
  max_length: 32,
};

const selectors: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: 'selector',
  description: 'binance, kraken/withdrawals, */*/USDT; several with commas between them',
  required: true,
  autocomplete: true,
  max_length: 400,
};

export const watchlist: Command = {
  visibility: 'private',
  data: {
    name: 'watchlist',
    description: 'Named lists of exchanges and services that channels can follow',
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      subcommand(
        'create',
        'Begin a list',
        { ...listName, autocomplete: false },
        { ...selectors, required: false },
      ),
      subcommand('add', 'Add to a list', listName, selectors),
      subcommand('remove', 'Take something off a list', listName, selectors),
      subcommand('show', 'Show a list, or all of them', { ...listName, required: false }),
      subcommand('delete', 'Delete a list', listName),
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
        throw new UserError('Choose what to do: create, add, remove, show or delete.');
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
        (list?.selectors ?? []).map((value) => ({ name: value, value })),
        focused.value,
      );
    }
    return suggestSelectors(focused.value, deps, locale);
  },
};

function subcommand(name: string, description: string, ...options: APIApplicationCommandBasicOption[]) {
  return { type: ApplicationCommandOptionType.Subcommand as const, name, description, options };
}

async function create(
  { guildId, strings }: InGuild<CommandRequest>,
  deps: CommandDeps,
): Promise<MessageBody> {
  const name = nameIn(strings);
  const chosen = selectorsIn(strings, deps);
  await deps.guilds.update(guildId, (guild) => createList(guild, name, chosen, deps.exchanges()));
  return plainReply(
    `✅ Watch list **${name}** is there${chosen.length > 0 ? `: ${code(chosen)}` : ', and still empty'}.`,
    chosen.length > 0
      ? `Follow it with /subscribe target: ${name}`
      : `Fill it with /watchlist add name: ${name}`,
  );
}

async function add({ guildId, strings }: InGuild<CommandRequest>, deps: CommandDeps): Promise<MessageBody> {
  const name = nameIn(strings);
  const chosen = selectorsIn(strings, deps);
  await deps.guilds.update(guildId, (guild) => addSelectors(guild, name, chosen));
  return plainReply(`✅ Added to **${name}**: ${code(chosen)}.`);
}

async function remove(
  { guildId, strings }: InGuild<CommandRequest>,
  { guilds }: CommandDeps,
): Promise<MessageBody> {
  const name = nameIn(strings);
  const selector = strings['selector'] ?? '';
  await guilds.update(guildId, (guild) => removeSelector(guild, name, selector));
  return plainReply(`✅ Taken off **${name}**: ${code([escapeText(selector, 100)])}.`);
}

async function drop(
  { guildId, strings }: InGuild<CommandRequest>,
  { guilds }: CommandDeps,
): Promise<MessageBody> {
  const name = nameIn(strings);
  await guilds.update(guildId, (guild) => deleteList(guild, name));
  return plainReply(`✅ Watch list **${name}** is gone.`);
}

function show({ guildId, strings }: InGuild<CommandRequest>, { guilds }: CommandDeps): MessageBody {
  const guild = guilds.get(guildId);
  const shown = strings['name'] === undefined ? guild.watchLists : [demandList(guild, nameIn(strings))];
  if (shown.length === 0)
    return plainReply('There are no watch lists yet. Begin one with /watchlist create.');
  const lines = shown.flatMap((list) => [
    `**${list.name}** (${list.selectors.length})`,
    ...list.selectors.map((selector) => `• \`${selector}\``),
  ]);
  return {
    content: shown.length === 1 ? 'Watch list' : `Watch lists (${shown.length})`,
    embeds: [{ description: fitLines(lines, LIMITS.description) }],
    components: [],
    allowed_mentions: allowOnly([]),
  };
}

function nameIn(strings: CommandRequest['strings']): string {
  return (strings['name'] ?? '').trim().toLowerCase();
}

function selectorsIn(strings: CommandRequest['strings'], deps: CommandDeps): string[] {
  const texts = (strings['selector'] ?? '').split(',').filter((text) => text.trim() !== '');
  return [...new Set(texts.map((text) => parseSelector(text, deps)))];
}

function code(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(', ');
}
