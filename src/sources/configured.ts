import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Venue } from '#src/domain/venue.ts';
import type { HttpRequest } from '#src/platform/http.ts';
import type { ThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import type { Answer, Decoded, SourceType } from '#src/sources/source.ts';

/** A source of an exchange's file, checked and bound to its type: all that polling needs to know of it. */
export interface ConfiguredSource {
  readonly exchange: string;
  readonly id: string;
  readonly type: string;
  readonly speaks: SourceType['speaks'];
  readonly venue: Venue;
  /** What it says on a day on which all is well, as far as its configuration tells. */
  readonly healthy: readonly Reading[];
  readonly everyMs: number;
  readonly requests: readonly HttpRequest[];
  /** Hosts that serve the same, tried in turn when the first cannot be read. Never for a probe. */
  readonly alternates: readonly string[];
  /** What the endpoint is: when it does not answer, that is measured evidence against this service alone. */
  readonly probes?: ServicePath;
  /** Not in the exchange's documentation: its failure is never loud. */
  readonly undocumented: boolean;
  /** Its reading depends on the time as well as on the body. */
  readonly clocked: boolean;
  /** Reads whole 2xx answers, one per request. Throws `SourceError`. */
  decode(answers: readonly Answer[], now: number, opinion?: ThirdOpinion): Decoded;
  /**
   * Reads what the exchange itself says in an answer with a 4xx or 5xx status, such as "under maintenance".
   * `null` when it says nothing that is known. Throws `SourceError`.
   */
  decodeError?(answer: Answer, now: number): Decoded | null;
}
