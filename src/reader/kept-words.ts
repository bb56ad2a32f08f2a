import type { Component } from '#src/domain/service.ts';
import { LANGUAGES } from '#src/languages/languages.ts';
import type { Lexicon } from '#src/languages/lexicon.ts';
import type { Token } from '#src/names/token.ts';

/** The words of a sentence that mean what they look like, and no more than people write. */
export function keptWords(
  words: readonly Token[],
  text: string,
  lexicon: Lexicon,
  trades: Component | undefined,
): readonly Token[] {
  const nouns = withoutWays(
    withoutAttributes(withoutNouns(asTraded(words, trades), text, lexicon), text, lexicon),
  );
  return bounded(withoutParts(nouns, text, lexicon));
}

/** "All services, on the web and in the app, are unavailable": there they are used, and they are all. */
function withoutWays(tokens: readonly Token[]): readonly Token[] {
  const whole = tokens.findIndex(({ kind }, i) => kind === 'whole' && isComma(tokens[i + 1]));
  const way = tokens[whole + 2];
  if (whole < 0 || (way?.kind !== 'on' && way?.kind !== 'of')) return tokens;
  const end = tokens.findIndex((token, i) => i > whole + 2 && isComma(token));
  return tokens.filter((token, i) => i < whole || i > end || token.kind !== 'component');
}

function isComma(token: Token | undefined): boolean {
  return token?.kind === 'join' && token.join === 'comma';
}

/** Without what only sorts a post or names what a line tells. */
export function withoutHeads(tokens: readonly Token[]): readonly Token[] {
  return withoutLabel(withoutTag(tokens));
}

/** "Trading" is of what the exchange trades. */
function asTraded(tokens: readonly Token[], trades: Component | undefined): readonly Token[] {
  if (trades === undefined) return tokens;
  return tokens.map((token) =>
    token.kind === 'component' && token.components.includes('trading')
      ? { ...token, components: token.components.map((name) => (name === 'trading' ? trades : name)) }
      : token,
  );
}

const ADVERBS = /^(?:[\p{L}]+ly|also|not|then|only|still|both|again|even|soon|now|that|which|who)$/iu;

/** "Risk limits" and "trailing stop orders": behind a word that is nothing to it a verb is a noun. */
function withoutNouns(tokens: readonly Token[], text: string, { spaced }: Lexicon): Token[] {
  return tokens.filter((token, i) => {
    if (!spaced || token.kind !== 'predicate' || (token.form !== 'base' && token.form !== 'present'))
      return true;
    const gap = text.slice(tokens[i - 1]?.end ?? 0, token.start);
    return (gap.match(/[\p{L}\d]+/gu) ?? []).every((word) => ADVERBS.test(word));
  });
}

const FOLLOWS = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(`^(?:${lexicon.follows})$`, 'i')]));

/**
 * "Trade updates", "the deposit challenge", "order book and trade updates": right before a noun that is none of its own a
 * service only says which.
 */
function withoutAttributes(tokens: readonly Token[], text: string, lexicon: Lexicon): readonly Token[] {
  if (!lexicon.spaced) return tokens;
  const isNoun = (word: string | undefined) =>
    word !== undefined && FOLLOWS.get(lexicon)?.test(word) !== true;
  const dropped = new Set<Token>();
  let isAttribute = false;
  for (const [i, token] of [...tokens.entries()].toReversed()) {
    const words =
      WORDS.exec(text.slice(token.end, tokens[i + 1]?.start))?.[0]
        .trim()
        .split(' ') ?? [];
    if (token.kind === 'component') {
      isAttribute = isSingular(token) && (words.length > 0 ? isNoun(words[0]) : isAttribute);
      if (isAttribute) dropped.add(token);
    } else isAttribute = token.kind === 'join' && (isAttribute || (words.length > 1 && isNoun(words[1])));
  }
  return tokens.filter((token) => !dropped.has(token));
}

/** Only such a noun stands before another: "withdrawals keep failing", but for what has no singular. */
function isSingular({ text }: Token): boolean {
  return !/s$/i.test(text) || /(?:futures|derivatives|options)$/i.test(text);
}

const WORDS = /^(?: [\p{L}\d-]+)+/u;

const LEADING = new Map(
  LANGUAGES.map((lexicon) => [lexicon, new RegExp(`(?:${lexicon.noticeWords})$`, 'i')]),
);

/** A noun that is not read, right before the word for the whole, names a part: "certificate service". */
function withoutParts(tokens: readonly Token[], text: string, lexicon: Lexicon): Token[] {
  return tokens.filter((token, i) => {
    if (lexicon.spaced || token.kind !== 'whole') return true;
    const gap = text.slice(tokens[i - 1]?.end ?? 0, token.start).trimEnd();
    if (gap === '' && tokens[i - 1]?.kind === 'asset') return false;
    return !/\p{L}$/u.test(gap) || LEADING.get(lexicon)?.test(gap) === true;
  });
}

/** "[Deposits] …" sorts a post, where what it is about is named behind it. */
function withoutTag(tokens: readonly Token[]): readonly Token[] {
  const [first, second, third, ...rest] = tokens;
  const isTag =
    first?.kind === 'open' && first.start === 0 && second?.kind === 'component' && third?.kind === 'close';
  return isTag && rest.some(({ kind }) => kind === 'component') ? rest : tokens;
}

/** "Reopening of deposits: when the network is stable": what stands before the colon only names what the line tells. */
function withoutLabel(tokens: readonly Token[]): readonly Token[] {
  const colon = tokens.findIndex(({ kind }) => kind === 'colon');
  const [label, value] = [tokens.slice(0, Math.max(0, colon)), tokens.slice(colon + 1)];
  const isLabel =
    label.some(isNominalReturn) && label.every((t) => isNominalReturn(t) || IN_LABEL.has(t.kind));
  if (!isLabel) return tokens;
  if (!label.some(isService)) return value.some(isService) ? tokens : value;
  return value.some(isAhead) || !value.some((t) => isDone(t) || NAMED.has(t.kind)) ? value : tokens;
}

const IN_LABEL: ReadonlySet<Token['kind']> = new Set(['component', 'wallet', 'whole', 'of', 'join']);
const NAMED: ReadonlySet<Token['kind']> = new Set(['asset', 'network', 'place', 'pair', 'component', 'time']);

function isNominalReturn(token: Token): boolean {
  if (token.kind !== 'predicate') return false;
  const { form, happening } = token;
  return (
    (form === 'plain' || form === 'noun') &&
    (happening === 'resume' || happening === 'resolve' || happening === 'open')
  );
}

function isService({ kind }: Token): boolean {
  return kind === 'component' || kind === 'wallet' || kind === 'whole';
}

function isDone(token: Token): boolean {
  return (
    token.kind === 'predicate' && (token.form === 'done' || token.form === 'past' || token.form === 'now')
  );
}

/** It is still to come. */
function isAhead({ kind, ...token }: Token): boolean {
  if (kind === 'subordinate end' || kind === 'subordinator' || kind === 'condition') return true;
  return (
    'mark' in token &&
    (token.mark === 'future' || token.mark === 'indefinite' || token.mark === 'conditional')
  );
}

/** No sentence that people write claims more. */
const MAX_PREDICATES = 14;

function bounded(tokens: readonly Token[]): readonly Token[] {
  let left = MAX_PREDICATES;
  const end = tokens.findIndex(({ kind }) => kind === 'predicate' && (left -= 1) < 0);
  return end < 0 ? tokens : tokens.slice(0, end);
}
