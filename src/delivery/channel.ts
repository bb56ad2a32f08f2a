import type { DeliveryTarget } from '#src/domain/delivery.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';

/** What a message says. */
export type Content =
  | {
      readonly kind: 'notice';
      readonly notice: Notice;
      /** Only the headline, for when the full message was refused. */
      readonly plain?: true;
      /** How much later than it was decided it is told, where that is worth saying. */
      readonly lateMs?: number;
      /** Of an end: its beginning was not told here, because it was over by then. */
      readonly missed?: true;
    }
  /** What could not be told for a while: the newest of each incident that goes on, and of each that is over. */
  | {
      readonly kind: 'catch_up';
      readonly goingOn: readonly Notice[];
      readonly over: readonly Notice[];
    };

/** A message on its way to an address. */
export interface Post {
  readonly target: DeliveryTarget;
  readonly content: Content;
  /** At most 25 characters; the same for every try of the same delivery. */
  readonly nonce: string;
  /** The message that it replies to. */
  readonly replyTo?: string;
}

export interface Edit {
  readonly target: DeliveryTarget;
  readonly messageId: string;
  readonly notice: Notice;
}

export interface Posted {
  readonly messageId: string;
}

/**
 * One way of telling people. It composes, renders and sends; what is told to whom, when it is tried again and what is
 * remembered of it is not its business. `post`, `find` and `edit` reject with a `DeliveryError`.
 */
export interface Channel {
  /** What the target of a delivery names. */
  readonly id: string;
  /** How many calls a second it may make in all, where that is limited. */
  readonly perSecond?: number;
  /** Those who follow something without a command of theirs, such as the reader of a terminal. */
  readonly subscribers?: readonly Guild[];
  /** Resolves once it can post. Rejects, with a sentence for the operator, when it never will. */
  start(): Promise<void>;
  stop(): Promise<void>;
  post(post: Post): Promise<Posted>;
  /** The message of an earlier try, if it arrived after all: one that is newer than `since`, by the channel's time. */
  find(post: Post, since: number): Promise<Posted | undefined>;
  edit(edit: Edit): Promise<void>;
  /** The time as the other side has it, epoch milliseconds. */
  now(): number;
  /** Whether it lets the bot in at all. */
  check(): Promise<'welcome' | 'refused' | 'unknown'>;
  /** Whether the bot may post there, as far as is known without trying. */
  mayPost(guildId: string, address: string): boolean | undefined;
  /** An address as its people read it, such as `<#1234>`. */
  nameOf(address: string): string;
  /** Tells whoever runs the program, where there is a place for it. Never rejects. */
  tellOperator(text: string): Promise<void>;
  /** Tells the admins of a guild, at any other address than this one. Never rejects. */
  tellAdmins(guildId: string, text: string, exceptAddress: string): Promise<void>;
}
