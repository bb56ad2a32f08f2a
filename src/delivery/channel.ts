import type { Closed } from '#src/domain/closed.ts';
import type { Content } from '#src/domain/content.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';

/** A message on its way to an address. */
export interface OutgoingMessage {
  readonly target: DeliveryTarget;
  readonly content: Content;
  /** At most 25 characters; the same for every try of the same delivery. */
  readonly nonce: string;
  /** The first message about it there, which this one goes on from. */
  readonly replyTo?: string;
  /** It was tried before, and may have arrived. */
  readonly again?: true;
  /** Nobody's phone rings for it. */
  readonly quiet?: true;
  /** Members who asked to be mentioned when it is over. */
  readonly followers?: readonly string[];
}

export interface Edit {
  readonly target: DeliveryTarget;
  readonly messageId: string;
  /** The first message about it there. */
  readonly rootId: string;
  readonly notice: Notice;
  /** It is the first message, which shows how things stand, and at the end how they were. */
  readonly isFirst: boolean;
}

export interface Posted {
  readonly messageId: string;
}

/**
 * One way of telling people. It composes, renders and sends; what is told to whom, when it is tried again and what is
 * remembered of it is not its business. `post`, `find` and `edit` may make one call, and ask for room for each further
 * one; they reject with a `DeliveryError`.
 */
export interface Channel {
  /** What the target of a delivery names. */
  readonly id: string;
  readonly traits?: ChannelTraits;
  /** What it answers on the web server, by path; each takes POST alone. */
  readonly doors?: Readonly<Record<string, Door>>;
  /** Resolves once it can post. Rejects, with a sentence for the operator, when it never will. */
  start(): Promise<void>;
  stop(): Promise<void>;
  post(post: OutgoingMessage, room?: Room): Promise<Posted>;
  /** The message of an earlier try, if it arrived after all: one that is newer than `since`, by the channel's time. */
  find(post: OutgoingMessage, since: number, room?: Room): Promise<Posted | undefined>;
  edit(edit: Edit, room?: Room): Promise<void>;
  /** One of its addresses stays closed, with the reason: tells those whose address it is, where it can. */
  paused(guildId: string, address: string, reason: Closed): Promise<void>;
  /** Tells whoever runs the program, where there is a place for it. Never rejects. */
  tellOperator(text: string): Promise<void>;
}

/** What a channel tells of itself. */
export interface ChannelReports {
  /** An address is gone for good. */
  onAddressGone(guildId: string, address: string): Promise<void>;
  /** What the bot may do at an address, or in all of a guild, has changed. */
  onAccessChanged(guildId: string, address: string | undefined, mayPost: MayPost): void;
  /** A guild has sent the bot away. */
  onGuildRemoved(guildId: string): Promise<void>;
  /** The other side lets the bot in no more; `isHopeless` where starting again changes nothing. */
  onLost(error: Error, isHopeless: boolean): void;
}

/** Answers a request that comes in from outside. */
export type Door = (request: Request) => Promise<Response>;

/** Resolves when one more call may be made for what is under way. */
export type Room = () => Promise<void>;

/** What is so of a channel, where it is not so of all. */
export interface ChannelTraits {
  /** How many calls a second it may make in all, where that is limited. */
  readonly perSecond?: number;
  /** Those who follow something without a command of theirs, such as the reader of a terminal. */
  readonly subscribers?: readonly Guild[];
  /** The time as the other side has it, epoch milliseconds, where it has one of its own. */
  readonly now?: () => number;
}

/** Whether the bot may post at an address, as far as the channel knows without trying. */
export type MayPost = (address: string) => boolean | undefined;
