import type { AnnouncementReading, IgnoreReason } from '#src/reader/announcement.ts';
import { readAnnouncement } from '#src/reader/read-announcement.ts';

import type { Post } from './post.ts';
import type { DecodeContext } from '#src/sources/source.ts';

/** An announcement says what it is about at its beginning; what follows is boilerplate. */
const MAX_TITLE = 2_000;
const MAX_BODY = 8_000;

/** What a title may be without saying all: its body is read too. Any other reason settles what the post is. */
const UNSETTLED: ReadonlySet<IgnoreReason> = new Set([
  'condition',
  'undated',
  'unsure',
  'fiat',
  'no exchange',
  'no service',
  'no change',
]);

/**
 * What a post says. Its title decides, and its body adds the times that the title leaves out; only a title that
 * says too little is read together with the body.
 */
export function understandPost(
  { body, publishedAt, title }: Post,
  { exchange, network }: DecodeContext,
): readonly AnnouncementReading[] {
  const options = { publishedAt, exchange, network };
  const name = title.slice(0, MAX_TITLE);
  const byTitle = readAnnouncement(name, options);
  if (body === undefined || body.trim() === '') return byTitle.readings;
  if (byTitle.readings.length === 0 && byTitle.context.some(({ why }) => !UNSETTLED.has(why))) return [];
  const whole = readAnnouncement(`${name}\n${body.slice(0, MAX_BODY)}`, options).readings;
  return byTitle.readings.length === 0 ? whole : byTitle.readings.map((one) => withTimes(one, whole));
}

function withTimes(said: AnnouncementReading, whole: readonly AnnouncementReading[]): AnnouncementReading {
  if (said.effect === 'resumed') return said;
  const more = whole.find(({ effect, service }) => effect !== 'resumed' && service === said.service);
  return { ...said, from: said.from ?? more?.from ?? null, until: said.until ?? more?.until ?? null };
}
