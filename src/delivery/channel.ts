import type { DeliveryTarget } from '#src/domain/delivery.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';

/** A notice on its way to an address, as a message of its own. */
export interface Post {
  readonly target: DeliveryTarget;
  readonly notice: Notice;
  /** At most 25 characters; the same for every try of the same delivery. */
  readonly nonce: string;
  /** The message that it replies to. */
  readonly replyTo?: string;
  /** Only the headline, for when the full message was refused. */
  readonly plain?: boolean;
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
  /** Those who follow something without a command of theirs, such as the reader of a terminal. */
  readonly subscribers?: readonly Guild[];
  /** Resolves once it can post. Rejects, with a sentence for the operator, when it never will. */
  start(): Promise<void>;
  stop(): Promise<void>;
  post(post: Post): Promise<Posted>;
  /** The message of an earlier try, if it arrived after all. */
  find(post: Post): Promise<Posted | undefined>;
  edit(edit: Edit): Promise<void>;
  /** Tells whoever runs the program, where there is a place for it. Never rejects. */
  tellOperator(text: string): Promise<void>;
  /** An address as its people read it, such as `<#1234>`. */
  nameOf(address: string): string;
  /** Tells the admins of a guild, at any other address than this one. Never rejects. */
  tellAdmins(guildId: string, text: string, exceptAddress: string): Promise<void>;
}
