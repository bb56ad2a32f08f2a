import type {
  AnnouncementReading,
  AnnouncementResult,
  ReadOptions,
  Writing,
} from '#src/reader/announcement.ts';
import { IGNORE_REASONS } from '#src/reader/announcement.ts';
import { readPost } from '#src/reader/read-announcement.ts';
import type { PostWords } from '#src/reader/scan-post.ts';
import { amendmentOf } from '#src/sources/posts/amendment.ts';

/** How sure a plan is that is told to be moved. */
const SURE = 0.9;

/**
 * Reads a post as sources do: one that moves a plan tells of the plan as it is now, one that calls it off of nothing.
 * Without an exchange nobody can tell whose plan it is.
 */
export function readAsSource(
  post: PostWords,
  options: ReadOptions,
  writing: Writing = {},
): AnnouncementResult {
  const { exchange, network = (name) => name, publishedAt } = options;
  const amended =
    exchange === undefined
      ? []
      : amendmentOf(
          { id: '', title: post.title ?? '', body: post.body, publishedAt },
          { exchange, now: publishedAt, network, writing },
        );
  if (amended.length === 0) return readPost(post, { ...options, ...writing });
  const readings = amended.flatMap(({ service, window }): AnnouncementReading[] =>
    window === undefined || window.phase === 'canceled'
      ? []
      : [
          {
            service,
            // What runs, and will for longer, has no beginning of its own.
            effect: window.from === null ? 'halted' : 'scheduled',
            from: window.from,
            until: window.until,
            sure: SURE,
            because: [window.title],
            regions: [],
            except: [],
          },
        ],
  );
  const ignored = readings.length > 0 ? null : `cancelled: ${IGNORE_REASONS.cancelled}`;
  return { readings, ignored, endings: [], context: [] };
}
