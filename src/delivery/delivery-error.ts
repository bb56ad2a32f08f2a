import type { Closed } from '#src/domain/closed.ts';

/**
 * What came of a message that could not be sent:
 * - `busy`: there is a limit; worth trying again after `retryAfterMs`.
 * - `trouble`: it failed, and may work the next time. It may have arrived: Discord makes one message of one nonce.
 * - `unclear`: it was answered as if it had worked, and not as it is answered when it has.
 * - `closed`: the address is gone or closed to us, as it seems; `closed` says why.
 * - `refused`: this message, as it is, will never be taken.
 * - `message_gone`: the message it is about was deleted.
 */
export type DeliveryErrorKind = 'busy' | 'trouble' | 'unclear' | 'closed' | 'refused' | 'message_gone';

export interface DeliveryErrorOptions extends ErrorOptions {
  readonly retryAfterMs?: number | undefined;
  /** The limit holds for every address. */
  readonly everywhere?: boolean | undefined;
  /** The other side's own error code. */
  readonly code?: number | undefined;
  /** Why the address is closed. */
  readonly closed?: Closed | undefined;
}

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryErrorKind;
  readonly retryAfterMs: number | undefined;
  readonly everywhere: boolean;
  readonly code: number | undefined;
  readonly closed: Closed | undefined;

  constructor(kind: DeliveryErrorKind, message: string, options: DeliveryErrorOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.everywhere = options.everywhere ?? false;
    this.code = options.code;
    this.closed = options.closed;
  }
}
