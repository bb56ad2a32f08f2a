import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { isComponent } from '#src/domain/service.ts';
import { FEED_HALVES, loadFeed } from '#test/reader/feed.ts';
import type { FeedPost } from '#test/reader/feed.ts';

const all = FEED_HALVES.flatMap(loadFeed);
const LABEL =
  /^(?:halted|degraded|scheduled|resumed|ending) (@|[a-z0-9,]+)(?:\/[^ /]+){0,2}(?: (?:\d{4}-\d\d-\d\dT\d\d:\d\dZ)?\.\.(?:\d{4}-\d\d-\d\dT\d\d:\d\dZ)?)?$/;

function shareOf(posts: readonly FeedPost[], is: (post: FeedPost) => boolean): number {
  return posts.filter(is).length / posts.length;
}

describe.each(FEED_HALVES)('the %s half of the feed', (half) => {
  const posts = loadFeed(half);

  it('has at least 300 posts, six in ten of them about nothing that works or not', () => {
    expect(posts.length).toBeGreaterThanOrEqual(300);
    expect(shareOf(posts, ({ ignored }) => ignored === true)).toBeCloseTo(0.6, 1);
  });

  it('has posts of which there is only a title, in four languages', () => {
    expect(shareOf(posts, ({ body }) => body === undefined)).toBeGreaterThan(0.4);
    for (const language of ['english', 'chinese', 'korean', 'japanese']) {
      expect(posts.filter((post) => post.language === language).length).toBeGreaterThanOrEqual(30);
    }
  });
});

it('labels every post in a form that can be read, or as nothing', () => {
  const wrong = all.filter(
    ({ expect: labels, ignored }) => labels.length > 0 === (ignored === true) || !labels.every(isLabel),
  );
  expect(wrong).toEqual([]);
});

it('holds no post twice, and none without a word', () => {
  const texts = all.map(({ title = '', body = '' }) => `${title}\n${body}`);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.filter((text) => text.trim() === '')).toEqual([]);
});

it('has the shares that its description tells', () => {
  const description = readFileSync(new URL('./corpus/README.md', import.meta.url), 'utf8');
  const told = [...description.matchAll(/^\| ([^|]+) \| (\d+) \| (\d+) \|$/gm)].map(
    ([, kind = '', ...counts]) => `${kind.trim()}: ${counts.join(', ')}`,
  );
  const kinds = Map.groupBy(all, ({ kind }) => kind);
  const counted = [...kinds.keys()].map((kind) => {
    const counts = FEED_HALVES.map((half) => loadFeed(half).filter((post) => post.kind === kind).length);
    return `${kind}: ${counts.join(', ')}`;
  });
  expect(new Set(told)).toEqual(new Set(counted));
});

function isLabel(label: string): boolean {
  const [, components = ''] = LABEL.exec(label) ?? [];
  return components === '@' || (components !== '' && components.split(',').every(isComponent));
}
