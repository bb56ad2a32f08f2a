import { beforeAll, describe, expect, it } from 'vitest';

import { loadOwnConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { loadFeed } from '#test/reader/feed.ts';
import type { FeedPart } from '#test/reader/feed.ts';
import { scoreFeed } from '#test/reader/feed-score.ts';

/** What is asked of posts that were looked at; and what the posts that nobody looks at must not fall below. */
const FLOORS: Readonly<
  Record<FeedPart, { precision: number; recall: number; alarmed: number; timed: number }>
> = {
  seen: { precision: 0.98, recall: 0.95, alarmed: 0.01, timed: 0.95 },
  fresh: { precision: 0.98, recall: 0.95, alarmed: 0.01, timed: 0.95 },
  unseen: { precision: 0.89, recall: 0.93, alarmed: 0.015, timed: 0.95 },
};

let config: Config;
beforeAll(() => {
  config = loadOwnConfig();
});

describe.each(Object.entries(FLOORS))('the %s posts of the feed', (part, floor) => {
  it('are read as well as they have to be, through the path that sources take', () => {
    const score = scoreFeed(loadFeed(part as FeedPart), config);
    expect(score.opposite).toBe(0);
    expect(score.precision).toBeGreaterThanOrEqual(floor.precision);
    expect(score.recall).toBeGreaterThanOrEqual(floor.recall);
    expect(score.timed).toBeGreaterThanOrEqual(floor.timed);
    expect(score.alarmed / score.irrelevant).toBeLessThanOrEqual(floor.alarmed);
  });
});
