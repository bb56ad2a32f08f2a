import { holds, holdsAny } from '#src/sources/api/condition.ts';
import { apiType } from '#src/sources/api/api-type.ts';
import { readInstant } from '#src/sources/instant.ts';
import type { Post } from '#src/sources/posts/post.ts';
import { readPosts } from '#src/sources/posts/read-posts.ts';
import { nameReader } from '#src/sources/api/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import { nameOfPath, valueAt } from '#src/sources/api/value-path.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

import { announcementsKeys } from './announcements-config.ts';
import type { AnnouncementsConfig } from './announcements-config.ts';
import { linkOf } from './post-link.ts';
import { postRows } from './post-rows.ts';

/** Lists of an exchange's announcements, and the posts of its account elsewhere. */
export const announcements = apiType({
  summary: 'A list of announcements in JSON, read by the words in them.',
  speaks: 'statements',
  venue: 'announcements',
  keys: announcementsKeys,
  read(config, root, context) {
    const { empty, items, only } = config;
    if (empty !== undefined && holds(empty, root)) return { readings: [], unread: [] };
    const rows = postRows(root, items).filter((row) => only === undefined || holdsAny(only, row));
    const posts = rows.map((row) => postOf(config, row));
    return readPosts(posts, context);
  },
});

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
  const names = paths.map(nameOfPath).join(' or ');
  throw new SourceError('broken', `A post has nothing readable at ${names}.`);
}
