import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Moment, Subject, Token } from '#src/names/token.ts';

import type { AnnouncementContext } from './announcement.ts';
import type { Assertion } from './assertion.ts';

/** What one clause says, with all that it takes over from its surroundings. */
export interface ClauseFinding {
  readonly assertion: Assertion;
  readonly subjects: readonly Subject[];
  readonly places: readonly AssetOnNetwork[];
  readonly pairs: readonly { readonly base: string; readonly quote: string }[];
  readonly moments: readonly Moment[];
  /** Other clauses of its sentence tell when. */
  readonly lentTime: boolean;
  readonly regions: readonly string[];
  readonly because: readonly string[];
  /** What it takes from other sentences makes it less sure. */
  readonly inherited: boolean;
  /** It names no service itself. */
  readonly borrowed: boolean;
  readonly hearsay: boolean;
  readonly indefinite: boolean;
  readonly text: string;
  readonly marketing: boolean;
  /** It tells of an end for good. */
  readonly ending: boolean;
  /** It is of a coin that the text delists. */
  readonly ofEnded: boolean;
  /** What it says that it leaves out. */
  readonly except: { readonly subjects: readonly Subject[]; readonly places: readonly AssetOnNetwork[] };
  readonly isTitle: boolean;
  /** How many updates came before it in its post. */
  readonly update: number;
  /** It is not said, and follows from what a title says of a network. */
  readonly implied: boolean;
  /** Of wallets is told, which means deposits and withdrawals. */
  readonly byWallet: boolean;
  /** "Now available on Kraken", "Norq is now available": it is opened, and was not closed. */
  readonly isLaunched: boolean;
  /** It is not open yet, and was not closed. */
  readonly notYet: boolean;
  /** Only some users are concerned. */
  readonly some: boolean;
  /** "All" is said. */
  readonly all: boolean;
}

export interface Findings {
  readonly hasTitle: boolean;
  readonly findings: readonly ClauseFinding[];
  /** Times of sentences that claim nothing themselves: "It will take about an hour." */
  readonly moments: readonly Moment[];
  readonly context: readonly AnnouncementContext[];
  /** What is given up for good. */
  readonly endings: readonly EndingWords[];
}

/** A sentence that tells of an end for good. */
export interface EndingWords {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Its words are of pairs: the coins that it names are traded on for something else. */
  readonly ofPairs: boolean;
  /** Names some, of which it is about those alone. */
  readonly namesPairs: boolean;
  readonly regions: readonly string[];
  /** What the text gives up, for a line that names none: "Deposits end: 9 March". */
  readonly ended: readonly AssetOnNetwork[];
}
