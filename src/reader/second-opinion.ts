import type { AnnouncementResult, IgnoreReason } from './announcement.ts';
import { featuresOf } from './ngrams.ts';
import type { PostWords } from './scan-post.ts';
import { BIAS, SCALE, WEIGHTS } from './second-opinion-weights.ts';

/**
 * A second opinion on whether a post tells of a service: letters and words in a row, weighed by what the corpus taught
 * (`npm run reader:train`). It can only ask, never tell: where it is sure and the rules are silent, or where the rules
 * read what does not look like news of a service at all, the operator gets a line.
 */
const SURE = 0.9;
const DOUBTFUL = 0.15;

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

/**
 * How likely a post is to tell of a halt, a slowdown, a return or an end: 0…1. A headline says what a post is about, and
 * its first sentences what the headline means: each counts as much as the other.
 */
export function relevanceOf({ body, title }: PostWords): number {
  const whole = likelihoodOf([title, body].filter((part) => part !== undefined).join('\n'));
  return title === undefined || body === undefined ? whole : (whole + likelihoodOf(title)) / 2;
}

function likelihoodOf(text: string): number {
  let sum = BIAS;
  for (const [bucket, value] of featuresOf(text)) sum += ((WEIGHTS[bucket] ?? 0) * value) / SCALE;
  return 1 / (1 + Math.exp(-sum));
}

/** Whether a post looks like news of a service, or not at all, whatever the rules make of it. */
export function secondOpinion(post: PostWords): 'likely' | 'open' | 'unlike' {
  const relevance = relevanceOf(post);
  if (relevance >= SURE) return 'likely';
  return relevance < DOUBTFUL ? 'unlike' : 'open';
}

/** Whether a post seems to tell of a service, and nothing in it was understood. */
export function isGap(post: PostWords, { endings, ignored, readings }: AnnouncementResult): boolean {
  if (readings.length + endings.length > 0 || ignored === null) return false;
  const reason = ignored.slice(0, ignored.indexOf(':')) as IgnoreReason;
  return OPEN.has(reason) && secondOpinion(post) === 'likely';
}
