import { LANGUAGES } from '#src/languages/languages.ts';
import { isTrading } from '#src/domain/components.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Moment, Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { AnnouncementContext } from './announcement.ts';
import { splitClauses } from './clauses.ts';
import type { Clause } from './clauses.ts';
import type { EndingWords, ClauseFinding, Findings } from './finding.ts';
import { endingLine, endingTurn, impliedBy, fieldFinding } from './implied.ts';
import { standingMoments } from './moments.ts';
import type { Memory } from './placing.ts';
import { ownTimes } from './own-times.ts';
import { isAboutAnother, readClause, regionTokens, withoutStrangers } from './read-clause.ts';
import { fillIn } from './rows.ts';
import type { ScannedSentence } from './sentences.ts';
import { isApart, isOfTitle, spared, titleTopic } from './topics.ts';
import type { TitleTopic } from './topics.ts';
import { isListField, linesOf } from './turns.ts';
import { isUnderWay } from './assertion.ts';

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
  const findings: ClauseFinding[] = [];
  const moments: Moment[] = [];
  const context: AnnouncementContext[] = [];
  const endings: EndingWords[] = [];
  const fields: ClauseFinding[] = [];
  const promoted = new Set(
    sentences.flatMap(({ reason, text }) => (reason === 'marketing' ? text.split(/[^A-Za-z0-9]+/) : [])),
  );
  const lines = linesOf(sentences);
  let topic: TitleTopic | null = null;
  let sentenceStart = 0;
  for (const whole of sentences) {
    if (findings.length >= MAX_FINDINGS) break;
    const sentence = whole.reason === null ? whole : spared(whole);
    const { isTitle, reason, text, tokens } = sentence;
    if (isTitle) memory.regions = [...new Set([...memory.regions, ...regionTokens(tokens)])];
    if (topic?.isAll === true && !isTitle) {
      context.push({ text, why: topic.reason });
      if (reason === 'delisting') endings.push(endingIn(sentence, memory));
      continue;
    }
    const turns = lines.turns.get(whole) ?? [];
    if (memory.ended !== null && turns.length > 0) {
      findings.push(...turns.flatMap((turn) => endingTurn(sentence, turn)));
      if (turns.every(({ subjects }) => subjects.length === 0)) endings.push(endingIn(sentence, memory));
      continue;
    }
    if (reason !== null && (reason !== 'marketing' || isTitle)) {
      context.push({ text, why: reason });
      if (isTitle && findings.length === 0) topic = titleTopic(reason, placesOf(tokens));
      if (reason === 'delisting') {
        if (topic?.reason === 'listing' && isOfTitle(placesOf(tokens), topic)) continue;
        endings.push(endingIn(sentence, memory));
        // What is traded for something else stays.
        const places = placesOf(tokens);
        if (isTitle || places.length > 0 || tokens.every(({ kind }) => kind !== 'pair'))
          memory.ended = [...(memory.ended ?? []), ...places, ...(isTitle ? lines.listed : [])].filter(
            isKnown,
          );
      }
      if (reason === 'denial' && REFERS_BACK.test(text)) {
        context.push(...findings.splice(sentenceStart).map((denied) => ({ text: denied.text, why: reason })));
      }
      continue;
    }
    if (topic?.reason === 'delisting' && isListField(sentence)) endings.push(endingIn(sentence, memory));
    if (topic?.reason === 'delisting' && stopsTrading(sentence)) {
      const ending = endingIn(sentence, memory);
      // When trading stops, says nothing of when the rest does.
      endings.push({
        ...ending,
        tokens: ending.tokens.filter(({ kind }) => kind !== 'component' && kind !== 'time'),
      });
      memory.ended = [...(memory.ended ?? []), ...placesOf(tokens)].filter(isKnown);
    }
    const { found, set } = readSentence(sentence, memory, promoted, exchange);
    if (
      !isTitle &&
      found.every(({ subjects, assertion }) => subjects.length === 0 || assertion.kind === 'works')
    )
      found.push(
        ...ownTimes(sentence.named).flatMap((named) => endingLine({ ...sentence, named }, memory.ended)),
      );
    context.push(...set);
    sentenceStart = findings.length;
    if (topic !== null && (!isTitle || topic.reason === 'listing')) {
      const { reason: why } = topic;
      const about = topic;
      const apart = found.filter(
        (finding) =>
          finding.ending ||
          (finding.ofEnded && finding.assertion.kind === 'trouble') ||
          isApart(finding, about),
      );
      findings.push(...apart);
      if (apart.length < found.length) context.push({ text, why });
      continue;
    }
    const isOurs = !isAboutAnother(tokens, exchange);
    const isStray = found.every(({ subjects }) => subjects.length === 0);
    if (isStray && reason === null && isOurs) {
      const told = lines.own.has(whole) ? [] : standingMoments(sentence);
      const last = findings.at(-1);
      // "It will take an hour", right behind the works.
      if (last !== undefined && isOfWorks(last, told))
        findings.splice(-1, 1, { ...last, moments: [...last.moments, ...told] });
      else moments.push(...told);
      remember(memory, tokens);
    }
    findings.push(...found);
    if (topic === null && memory.topic.length > 0) fields.push(...fieldFinding(sentence, memory.topic));
    if (isTitle && isOurs && isStray) findings.push(...impliedBy(sentence, exchange));
    // A title that says of services that they work leaves nothing to its body but to say why.
    const works =
      found.length > 0 &&
      found.every(({ subjects, assertion }) => assertion.kind === 'works' && !subjects.includes('exchange'));
    if (isTitle && works && findings.length === found.length) topic = titleTopic('unaffected', []);
  }
  const told = [...findings, ...fields.filter((field) => !isTold(field, findings))];
  const hasTitle = sentences.some(({ isTitle }) => isTitle);
  return { hasTitle, findings: fillIn(told, sentences, lines), moments, context, endings };
}

function isOfWorks({ isTitle, moments, assertion }: ClauseFinding, told: readonly Moment[]): boolean {
  if (isTitle || assertion.kind !== 'trouble' || assertion.tense !== 'planned') return false;
  const isTimed = moments.some((moment) => moment.kind === 'instant' && moment.wholeDay !== true);
  return isTimed && told.length > 0 && told.every(({ kind }) => kind === 'duration');
}

/** Sentences tell of all that a field tells of. */
function isTold({ subjects }: ClauseFinding, findings: readonly ClauseFinding[]): boolean {
  return subjects.every((subject) =>
    findings.some((other) => other.assertion.kind === 'trouble' && other.subjects.includes(subject)),
  );
}

/** What the clauses of one sentence say, and what of it is set aside. */
function readSentence(
  sentence: ScannedSentence,
  memory: Memory,
  promoted: ReadonlySet<string>,
  exchange: string,
): { found: ClauseFinding[]; set: AnnouncementContext[] } {
  const { lexicon, text, tokens } = sentence;
  const { beside, clauses, recovered } = splitClauses(tokens, lexicon.order);
  memory.recovered ||= recovered || AFTER_TROUBLE.test(text);
  memory.fresh = false;
  const found: ClauseFinding[] = [];
  const set: AnnouncementContext[] = [];
  const mute = clauses.filter((clause) => clause.tokens.every((t) => t.kind !== 'component'));
  // Works date what they stop.
  const works = clauses.filter(
    (clause) => clause.predicate.happening === 'maintain' && !mute.includes(clause),
  );
  const around = [
    ...beside,
    ...mute.flatMap(lent),
    ...works.flatMap(({ tokens: own }) => own.filter((t) => t.kind === 'time')),
  ];
  const timed = clauses
    .slice(0, MAX_CLAUSES)
    .map(withoutStrangers)
    .flatMap((clause) => ownTimes(clause.tokens).map((own) => ({ ...clause, tokens: own })));
  for (const [i, clause] of timed.entries()) {
    if (isMeanwhile(clause, timed[i + 1])) continue;
    const finding = readClause(clause, around, sentence, memory, exchange);
    if ('why' in finding) set.push(finding);
    else if (finding.assertion.kind === 'return' && finding.assertion.weak && isPromoted(finding, promoted))
      set.push({ text, why: 'marketing' });
    else {
      found.push(finding);
      // "We are back! Trading is fully operational."
      const { subjects, assertion } = finding;
      memory.recovered ||=
        assertion.kind === 'return' && assertion.tense === 'asserted' && subjects.length === 0;
    }
  }
  return { found, set };
}

/** "During the maintenance deposits worked": what goes on with nothing before it says when something else is so. */
function isMeanwhile(clause: Clause, next: Clause | undefined): boolean {
  if (next === undefined || !isUnderWay(clause) || clause.tokens.some(({ kind }) => kind === 'component'))
    return false;
  return next.tokens.some(({ kind }) => kind === 'component');
}

/** A coin that the text advertises opens for trade; nothing comes back. */
function isPromoted({ places }: ClauseFinding, promoted: ReadonlySet<string>): boolean {
  return places.some(({ asset }) => asset !== null && promoted.has(asset));
}

/** Below a delisting: "Trading of the following stops at ten: ABC, DEF." */
function stopsTrading({ tokens }: ScannedSentence): boolean {
  const stops = tokens.some(
    (t) => t.kind === 'predicate' && (t.happening === 'halt' || t.happening === 'end'),
  );
  return stops && subjectsOf(tokens).some(isTrading) && placesOf(tokens).length > 0;
}

/** "This is not true." denies the sentence before. */
const REFERS_BACK = /^\W*(?:this|that|these|those|it|they|all of (?:this|it))\b/i;

/** What is so "after the upgrade" was not so during it. */
const AFTER_TROUBLE =
  /(?<!\b(?:only|until|shortly|minutes|hours?) )\b(?:after|following) (?:the|a|an|its|our|this|yesterday's|today's|some|brief)\b[^,.;]*\b(?:upgrade|hard fork|maintenance|outage|incident|disruption|delays?|downtime|suspension|interruption|migration)\b/i;

function remember(memory: Memory, tokens: readonly Token[]): void {
  const places = placesOf(tokens);
  if (places.length > 0) memory.topic = places;
  const subjects = subjectsOf(tokens);
  if (subjects.length > 0) memory.subjects = subjects;
}

function isKnown({ asset, network }: AssetOnNetwork): boolean {
  return asset !== UNKNOWN && (asset !== null || network !== UNKNOWN);
}

const PAIRS = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.names.pairs, 'i')]));

/** "XRP/BUSD", "XRP-USDT": a pair, whatever it is traded for. */
const JOINED = /[A-Z\d]{2,}\s?[/_-]\s?[A-Z]{3,}/;

function endingIn({ lexicon, text, tokens }: ScannedSentence, memory: Memory): EndingWords {
  const regions = regionTokens(tokens);
  return {
    text,
    tokens,
    ofPairs: PAIRS.get(lexicon)?.test(text) === true,
    namesPairs: JOINED.test(text),
    regions: regions.length > 0 ? regions : memory.regions,
    ended: memory.ended ?? [],
  };
}

/** What a clause without a service lends to its neighbours: a promised return's times are ends, and stay its own. */
function lent({ predicate: { happening }, tokens }: Clause): readonly Token[] {
  const returns =
    happening === 'resume' || happening === 'open' || happening === 'resolve' || happening === 'normal';
  return returns ? tokens.filter((t) => t.kind !== 'time') : tokens;
}
