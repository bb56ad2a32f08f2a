import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';

import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild } from '#src/domain/guild.ts';
import { HOUR_MS } from '#src/domain/time.ts';

import type { Command, CommandDeps, InGuild } from './command.ts';
import { IN_SERVERS } from './shared/anywhere.ts';
import { completed, subcommand } from './shared/describe-command.ts';
import { noteLine, runningNotes } from './shared/notes.ts';
import { plainReply } from './shared/plain-reply.ts';
import { rank, suggestSelectors } from './shared/suggest.ts';
import { plainTarget } from './shared/target-name.ts';
import { parseSelector } from './shared/target.ts';

const NOTES_MAX = 50;
const TEXT_MAX = 300;
const HOURS = 24;
const HOURS_MAX = 720;

const service = completed('service', { required: true });

export const note: Command = {
  visibility: 'private',
  data: {
    name: 'note',
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    ...IN_SERVERS,
    options: [
      subcommand(
        'add',
        service,
        {
          type: ApplicationCommandOptionType.String,
          name: 'text',
          required: true,
          max_length: TEXT_MAX,
        },
        { type: ApplicationCommandOptionType.Integer, name: 'hours', min_value: 1, max_value: HOURS_MAX },
      ),
      subcommand('remove', { ...service, name: 'id' }),
      subcommand('list'),
    ],
  },

  run(request, deps) {
    switch (request.subcommand) {
      case 'add':
        return add(request, deps);
      case 'remove':
        return remove(request, deps);
      default:
        return plainReply(...lines(deps.guilds.get(request.guildId), request, deps));
    }
  },

  complete({ focused, guildId, locale }, deps) {
    if (focused.name === 'service') return suggestSelectors(focused.value, deps, locale);
    const notes = runningNotes(deps.guilds.get(guildId), deps.clock.now());
    return rank(
      notes.map(({ id, service, text }) => {
        const about = plainTarget({ kind: 'selector', selector: service }, deps, locale);
        return { name: deps.say(locale)('view.line', { name: about, words: text }), value: id };
      }),
      focused.value,
    );
  },
};

async function add(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, locale, numbers, strings, userName } = request;
  const say = deps.say(locale);
  const now = deps.clock.now();
  const selector = parseSelector(strings['service'] ?? '', deps, locale);
  const text = (strings['text'] ?? '').trim().slice(0, TEXT_MAX);
  const guild = await deps.guilds.update(guildId, (known) => {
    const running = runningNotes(known, now);
    if (running.length >= NOTES_MAX) throw new UserError(say('note.tooMany', { count: NOTES_MAX }));
    const id = String(Math.max(0, ...known.notes.map((one) => Number(one.id) || 0)) + 1);
    const until = now + (numbers['hours'] ?? HOURS) * HOUR_MS;
    return {
      ...known,
      notes: [...running, { id, service: selector, text, by: userName.slice(0, 100), at: now, until }],
    };
  });
  return plainReply(say('note.added'), ...lines(guild, request, deps));
}

async function remove(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, locale, strings } = request;
  const say = deps.say(locale);
  const guild = await deps.guilds.update(guildId, (known) => {
    const notes = known.notes.filter(({ id }) => id !== strings['id']);
    if (notes.length === known.notes.length) throw new UserError(say('note.unknown'));
    return { ...known, notes };
  });
  return plainReply(say('note.removed'), ...lines(guild, request, deps));
}

function lines(guild: Guild, { locale }: CommandRequest, deps: CommandDeps): string[] {
  const say = deps.say(locale);
  const running = runningNotes(guild, deps.clock.now());
  return running.length === 0 ? [say('note.none')] : running.map((one) => noteLine(one, deps, locale));
}
