import { SourceError } from './source.ts';
import type { Answer } from './source.ts';

/** The answer to the one request of a source. */
export function onlyAnswer([answer]: readonly Answer[]): Answer {
  if (answer === undefined) throw new SourceError('broken', 'There is no answer.');
  return answer;
}
