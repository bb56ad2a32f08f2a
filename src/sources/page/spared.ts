import { LANGUAGES } from '#src/languages/languages.ts';
import { isTroubleToldIn } from '#src/names/trouble-told.ts';

/** What a headline or an update says is hit, and what it says is not, as texts that can be placed. */
export interface HitAndSpared {
  readonly hit: string;
  readonly spared: string;
}

const anyOf = (key: 'sparing' | 'turns' | 'unaffected'): string =>
  LANGUAGES.map((language) => language[key]).join('|');

const UNAFFECTED = new RegExp(anyOf('unaffected'), 'i');
/** From here to the end of its clause stands what is not hit: "no impact on". "Except" is not of them. */
const SPARING =
  /\b(?:(?:no|without) (?:any )?(?:impact|effect) (?:on|to)|without (?:affecting|impacting)|(?:not|n't) (?:affect|impact)(?:ing)?)\b/i;
const EXCEPT = /\b(?:except(?: for)?|other than|apart from|aside from|with the exception of|excluding)\b/i;
/** All but what is named: "all services", "everything", "all other functions". */
const ALL =
  /\b(?:everything|(?:all|every)(?: other| of (?:our|the))? ?(?:services?|systems?|functions?|products?|features?)?)\b/i;
/** Something is said of what stands before it. */
const VERB =
  /\b(?:is|are|was|were|has|have|had|remains?|stays?|continues?|experienc\w+|delay\w*|degrad\w+|down|unavailable|slow\w*|halt\w*|suspend\w*|paus\w*|disrupt\w*|fail\w*|issues?|problems?|errors?|outages?|affect\w*|impact\w*|operat\w+|work\w*)\b/i;
const SENTENCE = /(?<=[.!?])\s+|(?<=[。！？])\s*|[;；]\s*|\s(?:but|while|whereas|however|though|although)\s/;

/**
 * Tells what a text says is hit from what it says is not: "API is down; withdrawals, deposits and trading are not
 * affected" is about the API. "Everything except withdrawals works" is about withdrawals.
 */
export function whatIsHit(text: string): HitAndSpared {
  const said = text.split(SENTENCE).map(ofSentence);
  return {
    hit: said
      .map(({ hit }) => hit)
      .filter(isText)
      .join('; '),
    spared: said
      .map(({ spared }) => spared)
      .filter(isText)
      .join('; '),
  };
}

function isText(text: string): boolean {
  return /\p{L}/u.test(text);
}

function ofSentence(sentence: string): HitAndSpared {
  const exception = exceptionOf(sentence);
  if (exception !== null) return exception;
  const clauses = joinLists(sentence.split(/,\s+|[，、]\s*/));
  const said = clauses.map(ofClause);
  return {
    hit: said
      .map(({ hit }) => hit)
      .filter(isText)
      .join(', '),
    spared: said
      .map(({ spared }) => spared)
      .filter(isText)
      .join(', '),
  };
}

/** "Withdrawals, deposits and trading are not affected": what stands before the last comma belongs to what follows. */
function joinLists(clauses: readonly string[]): string[] {
  const joined: string[] = [];
  for (const clause of clauses.toReversed()) {
    const next = joined[0];
    const isBare = !isSaying(clause) && clause.split(/\s+/).length <= 4;
    if (next !== undefined && isBare && UNAFFECTED.test(next) && !SPARING.test(next))
      joined[0] = `${clause}, ${next}`;
    else joined.unshift(clause);
  }
  // "No impact on trading, deposits or withdrawals": what has no verb of its own is of the same list.
  const lists: string[] = [];
  for (const clause of joined) {
    const last = lists.at(-1);
    if (last !== undefined && !isSaying(clause) && SPARING.test(last))
      lists[lists.length - 1] = `${last}, ${clause}`;
    else lists.push(clause);
  }
  return lists;
}

function isSaying(clause: string): boolean {
  return VERB.test(clause) || SPARING.test(clause) || isTroubleToldIn(clause);
}

function ofClause(clause: string): HitAndSpared {
  const sparing = SPARING.exec(clause);
  if (sparing !== null)
    return {
      hit: clause.slice(0, sparing.index),
      spared: byName(clause.slice(sparing.index + sparing[0].length)),
    };
  return UNAFFECTED.test(clause)
    ? { hit: '', spared: byName(clause.replace(UNAFFECTED, '')) }
    : { hit: clause, spared: '' };
}

const OTHERS = String.raw`(?:(?:all|any|the|our) )*(?:others?|remaining)\b`;
/** With the words that say what the others are: "and all other funding methods". */
const AND_OTHERS = new RegExp(
  String.raw`(?:,|,? (?:and|or|nor)) ${OTHERS}(?: (?!(?:of|on|for|by|via|in|with|and|or|are|is)\b)[\w-]+){0,3}`,
  'i',
);

/** "Withdrawals of USDC on other networks" spares what is not named, and so nothing by its name. */
function byName(spared: string): string {
  const named = spared.replace(AND_OTHERS, '');
  return new RegExp(String.raw`\b${OTHERS}|\belsewhere\b`, 'i').test(named) ? '' : named;
}

/** Said of what is over. */
const OVER = /\b(?:back|re-?enabled|re-?opened|resum\w+|restor\w+|resolved|recover\w+|available again)\b/i;

/** What is still out where the rest is said to be back: "withdrawals are back, except for BTC". */
export function stillOut(text: string): string {
  const left = text.split(SENTENCE).flatMap((sentence) => {
    const except = EXCEPT.exec(sentence);
    if (except === null || !OVER.test(sentence.slice(0, except.index))) return [];
    return [sentence.slice(except.index + except[0].length)];
  });
  return left.join('; ');
}

const IS_BACK =
  /\b(?:is|are|has|have)(?: (?:now|been|already|fully|since|both|all))* (?:back|re-?enabled|re-?opened|resumed|restored|resolved|recovered|available again|working again)\b|\b(?:resumed|restored|reopened)[.!]?$/i;
const NOT_YET =
  /\b(?:will|once|until|when|if|expect\w*|should|shall|to be|not|yet|before|after|partial\w*|some|most)\b/i;

/** What is said to be back while the rest is not: "Deposits have resumed. Withdrawals remain suspended." */
export function saidToBeBack(text: string): string {
  const said = text.split(SENTENCE).filter((sentence) => !EXCEPT.test(sentence) && !NOT_YET.test(sentence));
  return said
    .flatMap(clausesOf)
    .filter((clause) => IS_BACK.test(clause))
    .join('; ');
}

const NEXT_CLAUSE =
  /,(?:\s+(?:and\s+)?|$)|\s+and\s+(?=(?:[\w-]+\s+){1,4}(?:remains?|stays?|continues?|is|are|has|have)\b)/;

/** What each verb of a sentence is said of; names without one of their own belong to the next: "SOL and TON remain". */
function clausesOf(sentence: string): string[] {
  const clauses: string[] = [];
  for (const clause of sentence.split(NEXT_CLAUSE).toReversed()) {
    const next = clauses[0];
    if (next !== undefined && !VERB.test(clause)) clauses[0] = `${clause}, ${next}`;
    else if (isText(clause)) clauses.unshift(clause);
  }
  return clauses;
}

/** `null` where a sentence excepts nothing from all. */
function exceptionOf(sentence: string): HitAndSpared | null {
  const except = EXCEPT.exec(sentence);
  if (except === null || !ALL.test(sentence.slice(0, except.index))) return null;
  const rest = sentence.slice(except.index + except[0].length);
  const verb = /\b(?:is|are|was|were|has|have|remains?|stays?|continues?|works?|operates?)\b/i.exec(rest);
  const named = verb === null ? rest : rest.slice(0, verb.index);
  // "All services are operational, except withdrawals": what is said of all stands before or behind the exception.
  const isWell =
    UNAFFECTED.test(sentence.replace(named, '')) || /\bworks?\b|\bback\b|\bresumed\b/i.test(sentence);
  return isWell ? { hit: named, spared: '' } : { hit: sentence.slice(0, except.index), spared: named };
}
