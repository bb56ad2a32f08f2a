import { LEVELS } from '#src/domain/guild.ts';
import type { Level } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { normalizeSelector } from '#src/domain/selector.ts';
import { exchangeOf } from '#src/domain/service.ts';
import { openingOf } from '#src/delivery/audience/opening.ts';
import { wants } from '#src/delivery/audience/wants.ts';
import type { Interest, Want } from '#src/delivery/audience/wants.ts';
import type { Played } from '#src/replay/replay.ts';

import { explainBadSelector } from './explain-bad-selector.ts';

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

/** What a channel with one subscription could be told, and whether it wants it, and why, by the notice's id. */
export interface Followed {
  readonly told: readonly Notice[];
  readonly wants: ReadonlyMap<string, Want>;
}

/** What was told to all, and what joins unnoticed: a beginning for those who follow just that. */
export function asFollowed(
  interest: Interest,
  { refreshed, told: toAll }: Pick<Played, 'told' | 'refreshed'>,
  majorsOf: (exchange: string) => readonly string[],
): Followed {
  const openings = refreshed.flatMap(({ notice }) => openingOf(notice) ?? []);
  const incidents = new Set<string>();
  const wanted = new Map<string, Want>();
  const told = [...toAll, ...openings]
    .toSorted((a, b) => a.at - b.at)
    .filter((notice) => {
      const isKnown = incidents.has(notice.incident);
      if (isKnown && openings.includes(notice)) return false;
      const majors = majorsOf(exchangeOf(notice.services[0]));
      const want = wants(interest, notice, { majors, told: isKnown });
      if (want.kind === 'wanted') incidents.add(notice.incident);
      wanted.set(notice.id, want);
      return want.kind === 'wanted' || !openings.includes(notice);
    });
  return { told, wants: wanted };
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
