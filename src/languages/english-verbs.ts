import type { LexiconEntry } from './lexicon.ts';
import type { PredicateForm, Happening } from '#src/names/token.ts';

/** base, third person, gerund, past and participle: as alternatives where a verb has two. */
type Verb = readonly [Happening, base: string, present: string, gerund: string, past: string];

const REGULAR: Readonly<Partial<Record<Happening, string>>> = {
  halt: 'suspend halt pause disable stop close freeze block interrupt deactivate restrict lock extend prolong',
  end: 'end cease discontinue terminate',
  degrade: 'delay slow degrade disrupt fail lag struggle malfunction deteriorate throttle',
  affect: 'affect impact hinder',
  resume:
    'resume reopen re-open restore reenable re-enable restart reinstate reactivate re-activate unfreeze unpause unblock unsuspend normalise normalize relaunch',
  open: 'open',
  launch: 'enable activate unlock allow',
  resolve: 'resolve fix lift solve rectify remedy mitigate repair',
  complete: 'complete finish conclude finalise finalize',
  cancel: 'postpone reschedule',
};

/** In other forms these are nouns, as a rule: "connection limits". */
const NEVER = '(?!)';

const IRREGULAR: readonly Verb[] = [
  ['degrade', NEVER, NEVER, 'limiting', 'limited'],
  ['halt', 'freeze', 'freezes', 'freezing', 'froze|frozen'],
  ['halt', 'shut (?:down|off)', 'shuts (?:down|off)', 'shutting (?:down|off)', 'shut (?:down|off)'],
  ['halt', 'stop working', 'stops working', 'stopping working', 'stopped working'],
  ['halt', 'switch off', 'switches off', 'switching off', 'switched off'],
  [
    'resume',
    'switch (?:back )?on',
    'switches (?:back )?on',
    'switching (?:back )?on',
    'switched (?:back )?on',
  ],
  ['halt', 'turn off', 'turns off', 'turning off', 'turned off'],
  [
    'halt',
    'take (?:down|offline)|put on hold|place on hold',
    'takes (?:down|offline)',
    'taking (?:down|offline)|putting (?:\\w+ )?on hold',
    'taken (?:down|offline)|took (?:down|offline)|put on (?:temporary )?hold|placed on (?:temporary )?hold|pulled(?: offline)?|cut off',
  ],
  [
    'halt',
    'go (?:down|offline|dark)',
    'goes (?:down|offline)',
    'going (?:down|offline)',
    'went (?:down|offline)|gone (?:down|offline)|crashed',
  ],
  [
    'resume',
    'come back(?: (?:online|up))?|bring back(?: (?:online|up))?|go back online|get back to normal|return to (?:normal|service|full operation)|turn (?:back )?on|be back(?: (?:up|online|to normal))?',
    'comes back(?: (?:online|up))?|returns to (?:normal|service)',
    'coming back(?: (?:online|up))?|bringing back|returning to (?:normal|service)|turning (?:back )?on',
    'came back(?: (?:online|up))?|brought back(?: (?:online|up))?|returned to (?:normal|service)|turned (?:back )?on|back on',
  ],
  ['resume', 'recover', 'recovers', 'recovered', 'recovered'],
  ['resolve', 'sort out|clear up', 'clears up', 'clearing up', 'addressed|sorted(?: out)?|cleared(?: up)?'],
  ['cancel', 'cancel|call off', 'cancels|calls off', 'cancell?ing|calling off', 'cancell?ed|called off'],
];

/** Past tenses whose last consonant doubles, and participles that break the rule. */
const DOUBLED = new Set(['stop', 'cap']);

function inflect(happening: Happening, base: string): Verb {
  if (base === 'hit') return [happening, 'hit', 'hits', 'hitting', 'hit'];
  if (base === 'freeze' || base === 'unfreeze')
    return [happening, base, `${base}s`, `${base.slice(0, -1)}ing`, base.replace('freeze', 'fro(?:ze|zen)')];
  const stem = base.endsWith('e')
    ? base.slice(0, -1)
    : base.endsWith('p') && DOUBLED.has(base)
      ? `${base}p`
      : base;
  return [happening, base, /(?:s|x|sh|ch)$/.test(base) ? `${base}es` : `${base}s`, `${stem}ing`, `${stem}ed`];
}

const FORMS: readonly PredicateForm[] = ['base', 'present', 'gerund', 'past'];

/** Every inflected form of the verbs that tell of a halt, a slowdown or a return: an entry for each form and meaning. */
export const ENGLISH_VERBS: readonly LexiconEntry[] = FORMS.flatMap((form, i) =>
  [...Map.groupBy(allVerbs(), ([happening]) => happening)].map(
    ([happening, verbs]) =>
      ['predicate', happening, form, longestFirst(verbs.map((patterns) => String(patterns[i + 1])))] as const,
  ),
);

function allVerbs(): readonly Verb[] {
  const regular = Object.entries(REGULAR).flatMap(([happening, verbs]) =>
    verbs.split(' ').map((verb) => inflect(happening as Happening, verb)),
  );
  return [...regular, ...IRREGULAR];
}

/** "Stopped working" before "stopped": of alternatives the first that fits is taken. */
function longestFirst(patterns: readonly string[]): string {
  return patterns.toSorted((a, b) => b.length - a.length).join('|');
}
