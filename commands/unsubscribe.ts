import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitNames } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Subscription } from '#src/domain/guild.ts';
import { normalizeSelector } from '#src/domain/selector.ts';

import type { Command, CommandDeps } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { whereIs } from './shared/home.ts';
import { plainReply } from './shared/plain-reply.ts';
import { rank } from './shared/suggest.ts';
import { parseSelector, targetText } from './shared/target.ts';
import { plainTarget, showTarget } from './shared/target-name.ts';

export const unsubscribe: Command = {
  visibility: 'private',
  place: 'home',
  data: {
    name: 'unsubscribe',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    ...ANYWHERE,
    options: [
      completed('target', { required: true }),
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
      },
    ],
  },

  async run({ guildId, channel: here, strings, channels, locale }, deps) {
    const { guilds } = deps;
    const say = deps.say(locale);
    const text = strings['target'] ?? '';
    const found = choose(
      guilds.get(guildId).subscriptions,
      { text, selector: selectorIn(text, deps, locale), channelId: channels['channel']?.id, hereId: here.id },
      say,
    );
    await guilds.update(guildId, (guild) => ({
      ...guild,
      subscriptions: guild.subscriptions.filter(({ id }) => id !== found.id),
    }));
    return plainReply(
      say('unsubscribe.done', {
        ...whereIs({ id: guildId }, found.channelId),
        target: showTarget(found.target, deps, locale),
      }),
    );
  },

  complete({ guildId, focused, locale }, deps) {
    const say = deps.say(locale);
    const { subscriptions } = deps.guilds.get(guildId);
    const choices = subscriptions.map((subscription) => ({
      name: say(subscription.disabled === undefined ? 'unsubscribe.choice' : 'unsubscribe.choiceDisabled', {
        id: subscription.id,
        target: plainTarget(subscription.target, deps, locale),
      }),
      value: subscription.id,
    }));
    // Found by its words, or as a path.
    const typed = focused.value.trim().toLowerCase();
    const byPath = subscriptions.filter(({ target }) => targetText(target).startsWith(typed));
    const found = rank(choices, focused.value);
    const more = choices.filter((one) => byPath.some(({ id }) => id === one.value) && !found.includes(one));
    return [...found, ...more];
  },
};

/** What a text means as a selector; the text itself where it means none. */
function selectorIn(text: string, deps: CommandDeps, locale: string): string {
  try {
    return parseSelector(text, deps, locale);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return normalizeSelector(text);
  }
}

/** The one subscription that is meant: by number, or by target, here rather than elsewhere. */
function choose(
  subscriptions: readonly Subscription[],
  {
    text,
    selector,
    channelId,
    hereId,
  }: { text: string; selector: string; channelId: string | undefined; hereId: string },
  say: Say,
): Subscription {
  // A suggestion that was typed by hand begins with the number.
  const number = /^\s*(\d+)(?=\s*(?::|：|$))/.exec(text)?.[1];
  const meant = subscriptions.filter(
    ({ id, target }) => id === number || [selector, text.trim().toLowerCase()].includes(targetText(target)),
  );
  const [first, ...more] =
    channelId === undefined ? meant : meant.filter((one) => one.channelId === channelId);
  if (first === undefined) {
    throw new UserError(say('unsubscribe.unknown', { text: escapeText(text, 100) }));
  }
  if (more.length === 0) return first;
  const here = meant.find((one) => one.channelId === hereId);
  if (here !== undefined) return here;
  const where = [first, ...more].map((one) => `<#${one.channelId}>`);
  throw new UserError(say('unsubscribe.which', { channels: fitNames(where, 1000, say) }));
}
