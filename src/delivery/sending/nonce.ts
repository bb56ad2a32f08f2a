import { createHash } from 'node:crypto';

/** Discord takes at most 25 characters. */
const NONCE_LENGTH = 25;

/** The nonce of a delivery: whoever sends it, and however often, it is the same. */
export function nonceOf(deliveryId: string): string {
  return createHash('sha256').update(deliveryId).digest('base64url').slice(0, NONCE_LENGTH);
}
