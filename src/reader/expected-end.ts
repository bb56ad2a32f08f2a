import { LANGUAGES } from '#src/languages/languages.ts';
import { nameRules } from '#src/names/name-rules.ts';
import type { Moment } from '#src/names/token.ts';

import type { ReadOptions } from './announcement.ts';
import { collectFindings } from './findings.ts';
import type { ClauseFinding } from './finding.ts';
import type { ScannedSentence } from './sentences.ts';
import { momentsOf } from './moments.ts';
import { scanPost } from './scan-post.ts';
import { endOf, spanOf } from './window.ts';

const NAMES = nameRules({});
const NEWS = new RegExp(LANGUAGES.map(({ nextWord }) => nextWord).join('|'), 'i');

/**
 * When an update on trouble that is known says that it is to be over: by a promised return ("expected to be back in 30
 * to 60 minutes"), by a label ("ETA: 18:00 UTC"), or by how long it is to take. `null` where it gives no time ahead.
 */
export function expectedEnd(
  text: string,
  options: ReadOptions & { readonly exchange: string },
): number | null {
  const { exchange, publishedAt } = options;
  const ends = scanPost({ body: text }, NAMES, options)
    // When they speak again is not when it is over.
    .filter((sentence) => !NEWS.test(sentence.text))
    .flatMap((sentence) => {
      const { findings } = collectFindings([sentence], exchange);
      return [...endsBy(findings), ...endsBeside(sentence, findings)];
    })
    .map(({ isEnd, moments }) => endOf(spanOf(moments, isEnd), publishedAt));
  return ends.findLast((at) => at !== null && at > publishedAt) ?? null;
}

interface End {
  readonly moments: readonly Moment[];
  /** The words tell of an end, so that their instant is one. */
  readonly isEnd: boolean;
}

function endsBy(findings: readonly ClauseFinding[]): End[] {
  return findings.flatMap(({ moments, assertion }): End[] => {
    if (assertion.kind === 'return') return assertion.tense === 'future' ? [{ moments, isEnd: true }] : [];
    if (assertion.kind !== 'trouble') return [];
    const isPlan = assertion.tense === 'future' || assertion.tense === 'planned';
    return [{ moments: isPlan ? moments : moments.filter(isUntil), isEnd: false }];
  });
}

/** Times that no clause has: a label's, and how long it is said that it will take. */
function endsBeside({ tokens }: ScannedSentence, findings: readonly ClauseFinding[]): End[] {
  const moments = momentsOf(tokens);
  if (tokens.every(({ kind }) => kind === 'time')) return [{ moments: moments.filter(isUntil), isEnd: true }];
  const marks = new Set(tokens.flatMap((token) => (token.kind === 'mark' ? [token.mark] : [])));
  if (findings.length > 0 || !marks.has('future') || marks.has('now')) return [];
  return [{ moments: moments.filter(({ kind }) => kind === 'duration'), isEnd: true }];
}

function isUntil(moment: Moment): boolean {
  return moment.kind === 'instant' && moment.role === 'until';
}
