import type { AnnouncementResult } from '#src/reader/announcement.ts';
import { readPost } from '#src/reader/read-announcement.ts';
import type { DecodeContext } from '#src/sources/source.ts';

import type { Post } from './post.ts';

/** What a post says: title and body are one text. */
export function understandPost(
  { body, publishedAt, title }: Post,
  { exchange, network, writing }: DecodeContext,
): AnnouncementResult {
  return readPost({ title, body }, { publishedAt, exchange, network, ...writing });
}
