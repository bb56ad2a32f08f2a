import { readFileSync } from 'node:fs';

import { parse } from 'yaml';
import { z } from 'zod';

const postSchema = z.strictObject({
  kind: z.string(),
  /** Absent where a feed has no titles. */
  title: z.string().optional(),
  /** Absent where a feed supplies titles alone. */
  body: z.string().optional(),
  exchange: z.string(),
  published: z.iso.datetime(),
  /** As in the other files of the corpus; `ending` is an effect of its own. */
  expect: z.array(z.string()).default([]),
  ignored: z.literal(true).optional(),
});
const feedSchema = z.record(z.string(), z.array(postSchema));

/** `unseen` is scored; nobody looks at its posts or at what was read wrong in them. */
export const FEED_HALVES = ['seen', 'unseen'] as const;

/** `fresh` are rounds of posts that were scored on first sight, and mended afterwards. */
export const FEED_PARTS = [...FEED_HALVES, 'fresh'] as const;

export type FeedPart = (typeof FEED_PARTS)[number];

export type FeedPost = z.infer<typeof postSchema> & { readonly language: string };

/** Whole posts, as feeds bring them, with what should be read of each. */
export function loadFeed(part: FeedPart): FeedPost[] {
  return loadPosts(new URL(`./corpus/feed-${part}.yaml`, import.meta.url));
}

/** Any file of posts in the feed's form. */
export function loadPosts(file: URL | string): FeedPost[] {
  const text = readFileSync(file, 'utf8');
  return Object.entries(feedSchema.parse(parse(text))).flatMap(([language, posts]) =>
    posts.map((post) => ({ ...post, language })),
  );
}
