import type { Say } from '#src/alert/catalogue.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitLines, LIMITS } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';

import type { CommandDeps, InGuild } from '#commands/command.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';

import { BYTES_MAX, readSettings } from './read-settings.ts';
import type { Exported, Mistake } from './read-settings.ts';

/** So many channels are looked up. */
const CHANNELS_MAX = 130;

/** Takes the settings of a file in the place of those that a server has: all of it, or nothing. Throws `UserError`. */
export async function importSettings(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { files, guildId, locale } = request;
  const say = deps.say(locale);
  demandRight(request, 'ManageGuild', say);
  const file = files?.['file'];
  if (file === undefined || file.size > BYTES_MAX) throw new UserError(say('import.noFile'));
  const text = await deps.speaker.read(file.url);
  const read = readSettings(text, {
    guildId,
    isHub: deps.hub?.guildId === guildId,
    exchanges: deps.exchanges().map(({ id }) => id),
    locales: deps.locales,
    hasChannel: await ownChannels(text, guildId, deps),
  });
  if (!('watchLists' in read)) throw new UserError(fitLines(sentences(read, say), LIMITS.content, say));
  const known = deps.guilds.get(guildId);
  const checked = deps.checkedGuild({ ...known, ...read });
  if (checked === undefined) {
    const culprit = culpritOf(read, (part) => deps.checkedGuild({ ...known, ...part }) !== undefined);
    throw new UserError(fitLines(sentences([{ what: 'shape', ...culprit }], say), LIMITS.content, say));
  }
  await deps.guilds.update(guildId, (guild) => ({ ...checked, id: guild.id }));
  const { subscriptions, watchLists } = read;
  return plainReply(say('import.done', { subscriptions: subscriptions.length, lists: watchLists.length }));
}

/** Which of the channels that a text names are the server's own: any id can stand in a file. */
async function ownChannels(
  text: string,
  guildId: string,
  { speaker }: CommandDeps,
): Promise<(id: string) => boolean> {
  const named = [...new Set([...text.matchAll(/hannelId"\s*:\s*"(\d{15,20})"/g)].map(([, id = '']) => id))];
  const own = new Set<string>();
  for (const id of named.slice(0, CHANNELS_MAX)) if ((await speaker.guildOf(id)) === guildId) own.add(id);
  return (id) => own.has(id);
}

function sentences(mistakes: readonly Mistake[], say: Say): string[] {
  return [
    say('import.refused', { count: mistakes.length }),
    ...mistakes.map(
      ({ at, value, what }) =>
        `• ${say(`import.mistake.${what}`, { at: escapeText(at, 60), value: escapeText(value, 60) })}`,
    ),
  ];
}

/** Which part of the settings the store would not take, and what stands there. */
function culpritOf(
  read: Exported,
  isTaken: (part: Partial<Exported>) => boolean,
): Pick<Mistake, 'at' | 'value'> {
  for (const key of Object.keys(read) as (keyof Exported)[]) {
    const part = read[key];
    if (isTaken({ [key]: part })) continue;
    const at = Array.isArray(part) ? part.findIndex((row) => !isTaken({ [key]: [row] })) : -1;
    const value = JSON.stringify(Array.isArray(part) ? part[at] : part) ?? '';
    return { at: at === -1 ? key : `${key}[${at}]`, value };
  }
  return { at: '', value: '' };
}
