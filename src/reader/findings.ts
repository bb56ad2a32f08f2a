import type { AnnouncementContext, IgnoreReason } from '#src/reader/announcement.ts';
import { splitClauses } from '#src/reader/clauses.ts';
import type { Clause } from '#src/reader/clauses.ts';
import { LANGUAGES } from '#src/languages/languages.ts';
import type { Lexicon } from '#src/languages/lexicon.ts';
import { completeMoments, momentsOf, standingMoments } from '#src/reader/moments.ts';
import { wherePlaced } from '#src/reader/placing.ts';
import type { Memory } from '#src/reader/placing.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';
import { isFiatInGeneral, placesOf, subjectsOf } from '#src/names/scope.ts';
import type { Place } from '#src/names/scope.ts';
import type { Moment, Subject, Token } from '#src/names/token.ts';
import { judge } from '#src/reader/verdict.ts';
import type { Verdict } from '#src/reader/verdict.ts';

/** What one clause says, with all that it takes over from its surroundings. */
export interface Finding {
  readonly verdict: Verdict;
  readonly subjects: readonly Subject[];
  readonly places: readonly Place[];
  readonly pairs: readonly { readonly base: string; readonly quote: string }[];
  readonly moments: readonly Moment[];
  readonly regions: readonly string[];
  readonly because: readonly string[];
  /** What it takes from other sentences makes it less sure. */
  readonly inherited: boolean;
  /** It names no service itself. */
  readonly borrowed: boolean;
  readonly hearsay: boolean;
  readonly indefinite: boolean;
  readonly text: string;
  readonly marketing: boolean;
  /** It follows from an end for good that the text tells: the closing of a delisted coin. */
  readonly ending: boolean;
  /** What it says that it leaves out. */
  readonly except: { readonly subjects: readonly Subject[]; readonly places: readonly Place[] };
  readonly isTitle: boolean;
  /** It is not said, and follows from what a title says of a network. */
  readonly implied: boolean;
  /** Only some users are concerned. */
  readonly some: boolean;
  /** "All" is said. */
  readonly all: boolean;
}

/** A sentence as scanned. */
export interface ScannedSentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  readonly isTitle: boolean;
  /** Why nothing in it counts. */
  readonly reason: IgnoreReason | null;
}

export interface Findings {
  readonly findings: readonly Finding[];
  /** Times of sentences that claim nothing themselves: "It will take about an hour." */
  readonly moments: readonly Moment[];
  readonly context: readonly AnnouncementContext[];
  /** What is given up for good. */
  readonly endings: readonly EndingWords[];
}

/** A sentence that tells of an end for good. */
export interface EndingWords {
  readonly tokens: readonly Token[];
  readonly order: Lexicon['order'];
  readonly regions: readonly string[];
}

/** Topics of a title that leave nothing for its body to tell: the body only explains. */
const SETTLED: ReadonlySet<IgnoreReason> = new Set([
  'warning',
  'history',
  'accounts',
  'question',
  'denial',
  'marketing',
  'listing',
]);

/** No sentence that people write claims more, and no post. The bounds keep work linear. */
const MAX_CLAUSES = 12;
const MAX_FINDINGS = 60;

/** Reads sentence after sentence; each counts for what it is about, and may lean on what the ones before it spoke of. */
export function collectFindings(sentences: readonly ScannedSentence[], exchange: string): Findings {
  const memory: Memory = {
    subjects: [],
    fresh: false,
    topic: [],
    placed: new Map(),
    regions: [],
    recovered: false,
    ended: null,
  };
  const findings: Finding[] = [];
  const moments: Moment[] = [];
  const context: AnnouncementContext[] = [];
  const endings: EndingWords[] = [];
  const promoted = new Set(
    sentences.flatMap(({ reason, text }) => (reason === 'marketing' ? text.split(/[^A-Za-z0-9]+/) : [])),
  );
  let settled: IgnoreReason | null = null;
  let sentenceStart = 0;
  for (const whole of sentences) {
    if (findings.length >= MAX_FINDINGS) break;
    const sentence = whole.reason === null ? whole : spared(whole);
    if (sentence.isTitle) memory.regions = [...new Set([...memory.regions, ...regionsIn(sentence.tokens)])];
    const { reason } = sentence;
    if (settled !== null && !sentence.isTitle) {
      context.push({ text: sentence.text, why: settled });
      if (reason === 'delisting') endings.push(endingIn(sentence, memory));
      continue;
    }
    if (reason !== null && (reason !== 'marketing' || sentence.isTitle)) {
      context.push({ text: sentence.text, why: reason });
      if (sentence.isTitle && SETTLED.has(reason) && findings.length === 0) settled = reason;
      if (reason === 'delisting') {
        endings.push(endingIn(sentence, memory));
        memory.ended = [...(memory.ended ?? []), ...placesOf(sentence.tokens)];
      }
      if (reason === 'denial' && REFERS_BACK.test(sentence.text)) {
        context.push(...findings.splice(sentenceStart).map(({ text }) => ({ text, why: 'denial' as const })));
      }
      continue;
    }
    const { clauses, beside, recovered } = splitClauses(sentence.tokens, sentence.lexicon.order);
    memory.recovered ||= recovered || AFTER_TROUBLE.test(sentence.text);
    const found: Finding[] = [];
    const mute = clauses.filter(({ tokens }) => tokens.every((t) => t.kind !== 'component'));
    const around = [...beside, ...mute.flatMap(lent)];
    memory.fresh = false;
    for (const clause of clauses.slice(0, MAX_CLAUSES).map(withoutStrangers)) {
      const finding = readClause(clause, around, sentence, memory, exchange);
      if ('why' in finding) context.push(finding);
      else if (finding.verdict.kind === 'return' && finding.verdict.weak && isPromoted(finding, promoted))
        context.push({ text: sentence.text, why: 'marketing' });
      else found.push(finding);
    }
    const isOurs = !isAboutAnother(sentence.tokens, exchange);
    if (found.every((f) => f.subjects.length === 0) && reason === null && isOurs) {
      moments.push(...standingMoments(sentence));
      remember(memory, sentence.tokens);
    }
    sentenceStart = findings.length;
    findings.push(...found);
    if (sentence.isTitle && isOurs && found.every((f) => f.subjects.length === 0))
      findings.push(...impliedBy(sentence));
    // A title that says of services that they work leaves nothing to its body but to say why.
    const works = found.length > 0 && found.every(({ verdict }) => verdict.kind === 'works');
    if (sentence.isTitle && works && findings.length === found.length) settled = 'unaffected';
  }
  return { findings, moments, context, endings };
}

/** A coin that the text advertises opens for trade; nothing comes back. */
function isPromoted({ places }: Finding, promoted: ReadonlySet<string>): boolean {
  return places.some(({ asset }) => asset !== null && promoted.has(asset));
}

/** "Withdrawals are suspended, beware of scams": what stands before another topic, and claims something, still counts. */
function spared(sentence: ScannedSentence): ScannedSentence {
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

/** In "gas is high and withdrawals are slow" what is told of gas is none of the predicate's. */
function withoutStrangers(clause: Clause): Clause {
  const { predicate, tokens } = clause;
  const subject = tokens.findIndex((t) => t.kind === 'component');
  const lead = tokens.slice(0, Math.max(0, Math.min(subject, tokens.indexOf(predicate))));
  const be = lead.findLastIndex((t) => t.kind === 'mark' && t.mark === 'be');
  const join = lead.findIndex((t, i) => i > be && t.kind === 'join');
  const named = lead.slice(0, Math.max(0, be)).some((t) => t.kind === 'asset' || t.kind === 'network');
  return !named || join < 0 ? clause : { ...clause, tokens: tokens.slice(join) };
}

function readClause(
  clause: Clause,
  beside: readonly Token[],
  sentence: ScannedSentence,
  memory: Memory,
  exchange: string,
): Finding | AnnouncementContext {
  const verdict = judge(clause, memory.recovered);
  const { except, tokens, predicate } = clause;
  if (isAboutAnother(tokens, exchange)) return { text: sentence.text, why: 'third party' };
  const own = ownSubjects(clause, sentence, memory, exchange);
  if (own.length === 0 && tokens.some((t) => t.kind === 'mark' && t.mark === 'other'))
    return { text: sentence.text, why: 'no service' };
  const implied = !tokens.some((t) => t.kind === 'component') && tokens.some((t) => t.kind === 'wallet');
  if (implied && sentence.tokens.some((t) => t.kind === 'component'))
    return { text: sentence.text, why: 'no change' };
  const fiat =
    own.length === 0 && tokens.some((t, i) => t.kind === 'component' && isFiatInGeneral(tokens, i));
  if (fiat && placesOf(tokens).length === 0) return { text: sentence.text, why: 'fiat' };
  if (verdict.kind === 'none') return { text: sentence.text, why: verdict.reason };
  const subjects =
    own.length > 0
      ? own
      : takesOver(clause, verdict)
        ? subjectsBefore(memory, sentence, predicate.start)
        : [];
  const places = wherePlaced(tokens, beside, subjects, memory, sentence.tokens);
  const moments = momentsOf(tokens);
  if (own.length > 0) {
    memory.subjects = own;
    memory.fresh = true;
  }
  if (verdict.kind !== 'works')
    for (const subject of subjects) if (places.own) memory.placed.set(subject, places.list);
  // A title says of whom its body speaks.
  const named = regionsIn(sentence.tokens);
  const regions = named.length > 0 ? named : memory.regions;
  return {
    verdict,
    subjects,
    places: places.list,
    pairs: pairsIn(tokens).length > 0 ? pairsIn(tokens) : pairsIn(sentence.tokens),
    moments: completeMoments(moments, momentsOf(beside)),
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
    ending: isGivenUp(verdict, places.list, regions) || closesWithAnEnd(verdict, places, tokens, memory),
    except: { subjects: subjectsOf(except), places: placesOf(except) },
    isTitle: sentence.isTitle,
    implied: false,
    some: tokens.some((t) => t.kind === 'mark' && t.mark === 'some'),
    all: tokens.some((t) => t.kind === 'mark' && t.mark === 'all'),
  };
}

const CHAIN_WORK = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.chainWork, 'i')]));

/** "Will support the Injective network upgrade": for that, deposits and withdrawals of the network close. */
function impliedBy({ lexicon, text, tokens }: ScannedSentence): Finding[] {
  const places = placesOf(tokens).filter(({ asset, network }) => asset !== UNKNOWN && network !== UNKNOWN);
  const isOver = tokens.some(
    (t) => t.kind === 'predicate' && (t.happening === 'complete' || t.happening === 'cancel'),
  );
  if (isOver || places.length === 0 || CHAIN_WORK.get(lexicon)?.test(text) !== true) return [];
  return [
    {
      verdict: { kind: 'trouble', effect: 'halted', tense: 'future', background: false },
      subjects: ['deposits', 'withdrawals'],
      places,
      pairs: [],
      moments: momentsOf(tokens),
      regions: [],
      because: [text],
      inherited: false,
      borrowed: false,
      hearsay: false,
      indefinite: false,
      text,
      marketing: false,
      ending: false,
      except: { subjects: [], places: [] },
      isTitle: true,
      implied: true,
      some: false,
      all: false,
    },
  ];
}

/** What is named, or is somewhere, is given up. Of a service as a whole nobody says so but to say that it halts. */
function isGivenUp(verdict: Verdict, places: readonly Place[], regions: readonly string[]): boolean {
  if (verdict.kind !== 'trouble' || verdict.forGood !== true) return false;
  return regions.length > 0 || places.some(({ asset, network }) => asset !== UNKNOWN && network !== UNKNOWN);
}

/** What a coin's delisting closes later is part of it. */
function closesWithAnEnd(
  verdict: Verdict,
  places: { readonly list: readonly Place[]; readonly own: boolean },
  tokens: readonly Token[],
  { ended }: Memory,
): boolean {
  if (ended === null || verdict.kind === 'works' || verdict.kind === 'none') return false;
  const ahead = verdict.tense === 'future' || verdict.tense === 'planned';
  if (!ahead || tokens.some((t) => t.kind === 'mark' && t.mark === 'all')) return false;
  return places.list.every(({ asset }) => ended.some((gone) => gone.asset === asset) || asset === UNKNOWN);
}

/** "This is not true." denies the sentence before. */
const REFERS_BACK = /^\W*(?:this|that|these|those|it|they|all of (?:this|it))\b/i;

/** What is so "after the upgrade" was not so during it. */
const AFTER_TROUBLE =
  /(?<!\b(?:only|until|shortly|minutes|hours?) )\b(?:after|following) (?:the|a|an|its|our|this|yesterday's|today's|some|brief)\b[^,.;]*\b(?:upgrade|hard fork|maintenance|outage|incident|disruption|delays?|downtime|suspension|interruption|migration)\b/i;

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
function takesOver({ predicate, tokens }: Clause, verdict: Verdict): boolean {
  if (predicate.form === 'noun' && predicate.happening !== 'resume') return false;
  if (predicate.happening === 'resolve') return true;
  return verdict.kind !== 'works' && (predicate.form !== 'noun' || tokens.some((t) => t.kind === 'time'));
}

/** What a clause names itself. An exchange that "is down" is its own subject. */
function ownSubjects(
  { predicate, tokens }: Clause,
  sentence: ScannedSentence,
  memory: Memory,
  exchange: string,
): Subject[] {
  const before = sentence.tokens.filter((t) => t.end <= predicate.start);
  const named = subjectsOf(tokens, [...subjectsOf(before), ...memory.subjects]);
  if (named.length > 0 || predicate.form !== 'adjective') return named;
  const at = tokens.indexOf(predicate);
  const is = tokens
    .slice(0, at)
    .findLast((t) => t.kind !== 'mark' && t.kind !== 'filler' && t.kind !== 'join');
  const first = sentence.tokens.find((t) => t.kind !== 'mark' && t.kind !== 'filler');
  const spoken = is ?? (sentence.tokens.some((t) => t.kind === 'component') ? undefined : first);
  return spoken?.kind === 'exchange' && spoken.exchange === exchange && standsAlone(spoken, sentence)
    ? ['exchange']
    : [];
}

/** "Bitstamp Pro" is a product of Bitstamp's. */
function standsAlone({ end }: Token, { text }: ScannedSentence): boolean {
  return !/^(?:'s| ?[A-Z])/.test(text.slice(end));
}

function subjectsBefore(memory: Memory, { tokens }: ScannedSentence, before: number): readonly Subject[] {
  const near = memory.fresh ? [] : subjectsOf(tokens.filter((t) => t.end <= before));
  return near.length > 0 ? near : memory.subjects;
}

function remember(memory: Memory, tokens: readonly Token[]): void {
  const places = placesOf(tokens);
  if (places.length > 0) memory.topic = places;
  const subjects = subjectsOf(tokens);
  if (subjects.length > 0) memory.subjects = subjects;
}

/** Another company is the one that does it. */
function isAboutAnother(tokens: readonly Token[], exchange: string): boolean {
  const named = tokens.flatMap((t) => (t.kind === 'exchange' ? [t.exchange] : []));
  const first = tokens.findIndex((t) => t.kind === 'exchange');
  const predicate = tokens.findIndex((t) => t.kind === 'predicate');
  return named.length > 0 && !named.includes(exchange) && first < predicate;
}

function endingIn({ lexicon, tokens }: ScannedSentence, memory: Memory): EndingWords {
  const regions = regionsIn(tokens);
  return { tokens, order: lexicon.order, regions: regions.length > 0 ? regions : memory.regions };
}

function regionsIn(tokens: readonly Token[]): readonly string[] {
  return [...new Set(tokens.flatMap((t) => (t.kind === 'region' ? [t.region] : [])))];
}

/** What a clause without a service lends to its neighbours: a promised return's times are ends, and stay its own. */
function lent({ predicate: { happening }, tokens }: Clause): readonly Token[] {
  const returns =
    happening === 'resume' || happening === 'open' || happening === 'resolve' || happening === 'normal';
  return returns ? tokens.filter((t) => t.kind !== 'time') : tokens;
}

function pairsIn(tokens: readonly Token[]): { base: string; quote: string }[] {
  return tokens.flatMap((t) => (t.kind === 'pair' ? [{ base: t.base, quote: t.quote }] : []));
}
