import { reasonOf } from '#src/platform/reason-of.ts';
import { StoreAwayError, StoreError } from '#src/storage/store-error.ts';

/** Redis did not answer in time. What was asked for may have been done. */
export class RedisSilence extends Error {
  constructor(ms: number) {
    super(`it gave no answer within ${ms / 1000} s`);
  }
}

/** By how the server's error begins: what is wrong, and what to do. */
const REPLIES: Readonly<Record<string, string>> = {
  OOM: 'it is full (maxmemory). Give it more memory; what was stored before is kept.',
  NOAUTH: 'it asks for a password. Put it into STORE_URL: redis://:password@host:6379.',
  WRONGPASS: 'it does not accept the user or the password in STORE_URL.',
  NOPERM: 'the user in STORE_URL may not do what is needed. Give it all commands on its keys.',
  READONLY: 'it is a replica, which cannot be written. Name its primary in STORE_URL.',
  LOADING: 'it is still loading what it holds. This goes on by itself.',
  MISCONF: 'it cannot save to its disk, and so takes nothing. Check the disk of its machine.',
};

/** What node-redis and the network call it when nobody is there. */
const AWAY =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|socket closed|client is (?:closed|offline)|connection timeout|disconnects client/i;

/** Puts a failure of Redis, or of the way there, into words. `place` is where it is, without user and password. */
export function redisFailure(place: string, cause: unknown): StoreError {
  const reason = reasonOf(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const name = /^[A-Z]+/.exec(reason)?.[0] ?? '';
  const reply = REPLIES[name];
  const isAway = AWAY.test(`${code} ${reason} ${cause instanceof Error ? cause.name : ''}`);
  const says = isAway ? 'it cannot be reached. Check that it runs, and the address in STORE_URL.' : reason;
  const message = `Redis at ${place}: ${reply ?? says.replace(/\.?$/, '.')}`;
  return isAway || name === 'LOADING' || cause instanceof RedisSilence
    ? new StoreAwayError(message, { cause })
    : new StoreError(message, { cause });
}
