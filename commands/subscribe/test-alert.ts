import type { Card } from '#src/alert/card.ts';
import { plain } from '#src/alert/text.ts';
import type { ActionRequest, Caller, Reply } from '#src/channels/discord/interactions/handler.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import { closedText } from '#src/channels/discord/closed-text.ts';
import { closedBy, whyNot } from '#src/channels/discord/messages/speaker.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Closed } from '#src/domain/closed.ts';
import { localeOf } from '#src/domain/guild.ts';
import type { Subscription } from '#src/domain/guild.ts';

import { demandOne } from '#commands/alerts/list.ts';
import type { CommandDeps, InGuild } from '#commands/command.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { whereIs } from '#commands/shared/home.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';
import { plainTarget } from '#commands/shared/target-name.ts';

/** What no right that it is given would open. */
const SHUT: ReadonlySet<Closed['kind']> = new Set(['gone', 'left', 'not_text', 'locked', 'archived']);

/** Posts a test where a subscription posts its alerts, as its members would see one. Throws `UserError`. */
export async function testSubscription(
  asker: InGuild<Caller>,
  subscriptionId: string,
  deps: CommandDeps,
): Promise<Reply> {
  const say = deps.say(asker.locale);
  demandRight(asker, 'ManageChannels', say);
  const guild = deps.guilds.get(asker.guildId);
  const subscription = demandOne(guild, subscriptionId, say);
  const place = whereIs(guild, subscription.channelId);
  const card = testCard(subscription, asker, localeOf(guild) ?? asker.guildLocale, deps);
  try {
    const title = plain(card.headline);
    await deps.speaker.say(subscription.channelId, renderCard(card), { soon: true, title });
  } catch (error) {
    const why = whyNot(error);
    if (why === undefined) throw error;
    const closed = closedBy(error);
    if (closed === undefined || !SHUT.has(closed.kind)) throw new UserError(say(`test.${why}`, { ...place }));
    const reason = closedText(closed, say, deps.voice(asker.locale));
    throw new UserError(say('test.shut', { ...place, reason }));
  }
  return plainReply(say('test.sent', { ...place }));
}

export const pressTest = (request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> =>
  testSubscription(request, request.key, deps);

/** It looks like an alert and says that it is none. Nobody is mentioned for it. */
function testCard(
  { roleId, target }: Subscription,
  { guildId, userName }: InGuild<Caller>,
  locale: string | undefined,
  deps: CommandDeps,
): Card {
  const voice = deps.voice(locale);
  const { where } = whereIs({ id: guildId }, '');
  const by = { kind: 'outside', text: userName.slice(0, 60) } as const;
  const what = { kind: 'outside', text: plainTarget(target, deps, locale).slice(0, 100) } as const;
  return {
    tone: 'good',
    headline: voice.write('test.headline'),
    rows: [
      voice.write('test.follows', { what, where }),
      ...(roleId === undefined ? [] : [voice.write('test.mentions')]),
      voice.write('test.by', { by }),
    ],
    evidence: [],
    footer: [],
    at: deps.clock.now(),
  };
}
