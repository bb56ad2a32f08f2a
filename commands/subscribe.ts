import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/custom-id.ts';
import type { ActionRequest, CommandRequest, Reply } from '#src/channels/discord/handler.ts';
import { fitLines, LIMITS } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import { LEVELS } from '#src/domain/guild.ts';
import type { Guild, Subscription, Target } from '#src/domain/guild.ts';

import type { Command, CommandDeps, InGuild } from './command.ts';
import { demandMentionable, demandOwn, demandPostable } from './shared/demand-channel.ts';
import { demandRight } from './shared/demand-right.ts';
import { plainReply } from './shared/plain-reply.ts';
import { rightNow } from './shared/right-now.ts';
import { applyWish, changesOf, isUnchanged, withSubscription } from './shared/subscriptions.ts';
import type { Wish } from './shared/subscriptions.ts';
import { suggestTargets } from './shared/suggest.ts';
import { parseTarget, showTarget } from './shared/target.ts';

/** As many as one would type at once. */
const TARGETS_MAX = 10;

export const subscribe: Command = {
  visibility: 'private',
  data: {
    name: 'subscribe',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'target',
        required: true,
        autocomplete: true,
        max_length: 400,
      },
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        channel_types: [
          ChannelType.GuildText,
          ChannelType.GuildAnnouncement,
          ChannelType.PublicThread,
          ChannelType.PrivateThread,
          ChannelType.AnnouncementThread,
        ],
      },
      {
        type: ApplicationCommandOptionType.Role,
        name: 'mention',
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'level',
        choices: LEVELS,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'no_mention',
      },
    ],
  },

  run: (request, deps) => follow(request, deps),

  complete: ({ guildId, focused, locale }, deps) => {
    if (focused.name !== 'target') return [];
    // Of several, the last is being typed.
    const before = focused.value.slice(0, focused.value.lastIndexOf(',') + 1);
    const typed = focused.value.slice(before.length);
    return suggestTargets(typed, deps.guilds.get(guildId), deps, locale).map(({ name, value }) => ({
      name: before === '' ? name : `${before} ${name}`,
      value: `${before}${value}`,
    }));
  },

  actions: [{ action: 'undo', answer: 'private', run: (request, deps) => undo(request, deps) }],
};

async function follow(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, channel: here, strings, channels, roles } = request;
  const say = deps.say(request.locale);
  const channel = channels['channel'] ?? here;
  const role = roles['mention'];
  demandOwn(channel, guildId, say);
  demandPostable(channel, deps, request.locale);
  if (role !== undefined) demandMentionable(role, channel, guildId, say);
  const wishes = targetsIn(strings['target'] ?? '', deps.guilds.get(guildId), deps, request.locale).map(
    (target) => wishOf(request, channel.id, target),
  );
  const granted: { before: Subscription | undefined; after: Subscription }[] = [];
  const guild = await deps.guilds.update(guildId, (known) => {
    granted.length = 0;
    return wishes.reduce((next, wish) => {
      const { guild: changed, before, after } = applyWish(next, wish, deps.clock.now(), say);
      granted.push({ before, after });
      return changed;
    }, known);
  });
  const lines = granted.flatMap(({ before, after }) => [
    ...linesFor(before, after, say),
    ...emptyListHint(after.target, guild, say),
    rightNow(after.target, guild, deps, request.locale),
  ]);
  const [only, ...others] = granted;
  const reply = plainReply(fitLines(lines, LIMITS.content, say));
  if (only === undefined || others.length > 0) return reply;
  const key = await deps.snapshots.keep({
    at: deps.clock.now(),
    guildId,
    undo: { before: only.before ?? null, after: only.after },
  });
  return { ...reply, components: [undoRow(key, say)] };
}

function targetsIn(text: string, guild: Guild, deps: CommandDeps, locale: string): Target[] {
  const say = deps.say(locale);
  const texts = text.split(',').filter((one) => one.trim() !== '');
  if (texts.length === 0) throw new UserError(say('target.empty'));
  if (texts.length > TARGETS_MAX) throw new UserError(say('target.tooMany', { count: TARGETS_MAX }));
  return texts.map((one) => parseTarget(one, guild, deps, locale));
}

function wishOf({ strings, flags, roles }: CommandRequest, channelId: string, target: Target): Wish {
  const level = LEVELS.find((one) => one === strings['level']);
  const role = roles['mention'];
  const endsMention = flags['no_mention'] === true && role === undefined;
  return {
    channelId,
    target,
    ...(level !== undefined && { level }),
    ...(role !== undefined && { roleId: role.id }),
    ...(endsMention && { roleId: null }),
  };
}

function linesFor(before: Subscription | undefined, after: Subscription, say: Say): string[] {
  const channel = `<#${after.channelId}>`;
  const target = showTarget(after.target, say);
  const role = after.roleId === undefined ? undefined : `<@&${after.roleId}>`;
  if (before === undefined) {
    return [
      say('subscribe.follows', { channel, target, level: say(`subscribe.level.${after.level}`) }),
      ...(role === undefined ? [] : [say('subscribe.mentions', { role })]),
    ];
  }
  const changes = changesOf(before, after);
  const resumed = before.disabled === undefined ? [] : [say('subscribe.resumed')];
  if (changes.length === 0) return [say('subscribe.same', { channel, target }), ...resumed];
  const told = changes.map((what) =>
    say('subscribe.change', {
      what: say(`subscribe.what.${what}`),
      before: valueOf(what, before, say),
      after: valueOf(what, after, say),
    }),
  );
  const keeps = role !== undefined && !changes.includes('mention');
  return [
    `${say('subscribe.changed', { channel, target, changes: told.join(', ') })}${keeps ? ` ${say('subscribe.keepsMention', { role })}` : ''}`,
    ...resumed,
  ];
}

function valueOf(what: 'level' | 'mention', { level, roleId }: Subscription, say: Say): string {
  if (what === 'level') return say(`level.${level}`);
  return roleId === undefined ? say('subscribe.nobody') : `<@&${roleId}>`;
}

function emptyListHint(target: Target, guild: Guild, say: Say): string[] {
  if (target.kind !== 'list') return [];
  const isEmpty = guild.watchLists.find(({ name }) => name === target.name)?.selectors.length === 0;
  return isEmpty ? [say('subscribe.emptyList')] : [];
}

function undoRow(key: string, say: Say) {
  return {
    type: ComponentType.ActionRow as const,
    components: [
      {
        type: ComponentType.Button as const,
        style: ButtonStyle.Secondary as const,
        label: say('subscribe.undo'),
        custom_id: customId('undo', key),
      },
    ],
  };
}

async function undo(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, key } = request;
  const say = deps.say(request.locale);
  demandRight(request, 'ManageChannels', say);
  const kept = await deps.snapshots.get(key);
  if (kept?.guildId !== guildId) throw new UserError(say('reply.forgotten'));
  const { before, after } = kept.undo;
  const now = deps.guilds.get(guildId).subscriptions.find(({ id }) => id === after.id);
  if (!isUnchanged(after, now)) throw new UserError(say('subscribe.undoneAlready'));
  await deps.guilds.update(guildId, (guild) => withSubscription(guild, after, before ?? undefined));
  return plainReply(say('subscribe.undone', { channel: `<#${after.channelId}>` }));
}
