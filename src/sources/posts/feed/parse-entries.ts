import { parseFeed } from 'feedsmith';
import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';

import { explainWebPage } from '#src/sources/json-body.ts';
import { SourceError } from '#src/sources/source.ts';

/** An entry of a feed, as it came: texts may be HTML, the time is in the feed's own format. */
export interface FeedEntry {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly body: string | undefined;
  readonly link: string | undefined;
  readonly publishedAt: string | undefined;
}

const XML_END = /<\/(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*$/i;

/** Reads a feed of any of the known formats. Throws `SourceError` for what is none, or is cut off. */
export function parseEntries(body: string): FeedEntry[] {
  const parsed = parse(body);
  // The parser closes what is open at the end of a body that was cut off, and reads half an entry as a whole one.
  if (parsed.format !== 'json' && !XML_END.test(body))
    throw new SourceError('broken', 'The feed is cut off.');
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(fromRss);
    case 'rdf':
      return (parsed.feed.items ?? []).map(fromRdf);
    case 'atom':
      return (parsed.feed.entries ?? []).map(fromAtom);
    case 'json':
      return (parsed.feed.items ?? []).map(fromJson);
  }
}

function parse(body: string): ReturnType<typeof parseFeed<string>> {
  if (body.trim() === '') throw new SourceError('broken', 'The answer is empty.');
  try {
    return parseFeed(body);
  } catch (cause) {
    throw (
      explainWebPage(body, 'a feed') ??
      new SourceError('broken', 'The answer is no RSS, Atom or JSON feed.', { cause })
    );
  }
}

function fromRss({ content, dc, description, guid, link, pubDate, title }: RssFeed.Item<string>): FeedEntry {
  return {
    id: guid?.value,
    title,
    body: description ?? content?.encoded,
    link,
    publishedAt: pubDate ?? dc?.dates?.[0],
  };
}

function fromRdf({ content, dc, description, link, rdf, title }: RdfFeed.Item<string>): FeedEntry {
  return { id: rdf?.about, title, body: description ?? content?.encoded, link, publishedAt: dc?.dates?.[0] };
}

/** The time of the last edit stands in only where none of publication is given: an edit repeats nothing. */
function fromAtom({
  content,
  id,
  links,
  published,
  summary,
  title,
  updated,
}: AtomFeed.Entry<string>): FeedEntry {
  return {
    id,
    title: title?.value,
    body: summary?.value ?? content?.value,
    link: (links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links?.[0])?.href,
    publishedAt: published ?? updated,
  };
}

function fromJson(item: JsonFeed.Item<string>): FeedEntry {
  return {
    id: item.id,
    title: item.title,
    body: item.summary ?? item.content_text ?? item.content_html,
    link: item.url ?? item.external_url,
    publishedAt: item.date_published ?? item.date_modified,
  };
}
