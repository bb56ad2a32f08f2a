import { LANGUAGES } from '#src/languages/languages.ts';

import { findMoments } from './find-moments.ts';
import type { MomentOptions } from './find-moments.ts';

const LEADING = new RegExp(
  String.raw`(?:(?<=\s)(?:${LANGUAGES.map(({ time }) => time.glue).join('|')})\s+)+$`,
  'i',
);

/** A time is no name: "ALGO at 6:00 am UTC on May 28, 2026", "14:00 (UTC+8)". */
export function withoutTimes(
  text: string,
  { publishedAt, zone }: Pick<MomentOptions, 'publishedAt' | 'zone'>,
): string {
  const { idle, tokens } = findMoments(text, { publishedAt, zone, day: null });
  return [...tokens, ...idle]
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { end, start }) => `${rest.slice(0, start).replace(LEADING, '')} ${rest.slice(end)}`, text)
    .trim();
}
