import type { MaintenancePhase, Reading, Window } from '#src/domain/reading.ts';
import { contains, depthOf, exchangeOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import type { AnnouncementReading } from '#src/reader/announcement.ts';

import { oneLine } from '#src/sources/one-line.ts';
import { isWebAddress, plainLine } from '#src/sources/page/page-text.ts';
import { amendmentOf } from './amendment.ts';
import type { Post } from './post.ts';
import type { DecodeContext } from '#src/sources/source.ts';
import { understandPost } from './understand-post.ts';

/** Enough for days of the busiest exchange; older posts have nothing to say of now. */
const MAX_POSTS = 50;
const COMPONENT_DEPTH = 2;

interface Understood {
  readonly post: Post;
  readonly said: readonly AnnouncementReading[];
}

/** What posts say, oldest first: the newest statement on a service is the one that stands. */
export function readPosts(posts: readonly Post[], context: DecodeContext): Reading[] {
  const understood = newestOf(posts).map((post): Understood => ({
    post,
    said: understandPost(post, context).readings.filter(
      ({ service }) => exchangeOf(service) === context.exchange,
    ),
  }));
  return understood.flatMap((one, i) => {
    const amended = amendmentOf(one.post, context);
    return amended.length > 0 ? amended : readingsOf(one, understood.slice(i + 1));
  });
}

/** The newest posts in the order of their time, each once. */
function newestOf(posts: readonly Post[]): Post[] {
  const oldestFirst = posts.toSorted((a, b) => a.publishedAt - b.publishedAt);
  return [...new Map(oldestFirst.map((post) => [post.id, post])).values()].slice(-MAX_POSTS);
}

function readingsOf({ post, said }: Understood, later: readonly Understood[]): Reading[] {
  const plans = said.filter((one) => isPlan(one, post));
  const window = windowOf(plans, post, later);
  return said.flatMap((one) => {
    if (isPlan(one, post))
      return window === null ? [] : [statement(one, post, { status: 'operational', window })];
    const status = statusOf(one, post);
    if (status === null) return [];
    const isOpenEnded = status === 'operational' || one.until === null || one.until <= post.publishedAt;
    return [statement(one, post, { status, ...(!isOpenEnded && { eta: one.until }) })];
  });
}

function statement(
  { service }: AnnouncementReading,
  { id, link, publishedAt, title }: Post,
  what: Pick<Reading, 'status' | 'eta' | 'window'>,
): Reading {
  return {
    service,
    ...what,
    basis: 'official',
    signal: 'statement',
    evidence: plainLine(title),
    spoken: true,
    ...(link !== undefined && isWebAddress(link) && { link }),
    statedAt: publishedAt,
    ref: oneLine(id),
  };
}

/** Whether it tells of trouble that lay ahead when it was published. */
function isPlan({ effect, from }: AnnouncementReading, { publishedAt }: Post): boolean {
  if (effect === 'scheduled') return true;
  return effect !== 'resumed' && from !== null && from > publishedAt;
}

/** `null` for what is no status yet: a resumption that is only promised. */
function statusOf(
  { effect, from, regions, service }: AnnouncementReading,
  { publishedAt }: Post,
): Status | null {
  switch (effect) {
    case 'halted':
      // Shut for one country is not shut for all; a coin or a currency that is named is the smaller matter already.
      return regions.length > 0 && depthOf(service) <= COMPONENT_DEPTH ? 'partial_outage' : 'major_outage';
    case 'degraded':
      return 'degraded_performance';
    case 'resumed':
      return from !== null && from > publishedAt ? null : 'operational';
    case 'scheduled':
      return null;
  }
}

/** One window for all that a post plans; `null` where it gives no time. */
function windowOf(
  plans: readonly AnnouncementReading[],
  { id, publishedAt, title }: Post,
  later: readonly Understood[],
): Window | null {
  const begins = plans.flatMap(({ from }) => from ?? []);
  const ends = plans.flatMap(({ until }) => until ?? []);
  if (begins.length === 0 && ends.length === 0) return null;
  // What is said to last until a time, and of which no begin is told, begins now.
  const from = begins.length === 0 ? publishedAt : Math.min(...begins);
  const services = plans.map(({ service }) => service);
  return {
    id: oneLine(id),
    phase: phaseOf(services, from, later),
    from,
    until: ends.length < plans.length ? null : Math.max(...ends),
    title: plainLine(title),
  };
}

/** A list goes on showing what was planned after a newer post has told of its end. */
function phaseOf(
  services: readonly ServicePath[],
  from: number,
  later: readonly Understood[],
): MaintenancePhase {
  const isOver = later.some(
    ({ post, said }) =>
      post.publishedAt >= from &&
      services.every((service) =>
        said.some((one) => statusOf(one, post) === 'operational' && contains(one.service, service)),
      ),
  );
  return isOver ? 'completed' : 'scheduled';
}
