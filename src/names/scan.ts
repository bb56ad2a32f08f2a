import { LANGUAGES } from '#src/languages/languages.ts';
import type { Entry, Lexicon } from '#src/languages/lexicon.ts';
import { REGIONS } from './regions.ts';
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

const RULES = new Map<Lexicon, readonly Rule[]>(
  LANGUAGES.map((lexicon) => [
    lexicon,
    [
      ...lexicon.entries.map((entry) => ruleOf(entry, lexicon.spaced)),
      ...REGIONS.map((entry) => ruleOf(entry, true)),
    ],
  ]),
);

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
  const found: { token: Token; rank: number }[] = [];
  const rules = [...(RULES.get(lexicon) ?? []), ...names, ...PUNCTUATION];
  for (const [rank, { pattern, make }] of rules.entries()) {
    for (const match of sentence.matchAll(pattern)) {
      const made = match[0] === '' ? null : make(match);
      if (made === null) continue;
      const end = match.index + match[0].length;
      found.push({ token: { ...made, start: match.index, end, text: match[0] }, rank });
    }
  }
  found.sort((a, b) => lengthOf(b.token) - lengthOf(a.token) || a.rank - b.rank);
  const kept = [...taken];
  for (const { token } of found) {
    if (kept.every((k) => k.end <= token.start || k.start >= token.end)) kept.push(token);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

function lengthOf({ start, end }: Token): number {
  return end - start;
}

function ruleOf(entry: Entry, spaced: boolean): Rule {
  const source = entry.at(-1) as string;
  const pattern = new RegExp(spaced ? `(?<![A-Za-z0-9])(?:${source})(?![A-Za-z0-9])` : source, 'gi');
  const token = tokenOf(entry);
  return { pattern, make: () => token };
}

function tokenOf(entry: Entry): Unplaced {
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
    default:
      return { kind: entry[0] };
  }
}
