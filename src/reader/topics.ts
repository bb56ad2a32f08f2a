import type { Place } from '#src/names/scope.ts';
import type { Token } from '#src/names/token.ts';

import type { IgnoreReason } from './announcement.ts';
import type { Finding } from './finding.ts';
import type { ScannedSentence } from './sentences.ts';

/** Topics of a title that leave nothing for its body to tell: the body only explains. */
const SETTLED: ReadonlySet<IgnoreReason> = new Set(['history', 'question', 'denial', 'unaffected']);
/** Topics of a title whose body may, besides, tell of something else. */
const TOPICAL: ReadonlySet<IgnoreReason> = new Set([
  'warning',
  'accounts',
  'marketing',
  'product',
  'listing',
  'delisting',
]);

/** What a title makes of its body: all of it is about this, or what is about nothing else is. */
export interface TitleTopic {
  readonly reason: IgnoreReason;
  readonly isAll: boolean;
  /** The coins and networks that the title is about. */
  readonly places: readonly Place[];
}

/** The topic that a title gives its body; `null` where it gives none. */
export function titleTopic(reason: IgnoreReason, places: readonly Place[]): TitleTopic | null {
  if (SETTLED.has(reason)) return { reason, isAll: true, places };
  return TOPICAL.has(reason) ? { reason, isAll: false, places } : null;
}

/**
 * Whether a clause of the body tells of something else than the title's topic: of all, or of what it names itself and
 * the title does not. "Withdrawals will open tomorrow" below "We list Norq" is about Norq.
 */
export function isApart(finding: Finding, { places }: TitleTopic): boolean {
  const { all, borrowed, inherited, subjects, verdict } = finding;
  if (verdict.kind !== 'trouble' && verdict.kind !== 'return') return false;
  if (verdict.kind === 'return' && (verdict.weak || verdict.tense === 'future')) return false;
  if (borrowed || inherited || subjects.length === 0) return false;
  if (finding.places.length === 0) return all || subjects.includes('exchange');
  return finding.places.every(({ asset, network }) =>
    places.every(
      (one) =>
        (one.asset === null || one.asset !== asset) && (one.network === null || one.network !== network),
    ),
  );
}

/** "Withdrawals are suspended, beware of scams": what stands before another topic, and claims something, still counts. */
export function spared(sentence: ScannedSentence): ScannedSentence {
  const { lexicon, text, tokens } = sentence;
  if (sentence.reason !== 'warning' && sentence.reason !== 'accounts') return sentence;
  for (const cut of text.matchAll(/[,;|]|\s-\s|[\u3001\uFF0C]/g)) {
    const [head, tail] = [text.slice(0, cut.index), text.slice(cut.index)];
    const isTopic = (part: string) => lexicon.topics.some(({ pattern }) => pattern.test(part));
    if (isTopic(head)) return sentence;
    if (!isTopic(tail)) continue;
    const kept = tokens.filter(({ end }) => end <= head.length);
    const claims =
      kept.some(isPredicate) && kept.some(({ kind }) => kind === 'component' || kind === 'whole');
    const isLast = !lexicon.topics.some(({ pattern }) =>
      pattern.test(tail.slice(1).split(/[,;|]|\s-\s/)[0] ?? ''),
    );
    if (claims && !isLast) return { ...sentence, text: head, tokens: kept, reason: null };
  }
  return sentence;
}

function isPredicate({ kind }: Token): boolean {
  return kind === 'predicate';
}
