import type { Lexicon } from '#src/languages/lexicon.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Token } from '#src/names/token.ts';

import type { IgnoreReason } from './announcement.ts';
import type { ClauseFinding } from './finding.ts';
import { goesOn } from './run-ons.ts';
import type { ScannedSentence } from './sentences.ts';

/** Topics of a title that leave nothing for its body to tell: the body only explains. */
const SETTLED: ReadonlySet<IgnoreReason> = new Set([
  'history',
  'question',
  'denial',
  'unaffected',
  'practice',
  'terms',
]);
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
  readonly places: readonly AssetOnNetwork[];
}

/** The topic that a title gives its body; `null` where it gives none. */
export function titleTopic(reason: IgnoreReason, places: readonly AssetOnNetwork[]): TitleTopic | null {
  if (SETTLED.has(reason)) return { reason, isAll: true, places };
  return TOPICAL.has(reason) ? { reason, isAll: false, places } : null;
}

/**
 * Whether a clause of the body tells of something else than the title's topic: of all, or of what it names itself and
 * the title does not. "Withdrawals will open tomorrow" below "We list Norq" is about Norq.
 */
export function isApart(finding: ClauseFinding, { places }: TitleTopic): boolean {
  const { all, borrowed, inherited, subjects, assertion } = finding;
  if (assertion.kind !== 'trouble' && assertion.kind !== 'return') return false;
  if (assertion.kind === 'return' && (assertion.weak || assertion.tense === 'future')) return false;
  if (borrowed || inherited || subjects.length === 0) return false;
  // Below such a title a pair is the title's.
  if (finding.pairs.length > 0) return false;
  if (finding.places.length === 0) return all || subjects.includes('exchange');
  return finding.places.every(({ asset, network }) =>
    places.every(
      (one) =>
        (one.asset === null || one.asset !== asset) && (one.network === null || one.network !== network),
    ),
  );
}

/** "NORQ leaves the section for early tokens", below a title that lists NORQ: it is not given up. */
export function isOfTitle(places: readonly AssetOnNetwork[], title: TitleTopic): boolean {
  return places.some(({ asset }) => title.places.some((one) => one.asset === asset));
}

/** "Withdrawals are suspended, beware of scams": what stands before another topic, and claims something, still counts. */
export function spared(sentence: ScannedSentence): ScannedSentence {
  const { reason } = sentence;
  if (reason === null || !SPARING.has(reason)) return sentence;
  const cut = reason === 'warning' || reason === 'accounts' ? cutByComma(sentence) : null;
  return cut ?? (sentence.lexicon.spaced ? null : cutByBlank(sentence)) ?? sentence;
}

const SPARING: ReadonlySet<IgnoreReason> = new Set([
  'warning',
  'accounts',
  'marketing',
  'history',
  'listing',
  'question',
]);

function cutByComma(sentence: ScannedSentence): ScannedSentence | null {
  const { lexicon, text } = sentence;
  for (const cut of text.matchAll(/[,;|]|\s-\s|[\u3001\uFF0C]/g)) {
    const [head, tail] = [text.slice(0, cut.index), text.slice(cut.index)];
    if (hasTopic(head, lexicon)) return null;
    if (!hasTopic(tail, lexicon)) continue;
    const isLast = !hasTopic(tail.slice(1).split(/[,;|]|\s-\s/)[0] ?? '', lexicon);
    const kept = isLast ? null : headOf(sentence, head);
    if (kept !== null) return kept;
  }
  return null;
}

const MAX_CUTS = 40;

/** A headline without a full stop, and a whole sentence about another topic behind a blank. */
function cutByBlank(sentence: ScannedSentence): ScannedSentence | null {
  const { lexicon, text } = sentence;
  if (!/[.!\u3002]$/.test(text)) return null;
  const blanks = [...text.matchAll(/ (?=\p{L})/gu)].slice(-MAX_CUTS);
  for (const { index } of blanks.toReversed()) {
    const head = text.slice(0, index);
    const tail = text.slice(index);
    if (!hasTopic(tail, lexicon) || goesOn(head, lexicon) || (tail.match(/\p{L}/gu) ?? []).length < 4)
      continue;
    return hasTopic(head, lexicon) ? null : headOf(sentence, head);
  }
  return null;
}

/** What stands before another topic, where it claims something of a service. */
function headOf(sentence: ScannedSentence, head: string): ScannedSentence | null {
  const tokens = sentence.tokens.filter(({ end }) => end <= head.length);
  const claims =
    tokens.some(isPredicate) && tokens.some(({ kind }) => kind === 'component' || kind === 'whole');
  return claims ? { ...sentence, text: head, tokens, reason: null } : null;
}

function hasTopic(part: string, { topics }: Lexicon): boolean {
  return topics.some(({ pattern }) => pattern.test(part));
}

function isPredicate({ kind }: Token): boolean {
  return kind === 'predicate';
}
