import { holds, holdsAny } from '#src/sources/api/condition.ts';
import { openEnvelope } from '#src/sources/api/envelope.ts';
import { readInstant } from '#src/sources/instant.ts';
import type { Post } from '#src/sources/posts/post.ts';
import { readPosts } from '#src/sources/posts/read-posts.ts';
import { requestOf } from '#src/sources/api/request-keys.ts';
import { nameReader } from '#src/sources/api/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import type { SourceType } from '#src/sources/source.ts';
import { valueAt } from '#src/sources/api/value-path.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

import { announcementsSchema } from './announcements-config.ts';
import type { AnnouncementsConfig } from './announcements-config.ts';
import { linkOf } from './post-link.ts';
import { postRows } from './post-rows.ts';

/** Lists of an exchange's announcements, and the posts of its account elsewhere. */
export const announcements: SourceType<typeof announcementsSchema> = {
  schema: announcementsSchema,
  requests: (config) => [requestOf(config)],
  decode(config, [answer], context) {
    if (answer === undefined) throw new SourceError('broken', 'There is no answer.');
    const opened = openEnvelope(config, answer, context.exchange);
    if (opened.kind === 'stated') return opened.decoded;
    const { empty, items, only } = config;
    if (empty !== undefined && holds(empty, opened.json)) return { readings: [], unread: [] };
    const rows = postRows(opened.json, items).filter((row) => only === undefined || holdsAny(only, row));
    return {
      readings: readPosts(
        rows.map((row) => postOf(config, row)),
        context,
      ),
      unread: [],
    };
  },
};

function postOf(config: AnnouncementsConfig, row: object): Post {
  const column = (paths: readonly ValuePath[]): string | undefined =>
    nameReader(paths)({ row, key: undefined });
  const id = column(config.id) ?? lacks(config.id);
  const title = column(config.title) ?? lacks(config.title);
  const [publishedAt = lacks(config.time)] = config.time.flatMap(
    (path) => readInstant(valueAt(row, path)) ?? [],
  );
  const link = config.link === undefined ? undefined : linkOf(config.link, row);
  return { id, title, body: column(config.text), link, publishedAt };
}

function lacks(paths: readonly ValuePath[]): never {
  const names = paths.map((path) => `\`${path.text}\``).join(' or ');
  throw new SourceError('broken', `A post has nothing readable at ${names}.`);
}
