import type { Command, CommandDeps, InGuild } from '#commands/command.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import type { Guild } from '#src/domain/guild.ts';
import { aView } from '#test/channels/discord/render/a-view.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';

/** Some time after noon, in a server with an admin who asks. */
export const now = noon + minute;
const MANAGER = 1n << 4n;

export interface AServer {
  readonly deps: CommandDeps;
  readonly asker: InGuild<CommandRequest>;
  /** What a command answers, for the asker alone to see. */
  ask(
    command: Command,
    strings?: Record<string, string>,
    changes?: Partial<InGuild<CommandRequest>>,
  ): Promise<Reply & { readonly at: number; readonly ephemeral: true }>;
  set(change: (guild: Guild) => Guild): Promise<void>;
}

/** The bot over a world in which Binance is in trouble, in the language of who looks. */
export function aServer(catalogue: Catalogue, locale: string, over: Partial<CommandDeps> = {}): AServer {
  const known = fakeDeps();
  const deps: CommandDeps = {
    ...known,
    say: (wanted) => catalogue.say(wanted),
    voice: (wanted) => catalogue.voice(wanted),
    clock: { now: () => now },
    view: (id) => (id === 'binance' ? aView() : known.view(id)),
    ...over,
  };
  const asker = aRequest(
    {},
    {
      locale,
      guildLocale: locale,
      userName: 'Ada',
      memberPermissions: MANAGER,
      channel: { ...aRequest().channel, appPermissions: null },
    },
  );
  return {
    deps,
    asker,
    async ask(command, strings = {}, changes = {}) {
      const reply = await command.run({ ...asker, strings, ...changes }, deps);
      return { ...reply, at: now, ephemeral: true };
    },
    async set(change) {
      await deps.guilds.update(asker.guildId, change);
    },
  };
}
