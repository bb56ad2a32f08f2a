import type { Observation } from '#src/domain/outcome.ts';
import { DAY_MS } from '#src/domain/time.ts';

/** Fewer rows than this say nothing of the size of a list. */
const MIN_ROWS = 3;
/** A list that has been short for so long is a short list. */
const BELIEVED_AFTER_MS = DAY_MS;

/** How long a list was when it was last believed, and since when it has been under half of that. */
export interface ListSize {
  readonly rows: number;
  readonly shortSince?: number;
}

/**
 * A list that names under half of what it named before has lost its rows: nothing follows from what it leaves out, so
 * its source is broken.
 */
export function checkListSize(
  observation: Observation,
  rows: number,
  before: ListSize | undefined,
  now: number,
): { readonly observation: Observation; readonly size: ListSize } {
  const isShort = before !== undefined && before.rows >= MIN_ROWS && rows < before.rows / 2;
  const since = before?.shortSince ?? now;
  if (!isShort || now - since >= BELIEVED_AFTER_MS) return { observation, size: { rows } };
  const { at, source } = observation;
  const message = `It lists ${rows} where it listed ${before.rows} before, so the rest is taken for lost, not for well; look at its address if that is how it is now.`;
  return {
    observation: { source, at, kind: 'broken', message },
    size: { rows: before.rows, shortSince: since },
  };
}
