import type { Notice } from '#src/domain/incident.ts';

/** A notice on its way into a channel, as a message of its own. */
export interface Post {
  readonly guildId: string;
  readonly channelId: string;
  readonly notice: Notice;
  readonly roleIds: readonly string[];
  /** At most 25 characters; the same for every try of the same delivery. */
  readonly nonce: string;
  /** The message that it replies to. */
  readonly replyTo?: string;
  /** Only the headline, for when the full message was refused. */
  readonly plain?: boolean;
}

interface Edit {
  readonly channelId: string;
  readonly messageId: string;
  readonly notice: Notice;
  readonly roleIds: readonly string[];
}

/** Where messages go. Every method rejects with a `DeliveryError`. */
export interface Messenger {
  post(post: Post): Promise<{ readonly messageId: string }>;
  /** The message of an earlier try, if it arrived after all. */
  find(post: Post): Promise<{ readonly messageId: string } | undefined>;
  edit(edit: Edit): Promise<void>;
}

/**
 * What came of a message that could not be sent:
 * - `temporary`: worth trying again, not before `retryAfterMs`.
 * - `channel_lost`: the channel is gone or closed to us; the message is a sentence for its admins.
 * - `refused`: this message, as it is, will never be taken.
 * - `message_gone`: the message it is about was deleted.
 * - `unauthorized`: the token is no longer valid; nothing at all can be sent.
 */
export type DeliveryErrorKind = 'temporary' | 'channel_lost' | 'refused' | 'message_gone' | 'unauthorized';

export interface DeliveryErrorOptions extends ErrorOptions {
  readonly retryAfterMs?: number | undefined;
  /** Discord's own error code. */
  readonly code?: number | undefined;
}

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryErrorKind;
  readonly retryAfterMs: number | undefined;
  readonly code: number | undefined;

  constructor(kind: DeliveryErrorKind, message: string, options: DeliveryErrorOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.code = options.code;
  }

  /** Trying again cannot help. */
  get permanent(): boolean {
    return this.kind !== 'temporary';
  }
}
