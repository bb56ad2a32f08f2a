import type { Observation } from '#src/domain/outcome.ts';
import type { HttpAnswer } from '#src/platform/http.ts';

type FailureReach = Extract<Observation, { kind: 'failed' }>['reach'];

/**
 * What came of asking, by the table of outcomes: of one request, or of all requests of a source together. Each
 * message is one sentence for the operator.
 */
export type Outcome =
  | {
      readonly kind: 'answers';
      /** One for each request; `null` where the server says that it has not changed. */
      readonly answers: readonly (HttpAnswer | null)[];
    }
  | {
      readonly kind: 'broken' | 'blocked' | 'misconfigured';
      readonly message: string;
      /** The 4xx answer, which may hold the exchange's own words. */
      readonly answer?: HttpAnswer;
    }
  | { readonly kind: 'throttled'; readonly message: string; readonly retryAfterMs: number | null }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** An HTTP answer proves that the network carries; silence proves nothing by itself. */
      readonly reach: FailureReach;
      /** Where it was looked at from several places: those that see it. */
      readonly seenFrom?: readonly string[];
      /** The 5xx answer, which may hold the exchange's own words. */
      readonly answer?: HttpAnswer;
    };

export type Failure = Exclude<Outcome, { kind: 'answers' }>;
