import { createRequire } from 'node:module';

import type { AtomFeed, parseFeed, RdfFeed, RssFeed } from 'feedsmith';

import { explainWebPage } from '#src/sources/json-body.ts';
import { SourceError } from '#src/sources/source.ts';

import { readJsonFeed } from './json-feed.ts';

/** An entry of a feed, as it came: texts may be HTML, the time is in the feed's own format. */
export interface FeedEntry {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly body: string | undefined;
  readonly link: string | undefined;
  readonly publishedAt: string | undefined;
}

const MAX_TAGS = 25_000;
const MAX_TAG_CHARS = 20_000;
/** Room for the end of a feed and a comment after it. */
const END_CHARS = 8_192;

const XML_END = /<\/(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*$/i;

/** Reads a feed of any of the known formats. Throws `SourceError` for what is none, or is cut off. */
export function parseEntries(body: string): FeedEntry[] {
  if (body.trim() === '') throw new SourceError('broken', 'The answer is empty.');
  const start = /\S/.exec(body)?.[0];
  if (start === '{') return readJson(body);
  if (start !== '<') throw explainWebPage(body, 'a feed') ?? notAFeed();
  const parsed = parse(body);
  // The parser closes what is open at the end of a body that was cut off, and reads half an entry as a whole one.
  if (!XML_END.test(body.slice(-END_CHARS))) throw new SourceError('broken', 'The feed is cut off.');
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(fromRss);
    case 'rdf':
      return (parsed.feed.items ?? []).map(fromRdf);
    case 'atom':
      return (parsed.feed.entries ?? []).map(fromAtom);
    case 'json':
      throw notAFeed();
  }
}

const require = createRequire(import.meta.url);
let loaded: { readonly parseFeed: typeof parseFeed } | undefined;

/** Loaded with the first feed: it takes 30 MB and a tenth of a second, and most configurations have none. */
function library(): { readonly parseFeed: typeof parseFeed } {
  loaded ??= require('feedsmith') as { readonly parseFeed: typeof parseFeed };
  return loaded;
}

/** XML of any of the formats, after it was made sure that reading it takes no longer than it should. */
function parse(body: string): ReturnType<typeof parseFeed<string>> {
  checkSize(body);
  try {
    return library().parseFeed(body);
  } catch (cause) {
    throw explainWebPage(body, 'a feed') ?? notAFeed(cause);
  }
}

/** The parser takes a hundred times as long for markup as for text, and some make it of nothing else. */
function checkSize(body: string): void {
  let tags = 0;
  for (let at = body.indexOf('<'); at >= 0; at = body.indexOf('<', at + 1)) {
    const end = body.indexOf('>', at);
    // The rest is text, or a tag that was cut off.
    if (end < 0) return;
    tags += 1;
    const isText = body.startsWith('<![CDATA[', at) || body.startsWith('<!--', at);
    if (tags > MAX_TAGS || (end - at > MAX_TAG_CHARS && !isText)) {
      throw new SourceError('broken', 'The feed holds more markup than any feed of announcements.');
    }
  }
}

function readJson(body: string): FeedEntry[] {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch (cause) {
    throw notAFeed(cause);
  }
  const entries = readJsonFeed(document);
  if (entries === undefined) throw notAFeed();
  return entries;
}

function notAFeed(cause?: unknown): SourceError {
  return new SourceError('broken', 'The answer is no RSS, Atom or JSON feed.', { cause });
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
