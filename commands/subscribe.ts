import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import type {
  ActionRequest,
  ChosenChannel,
  CommandRequest,
  Reply,
} from '#src/channels/discord/interactions/handler.ts';
import { EXTRA_RIGHTS, inviteUrl } from '#src/channels/discord/line/invite.ts';
import { holdsRight } from '#src/channels/discord/line/rights.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { LEVELS, STYLES } from '#src/domain/guild.ts';
import type { Guild, Target } from '#src/domain/guild.ts';
import { memberOf } from '#src/domain/member.ts';

import type { Command, CommandDeps, InGuild } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { TELLABLE } from './shared/channel-types.ts';
import { directPlace } from './shared/home.ts';
import { demandMentionable, demandOwn, demandPostable } from './shared/demand-channel.ts';
import { OWN_LIST, setUp, setUpForm, setUpRow } from './shared/set-up.ts';
import { starterCalled, withStarter } from './shared/starters.ts';
import type { Wish } from './shared/subscriptions.ts';
import { suggestTargets } from './shared/suggest.ts';
import { parseSelector, parseTarget } from './shared/target.ts';
import { grantWishes, undo } from './subscribe/grant-wishes.ts';
import { pressTest } from './subscribe/test-alert.ts';

/** As many as one would type at once. */
const TARGETS_MAX = 10;

export const subscribe: Command = {
  visibility: 'private',
  place: 'home',
  data: {
    name: 'subscribe',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    ...ANYWHERE,
    options: [
      completed('target', { required: true, max_length: 400 }),
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        channel_types: TELLABLE,
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
      { type: ApplicationCommandOptionType.String, name: 'style', choices: STYLES },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'no_mention',
      },
    ],
  },

  run: (request, deps) => subscribeTo(request, deps),

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

  actions: [
    { action: 'undo', answer: 'private', run: undo },
    { action: 'test', answer: 'private', run: pressTest },
    { action: 'set-up', answer: 'form', open: setUpForm },
    { action: 'set-up-done', answer: 'private', run: setUp },
    { action: 'status-follow', answer: 'private', run: followFromStatus },
  ],
};

async function subscribeTo(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, channel: here, strings, channels, roles, locale } = request;
  const say = deps.say(locale);
  const isDirect = memberOf(guildId) !== undefined;
  const channel = isDirect ? await directPlace(request, deps) : (channels['channel'] ?? here);
  const role = roles['mention'];
  demandOwn(channel, guildId, say);
  demandPostable(channel, deps, locale);
  if (role !== undefined) demandMentionable(role, channel, guildId, say);
  const own = deps.guilds.get(guildId).watchLists.some(({ name }) => name === OWN_LIST);
  if (!own && isOwnList(strings['target'] ?? '', say))
    return { content: say('setup.choose'), components: [setUpRow(say)] };
  const { starters, targets } = targetsIn(strings['target'] ?? '', deps.guilds.get(guildId), deps, locale);
  const reply = await grantWishes(
    request,
    targets.map((target) => wishOf(request, channel.id, target)),
    deps,
    (guild) => starters.reduce((known, name) => withStarter(known, name, say), guild),
  );
  return strings['style'] === 'thread' && lacksThreads(channel)
    ? { ...reply, content: `${reply.content ?? ''}\n${threadHint(request, say)}` }
    : reply;
}

function lacksThreads({ appPermissions, kind }: ChosenChannel): boolean {
  return kind === 'text' && appPermissions !== null && !holdsRight(appPermissions, 'CreatePublicThreads');
}

/** The invite asks for no more than is needed at first: what adds the rest is offered where it is missed. */
function threadHint({ applicationId }: CommandRequest, say: Say): string {
  const link = inviteUrl(applicationId, EXTRA_RIGHTS);
  return say('subscribe.noThreads', { right: say('right.CreatePublicThreads'), link });
}

/** "My exchanges", before anybody has said which those are. */
function isOwnList(text: string, say: Say): boolean {
  const typed = text.trim().toLowerCase();
  return [OWN_LIST, OWN_LIST.replace('-', ' '), say('starter.own').toLowerCase()].includes(typed);
}

/** What is meant, and the starting lists among it, which the server may not have yet. */
function targetsIn(
  text: string,
  guild: Guild,
  deps: CommandDeps,
  locale: string,
): { readonly targets: Target[]; readonly starters: string[] } {
  const say = deps.say(locale);
  const texts = text.split(',').filter((one) => one.trim() !== '');
  if (texts.length === 0) throw new UserError(say('target.empty'));
  if (texts.length > TARGETS_MAX) throw new UserError(say('target.tooMany', { count: TARGETS_MAX }));
  const says = [say, deps.say('en')];
  const starters = texts.flatMap((one) => starterCalled(one, says) ?? []);
  const targets = texts.map((one): Target => {
    const starter = starterCalled(one, says);
    return starter === undefined ? parseTarget(one, guild, deps, locale) : { kind: 'list', name: starter };
  });
  return { targets, starters };
}

function wishOf({ strings, flags, roles }: CommandRequest, channelId: string, target: Target): Wish {
  const level = LEVELS.find((one) => one === strings['level']);
  const style = STYLES.find((one) => one === strings['style']);
  const role = roles['mention'];
  const endsMention = flags['no_mention'] === true && role === undefined;
  return {
    channelId,
    target,
    ...(level !== undefined && { level }),
    ...(style !== undefined && { style }),
    ...(role !== undefined && { roleId: role.id }),
    ...(endsMention && { roleId: null }),
  };
}

/** The button under `/status`: this channel, at the standard level. */
async function followFromStatus(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { channel: here, guildId, key, locale, memberPermissions } = request;
  const say = deps.say(locale);
  const isDirect = memberOf(guildId) !== undefined;
  const channel = isDirect ? await directPlace(request, deps) : { ...here, memberPermissions };
  demandOwn(channel, guildId, say);
  demandPostable(channel, deps, locale);
  const target: Target = { kind: 'selector', selector: parseSelector(key, deps, locale) };
  return await grantWishes(request, [{ channelId: channel.id, target }], deps);
}
