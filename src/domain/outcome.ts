import type { Reading } from '#src/domain/reading.ts';

/** What a poll of a source came to. Only `ok` and `failed` say anything about a service. */
export const OUTCOMES = ['ok', 'broken', 'throttled', 'blocked', 'misconfigured', 'failed'] as const;

export type OutcomeKind = (typeof OUTCOMES)[number];

/**
 * One poll of one source.
 *
 * - `ok`: it answered in its documented shape; `readings` is all that it says now, unless that is `partial`:
 *   an error in the place of the payload says nothing of the services that it does not name.
 * - `unchanged`: it answered the very same body as before: what it said, it still says.
 * - `failed`: no answer, or 5xx. Measured evidence against `readings`' services (what the endpoint *is*), if any.
 *   `reach` tells a server that refuses from a network that does not carry: `witnessed` says that
 *   some other host answered since the failing began, so that it is not our own network.
 * - the others: we cannot see, which is no status.
 */
export type Observation = { readonly source: string; readonly at: number } & (
  | { readonly kind: 'ok'; readonly readings: readonly Reading[]; readonly partial?: true }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly readings: readonly Reading[];
      readonly reach: 'answered' | 'witnessed' | 'unproven';
    }
  | { readonly kind: 'broken' | 'throttled' | 'blocked' | 'misconfigured'; readonly message: string }
);
