import type { Component } from '#src/domain/service.ts';

/** What a clause speaks of: a component, or the whole exchange. */
export type Subject = Component | 'exchange';

/** What happens, as one verb, adjective or noun tells it. */
export type Happening =
  | 'halt'
  | 'maintain'
  | 'degrade'
  | 'affect'
  | 'resume'
  | 'open'
  | 'launch'
  | 'normal'
  | 'resolve'
  /** It is given up for good, or it is over: what it is said of tells. */
  | 'end'
  | 'complete'
  | 'cancel';

/**
 * How a predicate stands in its sentence. English forms take their tense from the words before them;
 * the other languages carry it in the ending, so that the lexicon already knows it.
 */
export type PredicateForm =
  | 'base'
  | 'present'
  | 'gerund'
  | 'past'
  | 'noun'
  | 'adjective'
  | 'governing'
  | 'done'
  | 'was'
  | 'now'
  | 'future'
  | 'conditional'
  | 'negated'
  | 'plain';

export type MarkName =
  | 'future'
  | 'done'
  | 'be'
  | 'now'
  | 'remain'
  | 'conditional'
  | 'not'
  | 'no longer'
  | 'for good'
  | 'yet'
  | 'earlier'
  | 'again'
  | 'all'
  | 'some'
  | 'fiat'
  | 'subject'
  | 'indefinite'
  | 'planned'
  | 'other'
  | 'causative'
  | 'expected'
  | 'pronoun'
  | 'including'
  | 'hearsay';

interface Spot {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Epoch milliseconds. `role` says which end of a window an instant is, where the words tell. */
export type Moment =
  | {
      readonly kind: 'instant';
      readonly at: number;
      readonly role: 'from' | 'until' | 'open';
      /** Only the day is told. */ readonly wholeDay?: true;
    }
  | { readonly kind: 'window'; readonly from: number; readonly until: number }
  | /** `ahead`: "in two hours". */ { readonly kind: 'duration'; readonly ms: number; readonly ahead?: true };

export type Token = Spot &
  (
    | { readonly kind: 'component'; readonly components: readonly string[] }
    | { readonly kind: 'whole' | 'wallet' }
    | { readonly kind: 'predicate'; readonly happening: Happening; readonly form: PredicateForm }
    | { readonly kind: 'mark'; readonly mark: MarkName }
    | {
        readonly kind: 'asset';
        readonly asset: string;
        readonly chain: string | null;
        readonly weak: boolean;
      }
    | { readonly kind: 'network'; readonly network: string }
    | { readonly kind: 'rail'; readonly asset: string; readonly network: string }
    | { readonly kind: 'pair'; readonly base: string; readonly quote: string }
    | { readonly kind: 'place'; readonly asset: string; readonly network: string | null }
    | { readonly kind: 'chain word' }
    | { readonly kind: 'exchange'; readonly exchange: string }
    | { readonly kind: 'region'; readonly region: string }
    | { readonly kind: 'time'; readonly moment: Moment }
    | { readonly kind: 'join'; readonly join: 'and' | 'comma' | 'list' }
    | { readonly kind: 'dash' | 'colon' | 'open' | 'close' | 'on' | 'of' }
    | {
        readonly kind:
          | 'contrast'
          | 'subordinator'
          | 'condition'
          | 'subordinate end'
          | 'cause'
          | 'except'
          | 'relative'
          | 'filler';
      }
  );

export type TokenOf<K extends Token['kind']> = Extract<Token, { kind: K }>;
export type PredicateToken = TokenOf<'predicate'>;

/** A token that is not yet anywhere in a text. */
export type Unplaced = Token extends infer T ? (T extends Token ? Omit<T, keyof Spot> : never) : never;
