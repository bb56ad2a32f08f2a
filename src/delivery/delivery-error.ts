/**
 * What came of a message that could not be sent:
 * - `temporary`: worth trying again, not before `retryAfterMs`.
 * - `channel_lost`: the address is gone or closed to us; the message is a sentence for its admins.
 * - `refused`: this message, as it is, will never be taken.
 * - `message_gone`: the message it is about was deleted.
 * - `unauthorized`: nothing at all can be sent until the operator has acted.
 */
export type DeliveryErrorKind = 'temporary' | 'channel_lost' | 'refused' | 'message_gone' | 'unauthorized';

export interface DeliveryErrorOptions extends ErrorOptions {
  readonly retryAfterMs?: number | undefined;
  /** The other side's own error code. */
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
}
