import { LANGUAGES } from '#src/languages/languages.ts';
import { subjectsOf } from '#src/names/scope.ts';
import type { Happening, PredicateForm, PredicateToken, Subject, Token } from '#src/names/token.ts';

import type { Clause } from './clauses.ts';
import type { Memory } from './placing.ts';
import type { ScannedSentence } from './sentences.ts';

/** What a clause names itself. An exchange that "is down" is its own subject. */
export function ownSubjects(
  { predicate, tokens }: Clause,
  sentence: ScannedSentence,
  memory: Memory,
  exchange: string,
): Subject[] {
  const before = sentence.tokens.filter((t) => t.end <= predicate.start);
  const isOrders = tokens.every(
    (t) => t.kind !== 'component' || t.components.every((name) => name === 'trading'),
  );
  const around = subjectsOf(before, memory.subjects);
  // "P2P is maintained, and orders cannot be placed."
  const named =
    isOrders && around[0] === 'p2p' && tokens.some(({ kind }) => kind === 'component')
      ? (['p2p'] as const)
      : subjectsOf(tokens, [...around, ...memory.subjects]);
  if (named.length > 0 || (predicate.form !== 'adjective' && !isBarred(predicate, sentence)))
    return [...named];
  const at = tokens.indexOf(predicate);
  const is = tokens
    .slice(0, at)
    .findLast((t) => t.kind !== 'mark' && t.kind !== 'filler' && t.kind !== 'join');
  const first = sentence.tokens.find((t) => t.kind !== 'mark' && t.kind !== 'filler');
  const spoken = is ?? (sentence.tokens.some((t) => t.kind === 'component') ? undefined : first);
  if (spoken?.kind !== 'exchange' || spoken.exchange !== exchange) return [];
  // "gemini.com" is where its pages are.
  if (/^\.(?:com|net|io|jp|co)\b/i.test(sentence.text.slice(spoken.end))) return ['website'];
  return standsAlone(spoken, sentence) ? ['exchange'] : [];
}

const BARRED = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.barred, 'i')]));

/** "OKX cannot be reached", in a language that has no adjective for it: nothing follows that it cannot do. */
function isBarred({ end, text }: PredicateToken, { lexicon, text: all }: ScannedSentence): boolean {
  return (
    !lexicon.spaced && BARRED.get(lexicon)?.test(text) === true && !/^\s?[\p{L}\d]/u.test(all.slice(end))
  );
}

/** "Bitstamp Pro" is a product of Bitstamp's. */
function standsAlone({ end }: Token, { text }: ScannedSentence): boolean {
  return !/^(?:'s| ?[A-Z])/.test(text.slice(end));
}

/** Words that add nothing to "all services" or to what is done with a service. */
const PLAIN = new Map(
  LANGUAGES.map((lexicon) => [lexicon, new RegExp(`${lexicon.ofAll}|${lexicon.noticeWords}`, 'gi')]),
);
const ACTIVE: ReadonlySet<PredicateForm> = new Set(['base', 'present', 'gerund', 'past', 'plain', 'done']);
const OBJECTS: ReadonlySet<Token['kind']> = new Set(['filler', 'pair', 'asset', 'network', 'place']);
const STATES: ReadonlySet<Happening> = new Set(['maintain', 'normal', 'complete', 'affect']);

/** "The platform will suspend gift cards": it is the one that does it, and what it does it to is something else. */
export function doesSomethingElse(
  { predicate, tokens }: Clause,
  { lexicon, text, tokens: all }: ScannedSentence,
): boolean {
  const at = all.indexOf(predicate);
  if (STATES.has(predicate.happening) || at < 0 || !tokens.slice(0, tokens.indexOf(predicate)).some(isWhole))
    return false;
  const [before, after] = [all[at - 1], all[at + 1]];
  const isPlain = (words: string) => !/\p{L}/u.test(words.replaceAll(PLAIN.get(lexicon) ?? '', ''));
  if (lexicon.order === 'subject first') return !isPlain(text.slice(before?.end ?? 0, predicate.start));
  if (!ACTIVE.has(predicate.form) || (before?.kind === 'mark' && isPassive(before))) return false;
  const [object = ''] = text.slice(predicate.end, after?.start).split(/[,;.\u3002\uFF0C]/);
  return (after !== undefined && OBJECTS.has(after.kind)) || !isPlain(object);
}

function isPassive({ kind, ...mark }: Token): boolean {
  return kind === 'mark' && 'mark' in mark && (mark.mark === 'be' || /^(?:been|was|were)$/i.test(mark.text));
}

function isWhole({ kind }: Token): boolean {
  return kind === 'whole';
}
