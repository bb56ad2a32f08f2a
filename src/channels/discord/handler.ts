import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';

import type { MessageBody } from './render/message-body.ts';

/** A channel as a command sees it. */
export interface ChosenChannel {
  readonly id: string;
  readonly kind: 'text' | 'thread' | 'other';
  /** What the bot may do there; `null` where nobody can tell. */
  readonly appPermissions: bigint | null;
}

export interface ChosenRole {
  readonly id: string;
  readonly name: string;
  readonly mentionable: boolean;
}

/** A slash command as it was typed, in a guild. */
export interface CommandRequest {
  readonly guildId: string;
  /** Where it was typed. */
  readonly channel: ChosenChannel;
  readonly subcommand?: string;
  /** Options by name. */
  readonly strings: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, ChosenChannel>>;
  readonly roles: Readonly<Record<string, ChosenRole>>;
}

/** A slash command as it is being typed. */
export interface CompletionRequest {
  readonly guildId: string;
  readonly subcommand?: string;
  readonly strings: Readonly<Record<string, string>>;
  /** The option under the cursor, and what stands there so far. */
  readonly focused: { readonly name: string; readonly value: string };
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
  run(request: CommandRequest): MessageBody | Promise<MessageBody>;
  complete?(request: CompletionRequest): readonly Choice[];
}
