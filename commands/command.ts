import type {
  ActionHandler,
  ActionRequest,
  AnswerHandler,
  Caller,
  Choice,
  CommandRequest,
  CompletionRequest,
  Form,
  Handler,
  Reply,
} from '#src/channels/discord/interactions/handler.ts';
import type { Say } from '#src/alert/catalogue.ts';
import type { Voice } from '#src/alert/voice.ts';
import type { Hub } from '#src/channels/discord/hub.ts';
import type { Speaker } from '#src/channels/discord/messages/speaker.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Incident } from '#src/domain/incident.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { CoinLine } from '#src/engine/view/coin.ts';
import type { Interval } from '#src/engine/view/uptime.ts';
import type { ExchangeView, ServiceView } from '#src/engine/view/view.ts';

import { describeCommand } from './shared/describe-command.ts';
import { withDirectHint } from './shared/direct-hint.ts';
import { atHome } from './shared/home.ts';
import type { CommandShape } from './shared/describe-command.ts';
import type { TypedWorld } from './shared/understand.ts';

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
  /** What the bot says, in the language of who asks. */
  readonly say: (locale: string) => Say;
  readonly voice: (locale: string | undefined) => Voice;
  /** The languages that it speaks. */
  readonly locales: readonly string[];
  exchanges(): readonly ExchangeInfo[];
  view(exchange: string): ExchangeView;
  viewService(service: ServicePath): ServiceView;
  /** The coins that a component of an exchange is known to have. */
  assets(exchange: string, component: string): readonly string[];
  /** A coin at one exchange, over one network or all; `undefined` where it is not listed. */
  viewCoin(exchange: string, asset: string, network: string | undefined): CoinLine | undefined;
  /** The names that a typed text can hold, as they were seen lately. */
  typedWorld(): TypedWorld;
  readonly guilds: {
    get(guildId: string): Guild;
    all(): Iterable<Guild>;
    update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  };
  /** Settings as the store would give them back; none where it would not take them. */
  checkedGuild(guild: Guild): Guild | undefined;
  /** What a button needs to know later, under a short key. */
  readonly snapshots: {
    keep(snapshot: Snapshot): Promise<string>;
    get(key: string): Promise<Snapshot | undefined>;
  };
  /** Incidents of an exchange that ended since then, or a little before. */
  closedIncidents(exchange: string, since: number): Promise<readonly Incident[]>;
  /** When nobody watched. */
  gaps(): Promise<readonly Interval[]>;
  readonly clock: { now(): number };
  readonly speaker: Speaker;
  /** The operator's own server, where there is one. */
  readonly hub?: Hub;
}

/** What the program knows by itself; the rest is Discord's. */
export type KnownDeps = Omit<CommandDeps, 'speaker' | 'hub'>;

/** What was asked in a server. */
export type InGuild<Request> = Request & { readonly guildId: string };

/** What a button or select of a command does: see `ActionHandler`. */
type ActionOf<Request> =
  | {
      readonly action: string;
      readonly answer: AnswerHandler['answer'];
      /** Throws `UserError` for what the user can put right. */
      run(request: Request, deps: CommandDeps): Reply | Promise<Reply>;
    }
  | { readonly action: string; readonly answer: 'form'; open(request: Request, deps: CommandDeps): Form };

interface CommandOf<Typed, Typing, Pressed> {
  readonly data: CommandShape;
  readonly visibility: Handler['visibility'];
  /** It is offered only where the operator has that. */
  readonly needs?: 'hub';
  /** Throws `UserError` for what the user can put right. */
  run(request: Typed, deps: CommandDeps): Reply | Promise<Reply>;
  /** At most 25 choices, best first. It must answer from memory. */
  complete?(request: Typing, deps: CommandDeps): readonly Choice[];
  /** The buttons, selects and forms of its replies. */
  readonly actions?: readonly ActionOf<Pressed>[];
}

/** A slash command of servers: what Discord is told of it, and functions of what was typed and pressed. */
interface ServerCommand extends CommandOf<
  InGuild<CommandRequest>,
  InGuild<CompletionRequest>,
  InGuild<ActionRequest>
> {
  /** `home`: outside of a server it is about what the member themselves follows, by direct message. */
  readonly place?: 'server' | 'home';
}

/** A slash command that works in direct messages too, and wherever a member has installed the bot for themselves. */
interface CommandAnywhere extends CommandOf<CommandRequest, CompletionRequest, ActionRequest> {
  readonly place: 'anywhere';
}

export type Command = ServerCommand | CommandAnywhere;

/** A button, select or form of a command of servers. */
export type ServerAction = ActionOf<InGuild<ActionRequest>>;

export function bindCommands(commands: readonly Command[], deps: CommandDeps): Handler[] {
  return commands.map((command) => ({
    data: describeCommand(command.data, deps),
    visibility: command.visibility,
    run: async (request) => {
      const reply = await (command.place === 'anywhere'
        ? command.run(request, deps)
        : command.run(placed(command, request, deps), deps));
      return await withDirectHint(reply, request, deps);
    },
    complete: (request) =>
      (command.place === 'anywhere'
        ? command.complete?.(request, deps)
        : command.complete?.(settled(command, request, deps), deps)) ?? [],
  }));
}

export function bindActions(commands: readonly Command[], deps: CommandDeps): ActionHandler[] {
  return commands.flatMap((command) =>
    command.place === 'anywhere'
      ? (command.actions ?? []).map((action) => bindAction(action, (request) => request, deps))
      : (command.actions ?? []).map((action) =>
          bindAction(action, (request) => placed(command, request, deps), deps),
        ),
  );
}

function bindAction<Request>(
  action: ActionOf<Request>,
  narrow: (request: ActionRequest) => Request,
  deps: CommandDeps,
): ActionHandler {
  return action.answer === 'form'
    ? { ...action, open: (request) => action.open(narrow(request), deps) }
    : { ...action, run: (request) => action.run(narrow(request), deps) };
}

function placed<Request extends Caller>(
  { data, place }: ServerCommand,
  request: Request,
  deps: CommandDeps,
): InGuild<Request> {
  if (place !== 'home') return inGuild(request, deps);
  const isForManagers = data.default_member_permissions !== undefined;
  return atHome(request, isForManagers, deps.say(request.locale));
}

function settled(
  { place }: ServerCommand,
  request: CompletionRequest,
  deps: CommandDeps,
): InGuild<CompletionRequest> {
  const { guildId = memberSettingsId(request.userId) } = request;
  return place === 'home' ? { ...request, guildId } : inGuild(request, deps);
}

function inGuild<Request extends { readonly guildId: string | undefined; readonly locale: string }>(
  request: Request,
  { say }: CommandDeps,
): InGuild<Request> {
  const { guildId } = request;
  if (guildId === undefined) throw new UserError(say(request.locale)('reply.serverOnly'));
  return { ...request, guildId };
}
