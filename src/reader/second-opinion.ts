import type { AnnouncementResult, IgnoreReason } from './announcement.ts';
import { featuresOf } from './ngrams.ts';
import type { PostWords } from './scan-post.ts';
import { BIAS, SCALE, WEIGHTS } from './second-opinion-weights.ts';

/**
 * A second opinion on whether a text tells of a service: letters in a row, weighed by what the corpus taught
 * (`npm run reader:train`). It can only ask, never tell: where it is sure and the rules are silent, the operator gets a
 * line.
 */
const SURE = 0.9;
const MAX_TEXT = 400;

/** Reasons that leave it open whether the rules understood the text. With any other they did, and it is no news. */
const OPEN: ReadonlySet<IgnoreReason> = new Set([
  'condition',
  'fiat',
  'no change',
  'no exchange',
  'no service',
  'undated',
  'unknown name',
  'unsure',
]);

/** How likely a text is to tell of a halt, a slowdown or a return: 0…1. */
export function relevanceOf(text: string): number {
  const features = featuresOf(text.slice(0, MAX_TEXT));
  let sum = BIAS;
  for (const [bucket, value] of features) sum += ((WEIGHTS[bucket] ?? 0) * value) / SCALE;
  return 1 / (1 + Math.exp(-sum));
}

/** Whether a post seems to tell of a service, and nothing in it was understood. */
export function isGap(
  { body, title }: PostWords,
  { endings, ignored, readings }: AnnouncementResult,
): boolean {
  if (readings.length + endings.length > 0 || ignored === null) return false;
  const reason = ignored.slice(0, ignored.indexOf(':')) as IgnoreReason;
  return OPEN.has(reason) && relevanceOf(title ?? body ?? '') >= SURE;
}
