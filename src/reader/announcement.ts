import type { LanguageCode } from '#src/languages/lexicon.ts';

import type { Component, ServicePath } from '#src/domain/service.ts';

/** What an announcement says happens to a service. `scheduled` is a halt that lies ahead. */
export type AnnouncedEffect = 'halted' | 'degraded' | 'resumed' | 'scheduled';

/** One thing that was understood. Times are epoch milliseconds; `null` where nothing is said. */
export interface AnnouncementReading {
  readonly service: ServicePath;
  readonly effect: AnnouncedEffect;
  readonly from: number | null;
  readonly until: number | null;
  /** 0…1; a reading at or above `SURE_ENOUGH` may be acted on. */
  readonly sure: number;
  /** The phrases that decided, in the order of the text. */
  readonly because: readonly string[];
  /** Where it holds, when it does not hold everywhere: `UK`, `KR`. */
  readonly regions: readonly string[];
  /** What it leaves out: "all withdrawals except BTC". */
  readonly except: readonly ServicePath[];
  /** Only some accounts are concerned. */
  readonly accounts?: 'some';
  /** Only the day of `from` is told. */
  readonly dayOnly?: true;
}

/** Something that is given up for good: a delisted coin, a rail, a country. */
export interface AnnouncedEnding {
  readonly service: ServicePath;
  /** Epoch milliseconds; `null` where nothing is said. */
  readonly at: number | null;
  readonly regions: readonly string[];
}

/** Something that was read and is not acted on, and why. */
export interface AnnouncementContext {
  readonly text: string;
  readonly why: IgnoreReason;
}

export const IGNORE_REASONS = {
  delisting: 'a delisting: the service ends for good and is not down',
  listing: 'a listing: something new opens, nothing comes back',
  marketing: 'marketing',
  product: 'a change of a product or of how it is used by programs',
  terms: 'a change of terms and conditions',
  practice: 'about a place to practise or to test in',
  denial: 'a denial: it says that this is not so',
  question: 'a question',
  history: 'the past, told as history',
  warning: 'a warning of fraud',
  accounts: 'it concerns accounts that miss a requirement, not the service',
  condition: 'only a possibility or a condition',
  hearsay: 'hearsay',
  undated: 'announced for the future without a date',
  past: 'a window that is over',
  cancelled: 'a plan that was called off',
  unaffected: 'it says that the service works',
  'third party': 'about another company',
  unsure: 'not sure enough',
  unlike: 'it does not read like news of a service',
  fiat: 'about fiat money in general, with no currency named',
  'unknown name': 'about a coin or network that is not known, or not named',
  'no exchange': 'no exchange is named',
  'no service': 'no service is named',
  'no change': 'nothing is said to halt, slow down or resume',
} as const;

export type IgnoreReason = keyof typeof IGNORE_REASONS;

export interface AnnouncementResult {
  /** Only what is sure enough to act on. */
  readonly readings: readonly AnnouncementReading[];
  /** Why there are no readings; `null` when there are some. */
  readonly ignored: string | null;
  /** What ends for good. It is neither an outage nor a maintenance. */
  readonly endings: readonly AnnouncedEnding[];
  readonly context: readonly AnnouncementContext[];
}

/** How an exchange writes. */
export interface Writing {
  /** The zone, an IANA name, of times that name none. Else the language's. */
  readonly zone?: string | undefined;
  /** Its language, where the letters of a text leave that open. */
  readonly language?: LanguageCode | undefined;
  /** What it trades, where that is not spot: there "trading" means this. */
  readonly trades?: Component | undefined;
  /** The forms that many of its posts have. */
  readonly templates?: readonly Template[] | undefined;
}

export interface ReadOptions extends Writing {
  /** When it was published, epoch milliseconds: relative times count from here. */
  readonly publishedAt: number;
  /** The exchange that speaks, if known; else the first that the text names. */
  readonly exchange?: string | undefined;
  /** Exchange ids by the names that texts use, in lower case; added to the reader's own. */
  readonly exchanges?: Readonly<Record<string, string>> | undefined;
  /** The canonical name of a network. Receives the reader's own name of it, such as `TRC20`, or a ticker. */
  readonly network?: ((name: string) => string) | undefined;
}

/** A form that many posts of an exchange have: `posts:` in its file. */
export interface Template {
  /** Fits a title, with named groups `coin`, `network`, `pair`, `time`, `from`, `until`. */
  readonly match: RegExp;
  readonly effect: AnnouncedEffect | 'ended' | 'nothing';
  /** Components that it is about; none for the whole exchange. */
  readonly services: readonly Component[];
}

/** The sureness from which a reading may be acted on. */
export const SURE_ENOUGH = 0.7;
