import type { MaintenancePhase, Reading, Window } from '#src/domain/reading.ts';
import { contains, depthOf, exchangeOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import type { AnnouncedEnding, AnnouncementReading, AnnouncementResult } from '#src/reader/announcement.ts';
import { isGap } from '#src/reader/second-opinion.ts';

import { oneLine } from '#src/sources/one-line.ts';
import { isWebAddress, plainLine } from '#src/sources/page/page-text.ts';
import { amendmentOf } from './amendment.ts';
import { postEvidence } from './post-evidence.ts';
import type { Post } from './post.ts';
import type { DecodeContext, Decoded } from '#src/sources/source.ts';
import { understandPost } from './understand-post.ts';

/** Enough for days of the busiest exchange; older posts have nothing to say of now. */
const MAX_POSTS = 50;
const COMPONENT_DEPTH = 2;

interface UnderstoodPost {
  readonly post: Post;
  readonly said: readonly AnnouncementReading[];
  readonly endings: readonly AnnouncedEnding[];
  /** What the operator may want to know of it. */
  readonly notes: readonly string[];
}

/**
 * What posts say, oldest first: the newest statement on a service is the one that stands. What seems to tell of a
 * service and is not understood is noted for the operator.
 */
export function readPosts(posts: readonly Post[], context: DecodeContext): Decoded {
  const understood = newestOf(posts).map((post) => hear(post, context));
  return {
    readings: understood.flatMap((one, i) => [
      ...toldBy(one, understood.slice(i + 1), context),
      ...one.endings.map((ending) => endingOf(ending, one.post)),
    ]),
    unread: understood.flatMap(({ notes }) => notes),
  };
}

function hear(post: Post, context: DecodeContext): UnderstoodPost {
  const result = understandPost(post, context);
  const isOurs = ({ service }: { readonly service: ServicePath }) => exchangeOf(service) === context.exchange;
  const said = result.readings.filter(isOurs);
  const endings = result.endings.filter(isOurs);
  const undated = said.some((one) => isPlan(one, post) && one.from === null && one.until === null);
  if (undated) return { post, said, endings, notes: [noteOf(post, 'plans something and gives no time')] };
  const gap = gapIn(post, said, result);
  const isOpen = gap.length > 0 || result.context.some(({ why }) => why === 'unsure');
  if (!isOpen) return { post, said, endings, notes: [] };
  const opinion = context.opinion?.about(post.id, {
    ...context.writing,
    exchange: context.exchange,
    title: post.title,
    body: post.body,
    publishedAt: post.publishedAt,
    network: context.network,
    rules: result,
  });
  const note = opinion?.note ?? null;
  return {
    post,
    said: [...said, ...(opinion?.readings ?? [])],
    endings,
    notes: note === null ? gap : [oneLine(note)],
  };
}

function gapIn(post: Post, said: readonly AnnouncementReading[], result: AnnouncementResult): string[] {
  if (said.length === 0 && result.context.some(({ why }) => why === 'unlike'))
    return [noteOf(post, 'has the words of an alert and does not read like one: nobody was told')];
  return isGap(post, result) ? [noteOf(post, 'may tell of a service, and was not understood')] : [];
}

function noteOf({ title }: Post, what: string): string {
  return oneLine(`the post "${plainLine(title)}" ${what}`);
}

/** An end for good says nothing of how the service works now. */
function endingOf({ at, regions, service }: AnnouncedEnding, post: Post): Reading {
  const said = { service, regions, except: [] };
  return statement(said, post, {
    status: 'operational',
    ending: { id: oneLine(post.id), at, title: plainLine(post.title) },
  });
}

/** What one post says, or what it changes of a plan told before. */
function toldBy(one: UnderstoodPost, later: readonly UnderstoodPost[], context: DecodeContext): Reading[] {
  const amended = amendmentOf(one.post, context);
  return amended.length > 0 ? amended : statementsOf(one, later);
}

/** The newest posts in the order of their time, each once. */
function newestOf(posts: readonly Post[]): Post[] {
  const oldestFirst = posts.toSorted((a, b) => a.publishedAt - b.publishedAt);
  return [...new Map(oldestFirst.map((post) => [post.id, post])).values()].slice(-MAX_POSTS);
}

/** What a post states, `later` posts considered. */
export function statementsOf(
  { post, said }: Pick<UnderstoodPost, 'post' | 'said'>,
  later: readonly UnderstoodPost[] = [],
): Reading[] {
  const plans = said.filter((one) => isPlan(one, post));
  const window = windowOf(plans, post, later);
  return said.flatMap((one) => {
    if (isPlan(one, post))
      return window === null ? [] : [statement(one, post, { status: 'operational', window })];
    const status = statusOf(one, post);
    if (status === null) return [];
    const isOpenEnded = status === 'operational' || one.until === null || one.until <= post.publishedAt;
    const evidence = postEvidence(post, one.because);
    return [statement(one, post, { status, evidence, ...(!isOpenEnded && { eta: one.until }) })];
  });
}

type AboutService = Pick<AnnouncementReading, 'accounts' | 'except' | 'regions' | 'service'>;

function statement(
  { accounts, except, regions, service }: AboutService,
  { id, link, publishedAt, title }: Post,
  what: Pick<Reading, 'status' | 'eta' | 'window' | 'ending'> & Partial<Pick<Reading, 'evidence'>>,
): Reading {
  return {
    service,
    evidence: plainLine(title),
    ...what,
    basis: 'official',
    signal: 'statement',
    spoken: true,
    ...(link !== undefined && isWebAddress(link) && { link }),
    statedAt: publishedAt,
    ref: oneLine(id),
    ...(except.length > 0 && { except }),
    ...(regions.length > 0 && { regions }),
    ...(accounts !== undefined && { accounts }),
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
  later: readonly UnderstoodPost[],
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
    ...(plans.some((plan) => plan.dayOnly === true && plan.from === from) && { dayOnly: true as const }),
  };
}

/** A list goes on showing what was planned after a newer post has told of its end. */
function phaseOf(
  services: readonly ServicePath[],
  from: number,
  later: readonly UnderstoodPost[],
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
