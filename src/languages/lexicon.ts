import type { IgnoreReason } from '#src/reader/announcement.ts';
import type { PredicateForm, Happening, MarkName } from '#src/names/token.ts';

import type { TimeWords } from './time-words.ts';

export type LanguageCode = 'en' | 'zh' | 'ko' | 'ja';

/**
 * What a pattern stands for. It is the source of a regular expression, matched without regard to case, except where it
 * begins with "=".
 */
export type LexiconEntry =
  | readonly ['component', string, pattern: string]
  | readonly ['predicate', Happening, PredicateForm, pattern: string]
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
        | 'someone else'
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
  readonly entries: readonly LexiconEntry[];
  readonly topics: readonly Topic[];
  /** The zone, an IANA name, of times that name none. */
  readonly zone: string;
  readonly time: TimeWords;
  /** A line with one of these letters is in this language. The language without any is the one for all else. */
  readonly script: RegExp | null;
  readonly names: NameHints;
  /** Words between the items of a list of names. */
  readonly listWords: string;
  /** Words that name a part of an exchange where they stand in a name or a headline. */
  readonly labels: readonly LexiconEntry[];
  /** Words that add nothing to "all services": their use, their operation. */
  readonly ofAll: string;
  /** One coin goes over into another, whose services are new. */
  readonly swapped: string;
  /** Says of an end that it is only possible: "may be delisted". Where the predicate comes last it follows, else it leads. */
  readonly possible: string;
  /** Words of what passes: a trouble that has one of them beside it is no end for good. */
  readonly passing: string;
  /** Predicates that say how it is now, and not that this has changed: "now available". */
  readonly nowOpen: string;
  /** Says that what runs goes on for longer than was told. */
  readonly extended: string;
  /** Of a service that is there to practise or to test with: nothing of value is in it. */
  readonly practice: string;
  /** Where real coins move, as against a testnet. */
  readonly mainnet: string;
  /** Ends predicates of what goes on: what is being restored is not back, and "during the halt" is said of something else. */
  readonly during: string;
  /** Says sorry. What is told with it is known. */
  readonly apology: string;
  /** Predicates that say what may not be done, as terms do: "cannot". */
  readonly barred: string;
  /** Says of what is not open that it has not been so before. */
  readonly notYet: string;
  /** Words that announce more words, and when. */
  readonly nextWord: string;
  /** How a headline says that the exchange goes along with the upgrade of a network, for which it closes this. */
  readonly chainWork: string;
  /** Words that begin what is said later of trouble that the headline still tells: "Update - …". */
  readonly updating: string;
  /** Words that begin what is said of it first: "Investigating - …". */
  readonly investigating: string;
  /** Predicates of what works that say so of now and before: nothing has come back. */
  readonly untouched: string;
  /** What is said of what works: none of it is hit. Sources of regular expressions, for one clause. */
  readonly unaffected: string;
  /** Words of work, of what is planned, of its being called off, of its being put off, and of the time it is put off to. */
  readonly amending: {
    readonly works: string;
    readonly planned: string;
    readonly calledOff: string;
    readonly putOff: string;
    readonly movedTo: string;
  };
  /** From here to the end of its clause a headline names what is not hit: "no impact on". */
  readonly sparing: string;
  /** Words that say of a text only what it is: "notice of". */
  readonly noticeWords: string;
  /** Words of headlines that name nothing: what is left beside them is the name of something. Alternatives, the longest first. */
  readonly naming: string;
  /** Words right behind a service that leave it one: how it goes on, and parts of its own. Only where words are set apart. */
  readonly follows: string;
  /** Words that notices have around what they tell: what moves, causes, who does it. None is of what they tell itself. */
  readonly around: string;
  /** Where a headline goes on to something else. */
  readonly turns: string;
  /** Where a sentence begins though no full stop stands before it, and the words behind which none does. */
  readonly opening: string;
  readonly goesOn: string;
}

/** How a language shows that something is named that no list holds. Sources of regular expressions. */
interface NameHints {
  /** Words for a chain behind its name: "network". */
  readonly chainWords: string;
  /** All coins, set beside a currency: "yen and crypto withdrawals". */
  readonly everyCoin: string;
  /** What stands for coins without their names ("certain tokens"), and names of the language's own shape. */
  readonly unlisted: {
    readonly some: string;
    readonly named: string;
    /** How those begin that the text names elsewhere: "the following tokens". */
    readonly refers: string;
  };
  /** What follows a name in Latin letters that is no coin: a bank. */
  readonly afterOtherNames: string;
  /** Words that move any coin of a chain, so that the name before them is the chain's: "Solana sends". */
  readonly chainMoves: string;
  /** Between a chain and a coin on it: "Polygon-based USDT". */
  readonly basedOn: string;
  /** What stands between a name and what is its: "'s". */
  readonly possessive: string;
  /** Words for pairs and contracts, whose end is no end of a coin. */
  readonly pairs: string;
  /** Labels of fields that list what a post is about: "affected assets". */
  readonly listLabels: string;
  /** Labels of fields that tell which services a post is about: "affected services". */
  readonly serviceLabels: string;
  /** What is done to a chain, in words that leave a coin beside them a coin: it is the coin that stands still. */
  readonly coinWork: string;
}
