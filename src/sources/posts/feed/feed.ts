import { z } from 'zod';

import { readInstant } from '#src/sources/instant.ts';
import type { Post } from '#src/sources/posts/post.ts';
import { readPosts } from '#src/sources/posts/read-posts.ts';
import { requestKeys } from '#src/sources/api/request-keys.ts';
import { onlyAnswer } from '#src/sources/only-answer.ts';
import { SourceError } from '#src/sources/source.ts';
import type { SourceType } from '#src/sources/source.ts';

import { parseEntries } from './parse-entries.ts';
import type { FeedEntry } from './parse-entries.ts';
import { oldestFirst } from './updates.ts';

const schema = z.object({
  url: requestKeys.url.meta({
    description: 'The address of an RSS, Atom or JSON feed.',
    examples: ['https://blog.example.com/feed.xml'],
  }),
});

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8';

/** Feeds of announcements: RSS, RDF, Atom, JSON Feed. */
export const feed: SourceType<typeof schema> = {
  summary: 'Announcements in RSS, RDF, Atom or JSON Feed, read by the words in them.',
  speaks: 'statements',
  venue: 'announcements',
  schema,
  minEveryMs: 30_000,
  requests: ({ url }) => [{ url, headers: { accept: ACCEPT } }],
  decode(_, answers, context) {
    const entries = parseEntries(onlyAnswer(answers).body);
    const posts = entries.flatMap(postOf);
    if (posts.length === 0 && entries.length > 0)
      throw new SourceError(
        'broken',
        'No entry of the feed has both a text and the time of its publication.',
      );
    return readPosts(posts, context);
  },
};

/** An entry without a time cannot be told from one of years ago, so it says nothing. */
function postOf({ body, id, link, publishedAt, title }: FeedEntry): Post[] {
  const time = readInstant(publishedAt);
  const headline = title ?? body;
  const name = id ?? link ?? headline;
  if (time === undefined || headline === undefined || name === undefined) return [];
  const text = title === undefined || body === undefined ? undefined : oldestFirst(body);
  return [{ id: name, title: headline, body: text, link, publishedAt: time }];
}
