import type { CommandRequest, Choice, CompletionRequest, Handler } from '#src/channels/discord/handler.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { ExchangeView, ServiceView } from '#src/engine/view/view.ts';

/** What config says of an exchange, as far as commands care. */
export interface ExchangeInfo {
  readonly id: string;
  /** As people write it: `Binance`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly components: readonly string[];
  /** A sentence, of an exchange that has closed. */
  readonly retired?: string;
}

/** All that commands may touch. */
export interface CommandDeps {
  exchanges(): readonly ExchangeInfo[];
  view(exchange: string): ExchangeView;
  viewService(service: ServicePath): ServiceView;
  /** The coins that a component of an exchange is known to have. */
  assets(exchange: string, component: string): readonly string[];
  readonly guilds: {
    get(guildId: string): Guild;
    update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  };
  readonly clock: { now(): number };
}

/** A slash command: what Discord is told of it, and two functions of what was typed. */
export interface Command {
  readonly data: Handler['data'];
  readonly visibility: Handler['visibility'];
  /** Throws `UserError` for what the user can put right. */
  run(request: CommandRequest, deps: CommandDeps): MessageBody | Promise<MessageBody>;
  /** At most 25 choices, best first. It must answer from memory. */
  complete?(request: CompletionRequest, deps: CommandDeps): readonly Choice[];
}

export function bindCommands(commands: readonly Command[], deps: CommandDeps): Handler[] {
  return commands.map((command) => ({
    data: command.data,
    visibility: command.visibility,
    run: (request) => command.run(request, deps),
    complete: (request) => command.complete?.(request, deps) ?? [],
  }));
}
