import { LANGUAGES } from '#src/languages/languages.ts';
import { isFiatInGeneral, placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { PredicateToken, Subject, Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { AnnouncementContext } from './announcement.ts';
import type { Clause } from './clauses.ts';
import type { ClauseFinding } from './finding.ts';
import { completeMoments, momentsOf } from './moments.ts';
import { doesSomethingElse, ownSubjects } from './own-subjects.ts';
import { wherePlaced } from './placing.ts';
import type { Memory } from './placing.ts';
import type { ScannedSentence } from './sentences.ts';
import { assertionOf } from './assertion.ts';
import type { Assertion } from './assertion.ts';

/** In "gas is high and withdrawals are slow" what is told of gas is none of the predicate's. */
export function withoutStrangers(clause: Clause): Clause {
  const { predicate, tokens } = clause;
  const subject = tokens.findIndex((t) => t.kind === 'component');
  const lead = tokens.slice(0, Math.max(0, Math.min(subject, tokens.indexOf(predicate))));
  const be = lead.findLastIndex((t) => t.kind === 'mark' && t.mark === 'be');
  const join = lead.findIndex((t, i) => i > be && t.kind === 'join');
  const named = lead.slice(0, Math.max(0, be)).some((t) => t.kind === 'asset' || t.kind === 'network');
  return !named || join < 0 ? clause : { ...clause, tokens: tokens.slice(join) };
}

export function readClause(
  clause: Clause,
  beside: readonly Token[],
  sentence: ScannedSentence,
  memory: Memory,
  exchange: string,
): ClauseFinding | AnnouncementContext {
  const assertion = foretold(clause, assertionOf(clause, memory.recovered), sentence);
  const { except, tokens, predicate } = clause;
  if (isAboutAnother(tokens, exchange)) return { text: sentence.text, why: 'third party' };
  const own = ownSubjects(clause, sentence, memory, exchange);
  if (own.length === 1 && isTooWide(own[0], tokens, 'network'))
    return { text: sentence.text, why: 'no service' };
  if (own[0] === 'exchange' && doesSomethingElse(clause, sentence))
    return { text: sentence.text, why: 'no service' };
  if (own.length === 0 && tokens.some((t) => t.kind === 'mark' && t.mark === 'other'))
    return { text: sentence.text, why: 'no service' };
  const implied = !tokens.some((t) => t.kind === 'component') && tokens.some((t) => t.kind === 'wallet');
  if (implied && sentence.tokens.some((t) => t.kind === 'component'))
    return { text: sentence.text, why: 'no change' };
  if (own.length === 0 && APOLOGY.test(sentence.text)) return { text: sentence.text, why: 'no change' };
  const fiat =
    own.length === 0 && tokens.some((t, i) => t.kind === 'component' && isFiatInGeneral(tokens, i));
  if (fiat && placesOf(tokens).length === 0) return { text: sentence.text, why: 'fiat' };
  if (assertion.kind === 'none') return { text: sentence.text, why: assertion.reason };
  if (sentence.reason === 'marketing' && isOfTerms(clause, sentence))
    return { text: sentence.text, why: 'marketing' };
  // "As the Aptos network makes no blocks, APT withdrawals are suspended": what halts there is no service.
  const isOfChain = own.length === 0 && placesOf(tokens).some(({ asset }) => asset === null);
  if (isOfChain && assertion.kind === 'trouble' && subjectsOf(sentence.tokens).length > 0)
    return { text: sentence.text, why: 'no service' };
  if (own.length === 0 && assertion.kind !== 'works' && isOfNetwork(clause)) {
    memory.recovered ||= assertion.kind === 'return';
    return { text: sentence.text, why: 'no service' };
  }
  const subjects =
    own.length > 0
      ? own
      : takesOver(clause, assertion)
        ? subjectsBefore(memory, sentence, predicate.start).filter((subject) => !isTooWide(subject, tokens))
        : [];
  const places = wherePlaced(tokens, beside, subjects, memory, sentence.tokens);
  const moments = momentsOf(tokens);
  if (own.length > 0) {
    // What works is not what comes back later.
    if (assertion.kind !== 'works' || memory.subjects.length === 0) memory.subjects = own;
    memory.fresh = true;
  }
  if (assertion.kind !== 'works')
    for (const subject of subjects) if (places.own) memory.placed.set(subject, places.list);
  // A title says of whom its body speaks.
  const named = regionTokens(sentence.tokens);
  const regions = named.length > 0 ? named : memory.regions;
  const ofEnded = isOfEnded(assertion, places.list, tokens, memory);
  return {
    assertion,
    subjects,
    places: ofEnded && places.list.length === 0 ? (memory.ended ?? []) : places.list,
    pairs: pairsIn(tokens).length > 0 ? pairsIn(tokens) : pairsIn(sentence.tokens),
    moments: completeMoments(moments, momentsOf(beside)),
    lentTime: moments.length === 0,
    regions,
    because: tokens.filter((t) => t === predicate || DECIDING.has(t.kind)).map((t) => t.text.trim()),
    inherited: own.length === 0 || (!places.own && places.list.length > 0),
    borrowed: own.length === 0,
    hearsay: sentence.tokens.some((t) => t.kind === 'mark' && t.mark === 'hearsay'),
    indefinite: tokens.some(
      (t) => t.kind === 'mark' && (t.mark === 'indefinite' || (t.mark === 'now' && !BUSY.test(t.text))),
    ),
    text: sentence.text,
    marketing: sentence.reason === 'marketing',
    ending: isGivenUp(assertion, places.list, regions),
    ofEnded,
    except: { subjects: subjectsOf(except), places: placesOf(except) },
    isTitle: sentence.isTitle,
    update: sentence.update,
    implied: false,
    byWallet: implied,
    isLaunched: isLaunched(predicate, sentence),
    notYet: isNotYet(predicate, sentence) && places.list.length > 0,
    some: tokens.some((t) => t.kind === 'mark' && t.mark === 'some'),
    all: tokens.some((t) => t.kind === 'mark' && t.mark === 'all'),
  };
}

const APOLOGY = new RegExp(LANGUAGES.map(({ apology }) => apology).join('|'), 'i');

const BARRED = new RegExp(LANGUAGES.map(({ barred }) => barred).join('|'), 'i');

/** "Bonuses cannot be withdrawn": so is what is advertised, and no coin that is named, nor for any cause. */
function isOfTerms({ predicate, tokens }: Clause, sentence: ScannedSentence): boolean {
  return (
    BARRED.test(predicate.text) &&
    placesOf(tokens).length === 0 &&
    sentence.tokens.every(({ kind }) => kind !== 'cause')
  );
}

/** "Deposits may be delayed", as a headline, is said because some are. */
function foretold(
  { conditional, predicate, tokens }: Clause,
  assertion: Assertion,
  { isTitle }: ScannedSentence,
): Assertion {
  const names = tokens.some(({ kind }) => kind === 'component');
  const isSo =
    isTitle && names && !conditional && assertion.kind === 'none' && assertion.reason === 'condition';
  return isSo && predicate.happening === 'degrade' && predicate.form !== 'conditional'
    ? { kind: 'trouble', effect: 'degraded', tense: 'asserted', background: false }
    : assertion;
}

/** "The Sui network has stopped": what happens to a coin or a network happens to no exchange. */
function isTooWide(
  subject: Subject | undefined,
  tokens: readonly Token[],
  place: 'network' | 'any' = 'any',
): boolean {
  if (subject !== 'exchange') return false;
  return placesOf(tokens).some(({ network }) => place === 'any' || network !== undefined);
}

/** "The TON network has stopped", "is stable again": that is no word of what the exchange opens. */
function isOfNetwork({ predicate, tokens }: Clause): boolean {
  const before = tokens
    .slice(0, tokens.indexOf(predicate))
    .filter(({ kind }) => kind !== 'mark' && kind !== 'filler');
  return before.at(-1)?.kind === 'network' && before.every(({ kind }) => kind !== 'component');
}

function isLaunched({ end, start }: PredicateToken, { text, tokens }: ScannedSentence): boolean {
  if (tokens.some((t, i) => t.kind === 'exchange' && tokens[i - 1]?.kind === 'on' && t.start > end))
    return true;
  const before = tokens.filter((t) => t.end <= start && t.kind !== 'mark' && t.kind !== 'filler');
  // "QRN is now available for margin trading."
  const next = tokens.find((t) => t.start >= end);
  if (next?.kind === 'of' && before.every((t) => t.kind !== 'component')) return true;
  // "Trailing stop orders are now available": so is what is no service.
  const lead = tokens.filter((t) => t.end <= start);
  const subject = lead.findLast((t) => t.kind !== 'mark');
  const marks = lead.slice(lead.findLastIndex((t) => t.kind !== 'mark') + 1);
  const unread = text.slice(subject?.end ?? 0, marks[0]?.start ?? start);
  const isOther = subject?.kind === 'filler' || /\p{L}{3}/u.test(unread);
  if (isOther && before.every((t) => t.kind !== 'component' && t.kind !== 'whole')) return true;
  const kind = before.at(-1)?.kind;
  const isName = kind === 'asset' || kind === 'place' || kind === 'pair';
  return isName && before.every((t) => t.kind !== 'component');
}

const NOT_YET = new RegExp(LANGUAGES.map(({ notYet }) => notYet).join('|'), 'i');
/** How far from a predicate the word for it stands. */
const YET_BEFORE = 16;
const YET_AFTER = 8;

/** "NORQ deposits are not open yet": it is none that was open, as what is suspended or has not come back was. */
function isNotYet(
  { end, form, happening, start, text: words }: PredicateToken,
  { text }: ScannedSentence,
): boolean {
  const isShut = happening === 'halt' ? form === 'adjective' || BARRED.test(words) : happening !== 'resume';
  return isShut && NOT_YET.test(text.slice(Math.max(0, start - YET_BEFORE), end + YET_AFTER));
}

/** What is named, or is somewhere, is given up. Of a service as a whole nobody says so but to say that it halts. */
function isGivenUp(
  assertion: Assertion,
  places: readonly AssetOnNetwork[],
  regions: readonly string[],
): boolean {
  if (assertion.kind !== 'trouble' || assertion.forGood !== true) return false;
  return regions.length > 0 || places.some(({ asset, network }) => asset !== UNKNOWN && network !== UNKNOWN);
}

/** It is of a coin that the text delists: what it closes later is part of that. */
function isOfEnded(
  assertion: Assertion,
  places: readonly AssetOnNetwork[],
  tokens: readonly Token[],
  { ended }: Memory,
): boolean {
  if (ended === null || assertion.kind === 'works' || assertion.kind === 'none') return false;
  if (tokens.some((t) => t.kind === 'mark' && t.mark === 'all')) return false;
  // "Certain projects" are those that the body names.
  if (ended.length === 0) return true;
  return places.every(({ asset }) => ended.some((gone) => gone.asset === asset) || asset === UNKNOWN);
}

/** What they do about it now says nothing of when it begins. */
const BUSY = /investigat|monitor|aware|look|work/i;

const DECIDING: ReadonlySet<Token['kind']> = new Set([
  'component',
  'whole',
  'mark',
  'asset',
  'network',
  'place',
  'rail',
  'pair',
  'time',
  'region',
]);

/** Whether a clause without a subject of its own speaks of what the text spoke of before. */
function takesOver({ predicate, tokens }: Clause, assertion: Assertion): boolean {
  if (predicate.form === 'noun' && predicate.happening !== 'resume') return false;
  if (predicate.happening === 'resolve') return true;
  return assertion.kind !== 'works' && (predicate.form !== 'noun' || tokens.some((t) => t.kind === 'time'));
}

function subjectsBefore(memory: Memory, { tokens }: ScannedSentence, before: number): readonly Subject[] {
  const near = memory.fresh ? [] : subjectsOf(tokens.filter((t) => t.end <= before));
  return near.length > 0 ? near : memory.subjects;
}

/** Another company is the one that does it. */
export function isAboutAnother(tokens: readonly Token[], exchange: string): boolean {
  const named = tokens.flatMap((t) => (t.kind === 'exchange' ? [t.exchange] : []));
  const first = tokens.findIndex((t) => t.kind === 'exchange');
  const predicate = tokens.findIndex((t) => t.kind === 'predicate');
  return named.length > 0 && !named.includes(exchange) && first < predicate;
}

export function regionTokens(tokens: readonly Token[]): readonly string[] {
  return [...new Set(tokens.flatMap((t) => (t.kind === 'region' ? [t.region] : [])))];
}

function pairsIn(tokens: readonly Token[]): { base: string; quote: string }[] {
  return tokens.flatMap((t) => (t.kind === 'pair' ? [{ base: t.base, quote: t.quote }] : []));
}
