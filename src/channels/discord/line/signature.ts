import { createPublicKey, verify } from 'node:crypto';

/** A request as Discord signs it. */
export interface Signed {
  /** As the headers have it, or `null` where they do not. */
  readonly signature: string | null;
  readonly timestamp: string | null;
  readonly body: Buffer;
}

const SIGNATURE = /^[\da-f]{128}$/i;
const SECONDS = /^\d{1,12}$/;

/** Says of a request whether Discord has signed it, at a time that is no further off than the window. */
export function createVerifier(
  publicKey: string,
  now: () => number,
): (signed: Signed, windowMs: number) => boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'hex').toString('base64url') },
    format: 'jwk',
  });
  return ({ body, signature, timestamp }, windowMs) => {
    if (signature === null || !SIGNATURE.test(signature)) return false;
    if (timestamp === null || !SECONDS.test(timestamp)) return false;
    if (Math.abs(now() - Number(timestamp) * 1_000) > windowMs) return false;
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return verify(null, signed, key, Buffer.from(signature, 'hex'));
  };
}

/** Says of an id whether it is met for the first time; it is kept for so long. */
export function createOnce(now: () => number, keptMs: number): (id: string) => boolean {
  const until = new Map<string, number>();
  return (id) => {
    const at = now();
    // They are kept for equally long, so that the oldest stand first.
    for (const [old, end] of until) {
      if (end >= at) break;
      until.delete(old);
    }
    if (until.has(id)) return false;
    until.set(id, at + keptMs);
    return true;
  };
}
