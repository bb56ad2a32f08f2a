import type { CommandDeps, InGuild } from '#commands/command.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';
import { showSelector } from '#commands/shared/target-name.ts';
import { parseSelector } from '#commands/shared/target.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import type { Say } from '#src/alert/catalogue.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { MUTES_MAX } from '#src/domain/guild.ts';
import type { Guild, Mute } from '#src/domain/guild.ts';
import type { Selector } from '#src/domain/selector.ts';
import { HOUR_MS } from '#src/domain/time.ts';

/** The guild with one more mute; that another has run out is still to be told. Throws `UserError`. */
function addMute(
  guild: Guild,
  selector: Selector,
  { hours, by, now, say }: { hours: number; by: string; now: number; say: Say },
): Guild {
  const others = guild.mutes.filter((mute) => !isOf(mute, selector));
  if (others.filter((mute) => isRunning(mute, now)).length >= MUTES_MAX)
    throw new UserError(say('mute.tooMany', { count: MUTES_MAX }));
  const id = String(Math.max(0, ...guild.mutes.map((mute) => Number(mute.id) || 0)) + 1);
  const until = now + hours * HOUR_MS;
  return {
    ...guild,
    mutes: [...others, { id, selector, until, by, at: now }],
  };
}

/** The guild without the mutes of a selector. Throws `UserError` where there is none. */
function endMute(guild: Guild, selector: Selector, deps: CommandDeps, locale: string): Guild {
  const others = guild.mutes.filter((mute) => !isOf(mute, selector));
  if (others.length === guild.mutes.length)
    throw new UserError(deps.say(locale)('mute.notMuted', { target: showSelector(selector, deps, locale) }));
  return { ...guild, mutes: others };
}

/** Who wanted quiet about what, and until when, a line each. */
function muteLines({ mutes }: Guild, deps: CommandDeps, locale: string): string[] {
  const now = deps.clock.now();
  const say = deps.say(locale);
  return mutes
    .filter((mute) => isRunning(mute, now))
    .map((mute) =>
      say('mute.line', {
        target: showSelector(mute.selector, deps, locale),
        by: escapeText(mute.by, 60),
        until: timestamp(mute.until, 'f'),
      }),
    );
}

function isRunning({ until }: Mute, now: number): boolean {
  return until > now;
}

function isOf(mute: Mute, selector: Selector): boolean {
  return mute.selector === selector;
}

export async function mute(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(request.locale);
  const selector = parseSelector(request.strings['target'] ?? '', deps, request.locale);
  const now = deps.clock.now();
  const guild = await deps.guilds.update(request.guildId, (known) =>
    addMute(known, selector, { hours: request.numbers['hours'] ?? 8, by: request.userName, now, say }),
  );
  const target = showSelector(selector, deps, request.locale);
  return plainReply(say('mute.done', { target }), ...muteLines(guild, deps, request.locale));
}

export async function unmute(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(request.locale);
  const selector = parseSelector(request.strings['target'] ?? '', deps, request.locale);
  const guild = await deps.guilds.update(request.guildId, (known) =>
    endMute(known, selector, deps, request.locale),
  );
  return plainReply(
    say('mute.ended', { target: showSelector(selector, deps, request.locale) }),
    ...muteLines(guild, deps, request.locale),
  );
}
