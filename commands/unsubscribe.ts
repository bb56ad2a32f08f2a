import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitNames } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { Subscription } from '#src/domain/guild.ts';
import { normalizeSelector } from '#src/domain/selector.ts';

import type { Command } from './command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { whereIs } from './shared/home.ts';
import { plainReply } from './shared/plain-reply.ts';
import { rank } from './shared/suggest.ts';
import { showTarget, targetText } from './shared/target.ts';

export const unsubscribe: Command = {
  visibility: 'private',
  place: 'home',
  data: {
    name: 'unsubscribe',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    ...ANYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'target',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
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
      { text, channelId: channels['channel']?.id, hereId: here.id },
      say,
    );
    await guilds.update(guildId, (guild) => ({
      ...guild,
      subscriptions: guild.subscriptions.filter(({ id }) => id !== found.id),
    }));
    return plainReply(
      say('unsubscribe.done', {
        ...whereIs({ id: guildId }, found.channelId),
        target: showTarget(found.target, say),
      }),
    );
  },

  complete({ guildId, focused, locale }, deps) {
    const say = deps.say(locale);
    const choices = deps.guilds.get(guildId).subscriptions.map((subscription) => ({
      name: say(subscription.disabled === undefined ? 'unsubscribe.choice' : 'unsubscribe.choiceDisabled', {
        id: subscription.id,
        target: targetText(subscription.target),
      }),
      value: subscription.id,
    }));
    return rank(choices, focused.value);
  },
};

/** The one subscription that is meant: by number, or by target, here rather than elsewhere. */
function choose(
  subscriptions: readonly Subscription[],
  { text, channelId, hereId }: { text: string; channelId: string | undefined; hereId: string },
  say: Say,
): Subscription {
  const wanted = normalizeSelector(text);
  const meant = subscriptions.filter(
    ({ id, target }) => id === text.trim() || normalizeSelector(targetText(target)) === wanted,
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
