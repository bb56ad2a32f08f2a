import { LEVELS } from '#src/domain/guild.ts';
import type { Level } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { explainBadSelector, normalizeSelector } from '#src/domain/selector.ts';
import { exchangeOf } from '#src/domain/service.ts';
import { wants } from '#src/delivery/wants.ts';
import type { Interest, Want } from '#src/delivery/wants.ts';

/** What a subscription follows, from the command line. Throws for what it cannot. */
export function interestFrom(
  selectors: readonly string[],
  level: string,
  exchanges: readonly string[],
): Interest {
  for (const selector of selectors) {
    const problem = explainBadSelector(selector, exchanges);
    if (problem !== null) throw new RangeError(problem);
  }
  if (!isLevel(level)) throw new RangeError(`"${level}" is no level; it is one of ${LEVELS.join(', ')}.`);
  return { selectors: selectors.map(normalizeSelector), level };
}

function isLevel(word: string): word is Level {
  return (LEVELS as readonly string[]).includes(word);
}

/** Of each notice, by its id, whether a channel with one subscription would be told, and why. */
export function wantsOf(
  interest: Interest,
  told: readonly Notice[],
  majorsOf: (exchange: string) => readonly string[],
): ReadonlyMap<string, Want> {
  const incidents = new Set<string>();
  return new Map(
    told.map((notice) => {
      const majors = majorsOf(exchangeOf(notice.services[0]));
      const want = wants(interest, notice, { majors, told: incidents.has(notice.incident) });
      if (want.kind === 'wanted') incidents.add(notice.incident);
      return [notice.id, want];
    }),
  );
}

/** The reasons of `wants`, as sentences. */
const REASONS: Readonly<Record<Want['because'], string>> = {
  selected: 'it is about what is followed',
  contains: 'it is about a part of what is followed, or about what contains it',
  follow_up: 'the channel was told of this incident before',
  elsewhere: 'it is about something else',
  level: 'the level asks for less',
  detail: 'it is one coin or pair among many, which only the level "detailed" asks for',
  never_told: 'it is the end of what the channel was never told of',
};

export function explainWant({ because, kind }: Want): string {
  return `${kind === 'wanted' ? 'wanted' : 'not wanted'} (${because}): ${REASONS[because]}`;
}
