import { LANGUAGES } from '#src/languages/languages.ts';
import { chainOf } from '#src/names/name-rules.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Happening, Subject, Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { ClauseFinding } from './finding.ts';
import { momentsOf } from './moments.ts';
import type { ScannedSentence } from './sentences.ts';
import type { Assertion } from './assertion.ts';
import type { Turn } from './turns.ts';

/**
 * What a title says without naming a service: that a network is upgraded, that the exchange is maintained, or that it
 * is down.
 */
export function impliedBy(sentence: ScannedSentence, exchange: string): ClauseFinding[] {
  return ofChainWork(sentence) ?? ofMaintenance(sentence, exchange) ?? ofOutage(sentence, exchange) ?? [];
}

/** "Deposits: 10 June, 10:00 (UTC)", in a text that delists a coin: until when its parts are open. */
export function endingLine(
  sentence: ScannedSentence,
  ended: readonly AssetOnNetwork[] | null,
): ClauseFinding[] {
  const { named } = sentence;
  const moments = momentsOf(named);
  const subjects = subjectsOf(named.filter(({ kind }) => kind === 'component'));
  const isUntil = moments.some((moment) => moment.kind === 'instant' && moment.role === 'until');
  const isEnd = named.every(
    (t) => t.kind !== 'predicate' || CLOSING.has(t.happening) || (isUntil && t.happening === 'normal'),
  );
  if (ended === null || !isEnd || subjects.length === 0 || moments.every(({ kind }) => kind !== 'instant'))
    return [];
  const own = placesOf(named);
  const places = own.every(({ asset, network }) => asset === UNKNOWN || network === UNKNOWN) ? ended : own;
  return [
    { ...implied(sentence, planned('future'), subjects, places), moments, implied: false, ending: true },
  ];
}

/** "Suspension of withdrawals: 9 March, 10:00", in a post that need not say so in a sentence. */
export function fieldFinding(sentence: ScannedSentence, places: readonly AssetOnNetwork[]): ClauseFinding[] {
  const { named, tokens } = sentence;
  const subjects = subjectsOf(named);
  const isField =
    tokens.length > 0 && tokens.length < named.length && tokens.every(({ kind }) => kind === 'time');
  const halts = named.some((t) => t.kind === 'predicate' && t.happening === 'halt');
  const isBeginning = momentsOf(tokens).some(
    (m) => m.kind === 'window' || (m.kind === 'instant' && m.role !== 'until'),
  );
  if (!isField || !halts || !isBeginning || subjects.length === 0 || subjects[0] === 'exchange') return [];
  const own = placesOf(named);
  const finding = implied(sentence, planned('future'), subjects, own.length > 0 ? own : places);
  return [{ ...finding, implied: false, isTitle: false, inherited: true }];
}

/** "ORBL | 9 March | 9 April", below the heads of columns that name services: each ends at its own time. */
export function endingTurn(sentence: ScannedSentence, { moments, places, subjects }: Turn): ClauseFinding[] {
  if (subjects.length === 0) return [];
  const finding = implied(sentence, planned('future'), subjects, places);
  return [{ ...finding, moments, implied: false, ending: true }];
}

const CLOSING: ReadonlySet<Happening> = new Set(['halt', 'end', 'complete']);

/** What follows is not needed where it is said of the service, that it works too. */
export function withoutImplied(findings: readonly ClauseFinding[]): readonly ClauseFinding[] {
  const said = new Set(findings.flatMap(({ implied, subjects }) => (implied ? [] : subjects)));
  const working = new Set(
    findings.flatMap(({ subjects, assertion }) => (assertion.kind === 'works' ? subjects : [])),
  );
  const chains = new Set(
    findings
      .filter(({ byWallet, assertion }) => !byWallet && assertion.kind === 'trouble')
      .flatMap(({ places }) => places.flatMap(({ asset, network }) => (asset === null ? [network] : []))),
  );
  return (
    findings
      // It dates what is closed, and says no more.
      .map((finding) => (isWalletOf(finding, chains) ? { ...finding, subjects: [] } : finding))
      .filter(
        ({ implied, subjects }) =>
          !implied ||
          !subjects.some((subject) => said.has(subject) || (subject === 'exchange' && said.size > 0)),
      )
      .map((finding) =>
        // A wallet's maintenance leaves open what is said to work.
        finding.byWallet && finding.assertion.kind !== 'works'
          ? { ...finding, subjects: finding.subjects.filter((subject) => !working.has(subject)) }
          : finding,
      )
  );
}

/** "Wallet maintenance for Zilliqa (ZIL)", beside what it closes "on the Zilliqa network". */
function isWalletOf({ byWallet, places }: ClauseFinding, chains: ReadonlySet<string | null>): boolean {
  return (
    byWallet &&
    places.length > 0 &&
    places.every(
      ({ asset, network }) => asset !== null && network === null && chains.has(chainOf(asset) ?? asset),
    )
  );
}

/** A maintenance of the exchange beside which is told what it closes. It dates that, and says no more itself. */
export function isDetailed(
  { subjects, assertion }: ClauseFinding,
  findings: readonly ClauseFinding[],
): boolean {
  if (subjects[0] !== 'exchange' || assertion.kind !== 'trouble' || assertion.tense !== 'planned')
    return false;
  return findings.some(
    ({ implied, subjects: others, assertion: other }) =>
      !implied && other.kind === 'trouble' && others.length > 0 && others[0] !== 'exchange',
  );
}

const CHAIN_WORK = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.chainWork, 'i')]));
const NOTICE_WORDS = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.noticeWords, 'gi')]));
const CALLED_OFF = new Map(
  LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.amending.calledOff, 'i')]),
);
const planned = (tense: 'future' | 'planned'): Assertion => ({
  kind: 'trouble',
  effect: 'halted',
  tense,
  background: false,
});

/** "Will support the Injective network upgrade": for that, deposits and withdrawals of the network close. */
function ofChainWork(sentence: ScannedSentence): ClauseFinding[] | undefined {
  const { lexicon, text, tokens } = sentence;
  const places = placesOf(tokens).filter(({ asset, network }) => asset !== UNKNOWN && network !== UNKNOWN);
  const isOver = tokens.some(
    (t) => t.kind === 'predicate' && (t.happening === 'complete' || t.happening === 'cancel'),
  );
  if (isOver || places.length === 0 || CHAIN_WORK.get(lexicon)?.test(text) !== true) return undefined;
  const networks = places.map(({ asset, network }) => ({
    asset: null,
    network: network ?? (asset === null ? null : (chainOf(asset) ?? asset)),
  }));
  return [implied(sentence, planned('future'), ['deposits', 'withdrawals'], networks)];
}

/** "Scheduled maintenance: 9 May, 07:00 UTC", of nothing that is named, and by nobody else. */
function ofMaintenance(sentence: ScannedSentence, exchange: string): ClauseFinding[] | undefined {
  const { lexicon, text, tokens } = sentence;
  const at = tokens.findIndex((t) => t.kind === 'predicate');
  const predicate = tokens[at];
  if (predicate?.kind !== 'predicate' || predicate.happening !== 'maintain') return undefined;
  const isAlone = tokens.every((t) => BARE.has(t.kind) && isOwn(t, exchange));
  const unread = tokens.reduceRight(
    (rest, { end, start }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    text,
  );
  const isCalledOff = CALLED_OFF.get(lexicon)?.test(text) === true;
  if (!isAlone || isCalledOff || /\p{L}/u.test(unread.replaceAll(NOTICE_WORDS.get(lexicon) ?? '', '')))
    return undefined;
  const isOver = tokens.some(
    (t) => t.kind === 'predicate' && t.happening === 'complete' && t.form !== 'base',
  );
  const over: Assertion = { kind: 'return', tense: 'asserted', background: false, weak: false };
  return [implied(sentence, isOver ? over : planned('planned'), ['exchange'], [])];
}

/** "We are currently experiencing an outage." */
function ofOutage(sentence: ScannedSentence, exchange: string): ClauseFinding[] | undefined {
  const { tokens } = sentence;
  const at = tokens.findIndex(
    (t) =>
      t.kind === 'predicate' && t.form === 'noun' && (t.happening === 'halt' || t.happening === 'degrade'),
  );
  const predicate = tokens[at];
  const before = tokens.slice(0, Math.max(0, at));
  const isOurs = before.some((t) => (t.kind === 'mark' && t.mark === 'subject') || t.kind === 'exchange');
  const isNow = before.some((t) => t.kind === 'mark' && t.mark === 'be');
  const isAlone = before.every((t) => BARE.has(t.kind) && isOwn(t, exchange) && !isDoubt(t));
  if (predicate?.kind !== 'predicate' || !isOurs || !isNow || !isAlone) return undefined;
  const effect = predicate.happening === 'halt' ? 'halted' : 'degraded';
  return [
    implied(sentence, { kind: 'trouble', effect, tense: 'asserted', background: false }, ['exchange'], []),
  ];
}

/** Words beside which nothing is named. */
const BARE: ReadonlySet<Token['kind']> = new Set([
  'predicate',
  'mark',
  'time',
  'exchange',
  'whole',
  'open',
  'close',
  'dash',
  'colon',
  'join',
  'of',
  'on',
]);

function isOwn(token: Token, exchange: string): boolean {
  return token.kind !== 'exchange' || token.exchange === exchange;
}

function isDoubt(token: Token): boolean {
  return (
    token.kind === 'mark' &&
    ['not', 'conditional', 'no longer', 'hearsay', 'some', 'earlier'].includes(token.mark)
  );
}

function implied(
  { text, tokens, update }: ScannedSentence,
  assertion: Assertion,
  subjects: readonly Subject[],
  places: readonly AssetOnNetwork[],
): ClauseFinding {
  return {
    assertion,
    subjects,
    places,
    pairs: [],
    moments: momentsOf(tokens),
    lentTime: false,
    regions: [],
    because: [text],
    inherited: false,
    borrowed: false,
    hearsay: false,
    indefinite: false,
    text,
    marketing: false,
    ending: false,
    ofEnded: false,
    except: { subjects: [], places: [] },
    isTitle: true,
    update,
    implied: true,
    byWallet: false,
    isLaunched: false,
    notYet: false,
    some: false,
    all: false,
  };
}
