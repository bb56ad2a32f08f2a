import { fillGaps } from '#src/reader/gaps.ts';
import { assignGround } from '#src/reader/ground.ts';
import type { Ground } from '#src/reader/ground.ts';
import { mergePredicates } from '#src/reader/merge-predicates.ts';
import type { MarkName, PredicateToken, Token } from '#src/names/token.ts';

/** One predicate and the words that belong to it. */
export interface Clause {
  readonly tokens: readonly Token[];
  readonly predicate: PredicateToken;
  /** It hangs on a condition ("if …"). */
  readonly conditional: boolean;
  /** What the sentence leaves out: "all withdrawals except BTC". */
  readonly except: readonly Token[];
}

export interface ClauseSplit {
  readonly clauses: readonly Clause[];
  /** What stands beside the clauses and may still say where and when: causes, headings. */
  readonly beside: readonly Token[];
  /** Something was completed or resolved that is not itself a service: an upgrade, an incident. */
  readonly recovered: boolean;
}

type Order = 'subject first' | 'either';

/** Cuts the tokens of a sentence into clauses of one predicate each. */
export function splitClauses(words: readonly Token[], order: Order): ClauseSplit {
  const tokens = words
    .filter((token, i) => !isExcluded(token, words[i - 1]))
    .map((token, i, kept) => asVerb(token, kept[i - 1]));
  const { main, causes, conditional, except, relative } = setAside(tokens, order);
  const clauses: Clause[] = [];
  const beside: Token[] = [...causes];
  let recovered = false;
  for (const part of [relative, ...splitAt(main, (t) => t.kind === 'contrast')]) {
    const { kept: merged, completed } = mergePredicates(part);
    const kept = order === 'either' ? fillGaps(merged) : merged;
    recovered ||= completed;
    const grounds = assignGround(kept, order);
    if (grounds.length === 0) beside.push(...kept);
    for (const [n, ground] of grounds.entries()) {
      clauses.push({ ...ground, tokens: withAuxiliaries(ground, grounds[n - 1]), conditional, except });
    }
  }
  return { clauses, beside, recovered };
}

/**
 * In "will be paused at noon and resumed later" the second participle has the auxiliaries of the first, and so has a
 * verb without endings that has none of its own.
 */
function withAuxiliaries({ predicate, tokens }: Ground, previous: Ground | undefined): readonly Token[] {
  const at = tokens.indexOf(predicate);
  if (previous !== undefined && predicate.form === 'plain' && !tokens.slice(0, at).some(isTense))
    return [...marksBefore(previous).filter((t) => t.kind === 'mark' && t.mark === 'future'), ...tokens];
  const bare = tokens.slice(0, at).every((t) => t.kind === 'join');
  if (
    previous === undefined ||
    predicate.form !== 'past' ||
    previous.predicate.form !== 'past' ||
    at === 0 ||
    !bare
  ) {
    return tokens;
  }
  return [...marksBefore(previous), ...tokens.slice(at)];
}

function marksBefore({ predicate, tokens }: Ground): readonly Token[] {
  return tokens.slice(0, tokens.indexOf(predicate)).filter((t) => t.kind === 'mark');
}

function isTense(token: Token): boolean {
  return token.kind === 'mark' && TENSES.has(token.mark);
}

const TENSES: ReadonlySet<MarkName> = new Set(['done', 'now', 'remain', 'future', 'not', 'earlier', 'again']);

/** "Deposits (not withdrawals)". */
function isExcluded(token: Token, before: Token | undefined): boolean {
  return token.kind === 'component' && before?.kind === 'mark' && /^not$/i.test(before.text);
}

const VERB_LEADS = /(?:\bto|will|shall|'ll)$/i;

/** "Halt", "pause" and "delay" are nouns, except after "will", "to" and "we". */
function asVerb(token: Token, before: Token | undefined): Token {
  if (token.kind !== 'predicate' || token.form !== 'noun' || before?.kind !== 'mark') return token;
  if (token.start - before.end > 1) return token;
  if (token.happening !== 'halt' && token.happening !== 'degrade') return token;
  const leads = before.mark === 'subject' || before.mark === 'conditional' || VERB_LEADS.test(before.text);
  return leads ? { ...token, form: 'base' } : token;
}

interface Asides {
  readonly main: readonly Token[];
  readonly causes: readonly Token[];
  /** What a relative clause adds: "…, which are unavailable". */
  readonly relative: readonly Token[];
  readonly conditional: boolean;
  readonly except: readonly Token[];
}

/** Takes out what is only a cause, a condition or a time clause. A sentence that is nothing else stays whole. */
function setAside(tokens: readonly Token[], order: Order): Asides {
  const main: Token[] = [];
  const causes: Token[] = [];
  const relative: Token[] = [];
  const except: Token[] = [];
  let aside: Token['kind'] | null = null;
  let conditional = false;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (token.kind === 'subordinate end' || (token.kind === 'cause' && order === 'subject first')) {
      const cut = main.findLastIndex((t) => isBreak(t)) + 1;
      const taken = main.splice(cut);
      if (token.kind === 'subordinate end') main.push({ ...token, kind: 'mark', mark: 'future' });
      if (token.kind === 'cause') causes.push(...taken.filter((t) => t.kind !== 'predicate'));
      continue;
    }
    if (opensAside(token, next)) {
      aside = token.kind;
      conditional ||= token.kind === 'condition';
      continue;
    }
    if (aside !== null && (isBreak(token) || endsAside(aside, token) || goesOn(token, next))) aside = null;
    if (aside === null) main.push(token);
    else if (aside === 'cause') causes.push(token);
    else if (aside === 'relative') relative.push(token);
    else if (aside === 'except') except.push(token);
  }
  if (main.some((t) => t.kind === 'predicate'))
    return {
      main,
      causes: [...causes.filter((t) => t.kind !== 'predicate'), ...relative.filter((t) => t.kind === 'time')],
      relative,
      conditional,
      except,
    };
  const swallowed = tokens.some((t) => t.kind === 'subordinator' || t.kind === 'subordinate end');
  return swallowed
    ? { main: [], causes: [], relative: [], conditional, except }
    : { main: withoutCausers(tokens), causes: [], relative: [], conditional, except };
}

/** "As Ethereum nodes have failed, ERC20 withdrawals …": what has failed is not what is told of, where that is named. */
function withoutCausers(tokens: readonly Token[]): readonly Token[] {
  const cause = tokens.findIndex(({ kind }) => kind === 'cause');
  const failure = tokens.findIndex(({ kind }, i) => i > cause && kind === 'predicate');
  const isElsewhere = tokens.some((token, i) => i > failure && NAMES.has(token.kind));
  if (cause < 0 || failure < 0 || !isElsewhere) return tokens;
  return tokens.filter(({ kind }, i) => i < cause || i > failure || !NAMES.has(kind));
}

const NAMES: ReadonlySet<Token['kind']> = new Set(['asset', 'network', 'place']);

function opensAside(token: Token, next: Token | undefined): boolean {
  switch (token.kind) {
    case 'subordinator':
    case 'cause':
      return next?.kind !== 'time' && !(next?.kind === 'mark' && next.mark === 'indefinite');
    case 'condition':
    case 'except':
    case 'relative':
      return true;
    default:
      return false;
  }
}

function endsAside(aside: Token['kind'], token: Token): boolean {
  if (aside === 'except') return token.kind === 'predicate' || token.kind === 'mark';
  return token.kind === 'mark' && token.mark === 'subject' && aside === 'cause';
}

/** "… because of an error and will resume": the auxiliary after "and" belongs to the main clause. */
function goesOn(token: Token, next: Token | undefined): boolean {
  return token.kind === 'join' && token.join === 'and' && next?.kind === 'mark' && next.mark === 'future';
}

function isBreak(token: Token): boolean {
  return (
    token.kind === 'contrast' ||
    (token.kind === 'join' && token.join === 'comma') ||
    token.kind === 'dash' ||
    token.kind === 'colon'
  );
}

function splitAt(tokens: readonly Token[], isCut: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isCut(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
