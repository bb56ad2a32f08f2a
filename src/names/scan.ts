import { LANGUAGES } from '#src/languages/languages.ts';
import type { LexiconEntry, Lexicon } from '#src/languages/lexicon.ts';
import { COUNTRY_RULE, REGIONS } from './regions.ts';
import type { Rule } from './name-rules.ts';
import type { Token, Unplaced } from './token.ts';

const PUNCTUATION: readonly Rule[] = [
  { pattern: /,|，/g, make: () => ({ kind: 'join', join: 'comma' }) },
  { pattern: /、|・|\/|·|\+/g, make: () => ({ kind: 'join', join: 'list' }) },
  { pattern: /\s--?\s|\s\|\s|\s>\s/g, make: () => ({ kind: 'dash' }) },
  { pattern: /:|：/g, make: () => ({ kind: 'colon' }) },
  { pattern: /[([【「]/g, make: () => ({ kind: 'open' }) },
  { pattern: /[)\]】」]/g, make: () => ({ kind: 'close' }) },
];

/** No exchange's id: a company that is not named. */
const SOMEONE_ELSE = '?';

const rulesOf = (label: boolean) =>
  new Map<Lexicon, readonly Rule[]>(
    LANGUAGES.map((lexicon) => [
      lexicon,
      [
        ...(label ? lexicon.labels : []).map((entry) => ruleOf(entry, lexicon.spaced)),
        ...lexicon.entries.map((entry) => ruleOf(entry, lexicon.spaced)),
        ...REGIONS.map((entry) => ruleOf(entry, true)),
        COUNTRY_RULE,
      ],
    ]),
  );

const NONE: readonly Rule[] = [];
const RULES = rulesOf(false);
const LABEL_RULES = rulesOf(true);

/**
 * The known words of one sentence, in order, none overlapping: the longest wins, then the earlier rule.
 * `taken` are tokens found by other means, whose ground is theirs.
 */
export function scan(
  sentence: string,
  lexicon: Lexicon,
  names: readonly Rule[],
  taken: readonly Token[],
): Token[] {
  return scanWith(join(RULES.get(lexicon) ?? NONE, names), sentence, taken);
}

/** As `scan`, for a name or a headline as status pages write them. */
export function scanLabel(label: string, lexicon: Lexicon, names: readonly Rule[]): Token[] {
  return scanWith(join(LABEL_RULES.get(lexicon) ?? NONE, names), label, []);
}

interface Found {
  readonly token: Token;
  readonly rank: number;
}

/** Posts share most of their sentences, and a feed shows the same posts again: what was found in one is kept. */
const MAX_KNOWN = 2_000;
const known = new WeakMap<readonly Rule[], Map<string, readonly Found[]>>();

function foundIn(rules: readonly Rule[], text: string): readonly Found[] {
  const texts = known.get(rules) ?? new Map<string, readonly Found[]>();
  known.set(rules, texts);
  const before = texts.get(text);
  if (before !== undefined) return before;
  if (texts.size >= MAX_KNOWN) texts.clear();
  const found = findWords(rules, text);
  texts.set(text, found);
  return found;
}

/** All words that the rules know, the longest first. */
function findWords(rules: readonly Rule[], text: string): readonly Found[] {
  const found: Found[] = [];
  for (const [rank, { longest, make, pattern }] of rules.entries()) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      if (match[0] === '') pattern.lastIndex += 1;
      const made = match[0] === '' ? null : make(match);
      if (made === null) continue;
      const words = longest?.(match) ?? match[0];
      const end = match.index + words.length;
      pattern.lastIndex = end;
      found.push({ token: { ...made, start: match.index, end, text: words }, rank });
    }
  }
  return found.toSorted((a, b) => lengthOf(b.token) - lengthOf(a.token) || a.rank - b.rank);
}

function scanWith(rules: readonly Rule[], text: string, taken: readonly Token[]): Token[] {
  const isTaken = new Uint8Array(text.length);
  for (const { end, start } of taken) isTaken.fill(1, start, end);
  const kept = [...taken];
  for (const { token } of foundIn(rules, text)) {
    // The longest come first, so that what is taken always reaches to an end of what it overlaps.
    if (isTaken[token.start] === 1 || isTaken[token.end - 1] === 1) continue;
    isTaken.fill(1, token.start, token.end);
    kept.push(token);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** The rules of a language and a table of names, put together once. */
const joined = new WeakMap<readonly Rule[], WeakMap<readonly Rule[], readonly Rule[]>>();

function join(own: readonly Rule[], names: readonly Rule[]): readonly Rule[] {
  const withNames = joined.get(own) ?? new WeakMap<readonly Rule[], readonly Rule[]>();
  joined.set(own, withNames);
  const rules = withNames.get(names) ?? [...own, ...names, ...PUNCTUATION];
  withNames.set(names, rules);
  return rules;
}

function lengthOf({ start, end }: Token): number {
  return end - start;
}

function ruleOf(entry: LexiconEntry, spaced: boolean): Rule {
  const written = entry.at(-1) as string;
  const isCased = written.startsWith('=');
  const source = isCased ? written.slice(1) : written;
  const pattern = new RegExp(
    spaced ? `(?<![A-Za-z0-9])(?:${source})(?![A-Za-z0-9])` : source,
    isCased ? 'g' : 'gi',
  );
  const token = tokenOf(entry);
  return { pattern, make: () => token };
}

function tokenOf(entry: LexiconEntry): Unplaced {
  switch (entry[0]) {
    case 'component':
      return { kind: 'component', components: entry[1].split(' ') };
    case 'predicate':
      return { kind: 'predicate', happening: entry[1], form: entry[2] };
    case 'mark':
      return { kind: 'mark', mark: entry[1] };
    case 'region':
      return { kind: 'region', region: entry[1] };
    case 'and':
    case 'comma':
    case 'list':
      return { kind: 'join', join: entry[0] };
    case 'someone else':
      return { kind: 'exchange', exchange: SOMEONE_ELSE };
    default:
      return { kind: entry[0] };
  }
}
