import { ComponentType } from 'discord.js';

import { closedText } from '#src/channels/discord/closed-text.ts';
import type { Caller, Reply } from '#src/channels/discord/interactions/handler.ts';
import { clip } from '#src/channels/discord/render/escape.ts';
import { LIMITS } from '#src/channels/discord/render/message-body.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { memberSettingsId } from '#src/domain/member.ts';

import type { CommandDeps } from '#commands/command.ts';

/**
 * Who could not be written to hears of it with the next answer, wherever that is asked; and what waits for them is tried
 * again.
 */
export async function withDirectHint(
  reply: Reply,
  { locale, userId }: Pick<Caller, 'locale' | 'userId'>,
  deps: CommandDeps,
): Promise<Reply> {
  const id = memberSettingsId(userId);
  const closed = deps.guilds.get(id).subscriptions.find(({ paused }) => paused !== undefined);
  if (closed?.paused === undefined) return reply;
  const say = deps.say(locale);
  const hint = say('direct.closed', {
    since: timestamp(closed.paused.at, 'f'),
    reason: closedText(closed.paused.reason, say, deps.voice(locale)),
  });
  await deps.guilds.update(id, (known) => ({
    ...known,
    subscriptions: known.subscriptions.map(({ paused: _paused, ...one }) => one),
  }));
  return withLine(reply, hint);
}

function withLine(reply: Reply, line: string): Reply {
  const { components = [], content = '' } = reply;
  const isLayout = components.some(({ type }) => type !== ComponentType.ActionRow);
  return isLayout
    ? { ...reply, components: [{ type: ComponentType.TextDisplay, content: line }, ...components] }
    : { ...reply, content: clip(content === '' ? line : `${line}\n${content}`, LIMITS.content) };
}
