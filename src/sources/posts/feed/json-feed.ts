import { z } from 'zod';

import type { FeedEntry } from './parse-entries.ts';

/** Far more than any feed shows at once. */
const MAX_ITEMS = 5_000;

/** A field that is no text says nothing. */
const text = z.string().optional().catch(undefined);

const item = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
  title: text,
  summary: text,
  content_text: text,
  content_html: text,
  url: text,
  external_url: text,
  date_published: text,
  date_modified: text,
});

/**
 * JSON Feed (https://jsonfeed.org). It is checked here rather than by the library that reads the XML formats: that
 * one believes an object with a `length` to be a list, and makes as many entries.
 */
const feed = z.object({
  version: z.string().regex(/jsonfeed\.org\/version/i),
  items: z.array(z.unknown()).max(MAX_ITEMS),
});

/** The entries of a JSON Feed; `undefined` where a document is none. What is no object in it is left out. */
export function readJsonFeed(document: unknown): FeedEntry[] | undefined {
  const parsed = feed.safeParse(document);
  return parsed.data?.items.flatMap((one) => {
    const read = item.safeParse(one);
    if (!read.success) return [];
    const {
      content_html,
      content_text,
      date_modified,
      date_published,
      external_url,
      id,
      summary,
      title,
      url,
    } = read.data;
    return [
      {
        id,
        title,
        body: summary ?? content_text ?? content_html,
        link: url ?? external_url,
        publishedAt: date_published ?? date_modified,
      },
    ];
  });
}
