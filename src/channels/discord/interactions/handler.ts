import type {
  APIEmbed,
  APILabelComponent,
  APIMessageTopLevelComponent,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';

/** An answer to somebody. It mentions nobody. A layout of components (V2) has neither content nor embeds. */
export interface Reply {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
  readonly files?: readonly ReplyFile[];
}

export interface ReplyFile {
  readonly name: string;
  readonly data: Buffer;
  /** What a picture shows, for those who cannot see it. */
  readonly description?: string;
}

/** A channel as a command sees it. */
export interface ChosenChannel {
  readonly id: string;
  /** A forum counts as text: what is told there is a post each. `direct` are a member's messages with the bot. */
  readonly kind: 'text' | 'thread' | 'direct' | 'other';
  /** The server that it says it belongs to, where it says so. */
  readonly guildId?: string;
  /** What the bot may do there; `null` where nobody can tell. */
  readonly appPermissions: bigint | null;
  /** What the member who chose it may do there; `null` where nobody can tell. */
  readonly memberPermissions: bigint | null;
}

/** A file that a member has handed in. Whatever it says of itself comes from outside. */
export interface ChosenFile {
  readonly name: string;
  readonly url: string;
  /** In bytes. */
  readonly size: number;
}

export interface ChosenRole {
  readonly id: string;
  readonly name: string;
  readonly mentionable: boolean;
}

/** Who asks, and where. */
export interface Caller {
  /** The bot's own. */
  readonly applicationId: string;
  /** None in a direct message, and in a server where only the member has installed the bot. */
  readonly guildId: string | undefined;
  readonly userId: string;
  /** As the server shows it. It comes from outside. */
  readonly userName: string;
  /** The language of the member's own client, such as `en-US`. */
  readonly locale: string;
  /** The server's, as Discord has it; often left at en-US. */
  readonly guildLocale: string | undefined;
  /** What the member may do in the channel; `null` outside a server. */
  readonly memberPermissions: bigint | null;
  /** The member has installed the bot for themselves, so that the server's rules for its commands may not have held. */
  readonly isOwnInstall?: true;
  /** Where it was asked. */
  readonly channel: ChosenChannel;
}

/** A slash command as it was typed. */
export interface CommandRequest extends Caller {
  readonly subcommand?: string;
  /** Options by name. */
  readonly strings: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly channels: Readonly<Record<string, ChosenChannel>>;
  readonly roles: Readonly<Record<string, ChosenRole>>;
  readonly files?: Readonly<Record<string, ChosenFile>>;
}

/** A slash command as it is being typed. */
export interface CompletionRequest {
  readonly guildId: string | undefined;
  readonly userId: string;
  readonly locale: string;
  readonly subcommand?: string;
  readonly strings: Readonly<Record<string, string>>;
  /** The option under the cursor, and what stands there so far. */
  readonly focused: { readonly name: string; readonly value: string };
}

/** A button that was pressed, what was picked in a select, or a form that was sent. */
export interface ActionRequest extends Caller {
  /** What the button carries besides its action. */
  readonly key: string;
  /** Of a select: the values picked. */
  readonly values: readonly string[];
  /** Of a form: what was filled in, by the fields' custom ids. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Of a form: the channels that were chosen, by id. */
  readonly channels: Readonly<Record<string, ChosenChannel>>;
}

/** A window with up to five fields. What is sent is routed to its action. */
export interface Form {
  readonly title: string;
  readonly action: string;
  readonly key?: string;
  readonly fields: readonly APILabelComponent[];
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A slash command with all that it needs: the interaction entry routes to it, registration reads its data. */
export interface Handler {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether everybody in the channel sees the answer. Errors are always private. */
  readonly visibility: 'public' | 'private';
  /** Throws `UserError` for what the user can put right. */
  run(request: CommandRequest): Reply | Promise<Reply>;
  complete?(request: CompletionRequest): readonly Choice[];
}

/** What the buttons, selects and forms of one action do: `v1:action:key` is routed here. */
export type ActionHandler = AnswerHandler | FormHandler;

export interface AnswerHandler {
  readonly action: string;
  /** `update` puts the answer in the place of the message that the button stands on. */
  readonly answer: 'update' | 'public' | 'private';
  /** Throws `UserError` for what the user can put right. */
  run(request: ActionRequest): Reply | Promise<Reply>;
}

/** Opens a form at once; it cannot be deferred. */
export interface FormHandler {
  readonly action: string;
  readonly answer: 'form';
  /** Throws `UserError` for what the user can put right. */
  open(request: ActionRequest): Form;
}
