import type { IgnoreReason } from '#src/reader/announcement.ts';
import type { Form, Happening, MarkName } from '#src/names/token.ts';

export type LanguageCode = 'en' | 'zh' | 'ko' | 'ja';

/** A pattern (the source of a regular expression, matched without regard to case) and what it stands for. */
export type Entry =
  | readonly ['component', string, pattern: string]
  | readonly ['predicate', Happening, Form, pattern: string]
  | readonly ['mark', MarkName, pattern: string]
  | readonly ['region', string, pattern: string]
  | readonly [
      (
        | 'whole'
        | 'wallet'
        | 'chain word'
        | 'and'
        | 'comma'
        | 'list'
        | 'on'
        | 'of'
        | 'contrast'
        | 'subordinator'
        | 'condition'
        | 'subordinate end'
        | 'cause'
        | 'except'
        | 'relative'
        | 'filler'
      ),
      pattern: string,
    ];

/** Words that make a whole text, or one sentence of it, no news of a service. */
export interface Topic {
  readonly reason: IgnoreReason;
  readonly scope: 'text' | 'sentence';
  readonly pattern: RegExp;
}

/** Everything the reader knows of a language. The algorithm knows none of its words. */
export interface Lexicon {
  readonly language: LanguageCode;
  /** Whether words are set apart, so that a pattern must match whole ones. */
  readonly spaced: boolean;
  /** Where a predicate looks for what it speaks of. */
  readonly order: 'subject first' | 'either';
  readonly entries: readonly Entry[];
  readonly topics: readonly Topic[];
  /** Minutes east of UTC of times that name no zone. */
  readonly offsetMinutes: number;
  /** A line with one of these letters is in this language. The language without any is the one for all else. */
  readonly script: RegExp | null;
  readonly names: NameHints;
}

/** How a language shows that something is named that no list holds. Sources of regular expressions. */
interface NameHints {
  /** Words for a chain behind its name: "network". */
  readonly chainWords: string;
  /** All coins, set beside a currency: "yen and crypto withdrawals". */
  readonly everyCoin: string;
  /** Names of coins and networks that stand for what is not listed: "certain tokens". */
  readonly unlisted: readonly string[];
  /** What follows a name in Latin letters that is no coin: a bank. */
  readonly afterOtherNames: string;
}
