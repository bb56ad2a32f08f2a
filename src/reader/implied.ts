import { LANGUAGES } from '#src/languages/languages.ts';
import { placesOf } from '#src/names/scope.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { Finding } from './finding.ts';
import { momentsOf } from './moments.ts';
import type { ScannedSentence } from './sentences.ts';

const CHAIN_WORK = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.chainWork, 'i')]));

/** "Will support the Injective network upgrade": for that, deposits and withdrawals of the network close. */
export function impliedBy({ lexicon, text, tokens }: ScannedSentence): Finding[] {
  const places = placesOf(tokens).filter(({ asset, network }) => asset !== UNKNOWN && network !== UNKNOWN);
  const isOver = tokens.some(
    (t) => t.kind === 'predicate' && (t.happening === 'complete' || t.happening === 'cancel'),
  );
  if (isOver || places.length === 0 || CHAIN_WORK.get(lexicon)?.test(text) !== true) return [];
  return [
    {
      verdict: { kind: 'trouble', effect: 'halted', tense: 'future', background: false },
      subjects: ['deposits', 'withdrawals'],
      places,
      pairs: [],
      moments: momentsOf(tokens),
      regions: [],
      because: [text],
      inherited: false,
      borrowed: false,
      hearsay: false,
      indefinite: false,
      text,
      marketing: false,
      ending: false,
      except: { subjects: [], places: [] },
      isTitle: true,
      implied: true,
      some: false,
      all: false,
    },
  ];
}
