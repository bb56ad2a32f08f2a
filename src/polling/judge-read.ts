import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { HttpAnswer } from '#src/platform/http.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import type { ThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import { SourceError } from '#src/sources/source.ts';

import { hostOf } from './classify.ts';
import type { Failure } from './outcome.ts';

export interface Judged {
  readonly observation: Observation;
  /** Values outside the documented ones. */
  readonly unread: readonly string[];
  /** Of a list of all that there is: its rows. */
  readonly listed?: number;
}

const NOTHING_UNREAD: readonly string[] = [];

/** What whole answers mean for a source. Never throws: a decoder that fails is a source that is broken. */
export function judgeAnswers(
  source: ConfiguredSource,
  answers: readonly HttpAnswer[],
  now: number,
  opinion?: ThirdOpinion,
): Judged {
  try {
    const { listed, readings, unread, partial } = source.decode(answers, now, opinion);
    const all = withProbe(source, readings, answers);
    return {
      observation: spoken(source, all, partial, now),
      unread,
      ...(listed !== undefined && { listed }),
    };
  } catch (error) {
    const isKnown = error instanceof SourceError;
    const reason = reasonOf(error);
    const message = isKnown
      ? reason
      : `${source.id} could not be read (${reason}); report this as a fault of its source type.`;
    const kind = isKnown ? error.kind : 'broken';
    return { observation: { source: source.id, at: now, kind, message }, unread: NOTHING_UNREAD };
  }
}

/** What it means for a source that not all of its requests were answered. */
export function judgeFailure(source: ConfiguredSource, failure: Failure, now: number): Judged {
  const base = { source: source.id, at: now };
  const answer = failure.kind === 'throttled' ? undefined : failure.answer;
  const said = answer === undefined ? null : ownWords(source, answer, now);
  if (said !== null) return said;
  if (failure.kind !== 'failed') {
    const { kind, message } = failure;
    return { observation: { ...base, kind, message }, unread: NOTHING_UNREAD };
  }
  const { message, reach, seenFrom } = failure;
  const seen = source.probes === undefined ? [] : [probe(source.probes, 'major_outage', message)];
  const readings = seenFrom === undefined ? seen : seen.map((reading) => ({ ...reading, seenFrom }));
  return { observation: { ...base, kind: 'failed', message, readings, reach }, unread: NOTHING_UNREAD };
}

function spoken(
  { id }: ConfiguredSource,
  readings: readonly Reading[],
  partial: true | undefined,
  now: number,
): Observation {
  return { source: id, at: now, kind: 'ok', readings, ...(partial !== undefined && { partial }) };
}

export function judgeUnchanged(source: ConfiguredSource, now: number): Judged {
  return { observation: { source: source.id, at: now, kind: 'unchanged' }, unread: NOTHING_UNREAD };
}

/** An error that holds the exchange's own statement is that statement. */
function ownWords(source: ConfiguredSource, answer: HttpAnswer, now: number): Judged | null {
  try {
    const decoded = source.decodeError?.(answer, now) ?? null;
    if (decoded === null) return null;
    const { readings, unread, partial } = decoded;
    return { observation: spoken(source, readings, partial, now), unread };
  } catch (error) {
    // An error page in no known shape says nothing beyond its status.
    if (!(error instanceof SourceError)) return null;
    const { kind, message } = error;
    return { observation: { source: source.id, at: now, kind, message }, unread: NOTHING_UNREAD };
  }
}

function withProbe(
  { probes }: ConfiguredSource,
  readings: readonly Reading[],
  answers: readonly HttpAnswer[],
): readonly Reading[] {
  if (probes === undefined) return readings;
  // What it says of itself counts, whether it is that it works or that it does not.
  if (readings.some(({ service }) => service === probes)) return readings;
  // An answer of which nothing could be understood may not be an answer of this endpoint at all.
  if (readings.length > 0 && readings.every(({ status }) => status === 'unknown')) return readings;
  // Always the same words: evidence that changes with every poll would be written with every poll.
  return [...readings, probe(probes, 'operational', `${hostOf(answers[0]?.url ?? '')} answers`)];
}

function probe(service: string, status: Reading['status'], evidence: string): Reading {
  return { service, status, basis: 'measured', signal: 'probe', evidence };
}
