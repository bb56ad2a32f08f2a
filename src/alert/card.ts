import type { Text } from './text.ts';

/** What kind of news it is, by its shape: it says so without colour. */
export const SYMBOLS = {
  good: '✅',
  warning: '⚠️',
  bad: '❌',
  maintenance: '🔧',
  unseen: '❔',
  switching: '🔁',
  ending: '📅',
} as const;

export type Tone = keyof typeof SYMBOLS;

/** A notice or a view as people read it, in one language. Whoever shows it adds the symbol of its tone. */
export interface Card {
  readonly tone: Tone;
  /** Complete alone, and short: at most 80 characters that a reader sees. */
  readonly headline: Text;
  /** The least that one needs next, a line each. */
  readonly rows: readonly Text[];
  /** In whose words, and where to read them; a line each. */
  readonly evidence: readonly Text[];
  /** What works all the same; a line, below the evidence. */
  readonly footer: readonly Text[];
  /** Of news: when it was so, in epoch milliseconds. */
  readonly at?: number;
}

export const HEADLINE_MAX = 80;
