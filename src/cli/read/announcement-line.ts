import { z } from 'zod';

import type { AnnouncementResult, ReadOptions, Writing } from '#src/reader/announcement.ts';
import type { PostWords } from '#src/reader/scan-post.ts';
import { isGap, relevanceOf } from '#src/reader/second-opinion.ts';

import { readAsSource } from './read-as-source.ts';
import type { RuleFor } from './rule-for.ts';

const words = (what: string) =>
  z.string({ error: `"${what}" must be the words of the announcement` }).nullish();

const lineSchema = z
  .object({
    text: words('text'),
    title: words('title'),
    body: words('body'),
    published: z
      .union([z.iso.datetime({ offset: true }), z.iso.date(), z.null()], {
        error: '"published" must be a time such as 2026-03-04T06:00:00Z',
      })
      .optional(),
    exchange: z.string({ error: '"exchange" must be the id of an exchange' }).nullish(),
  })
  .refine(({ body, text, title }) => (text ?? title ?? body ?? null) !== null, {
    error: '"text" must be the words of the announcement, or "title" and "body"',
  });

export interface ReadAs extends Pick<ReadOptions, 'exchange' | 'exchanges' | 'network'> {
  /** How an exchange writes its posts. */
  readonly writingOf?: (exchange: string | undefined) => Writing;
}

/** One result as it is written out: only what may be acted on, and why there is nothing. */
export interface ResultLine {
  readonly readings: readonly {
    readonly service: string;
    readonly effect: string;
    readonly from: string | null;
    readonly until: string | null;
    readonly sure: number;
    /** With `explain`: the engine's rule by which it decides, and the phrases that say so. */
    readonly rule?: string;
    readonly because?: readonly string[];
  }[];
  readonly ignored: string | null;
  /** What ends for good, where anything does. */
  readonly endings?: readonly { readonly service: string; readonly at: string | null }[];
}

/** A post that may tell of a service, and of which nothing was understood. */
export interface UnreadPost {
  readonly line: number;
  readonly exchange: string | undefined;
  /** How likely it tells of a service, 0…1, by the second opinion. */
  readonly likely: number;
  readonly ignored: string | null;
  readonly text: string;
}

/** The result for each line of JSON, in order; a line that cannot be read is answered with what is wrong with it. */
export function readLines(
  body: string,
  readAs: ReadAs,
  now: number,
  explain?: (publishedAt: number) => RuleFor,
): ResultLine[] {
  return linesOf(body).map((line, i) => {
    const read = readLine(line, readAs, now);
    return 'problem' in read
      ? { readings: [], ignored: `line ${i + 1} is no announcement: ${read.problem}` }
      : toResultLine(read.result, explain?.(read.publishedAt));
  });
}

/** The lines on which the rules are silent while the second opinion is sure, the surest first. */
export function findGaps(body: string, readAs: ReadAs, now: number): UnreadPost[] {
  const gaps = linesOf(body).flatMap((line, i) => {
    const read = readLine(line, readAs, now);
    if ('problem' in read || !isGap(read.post, read.result)) return [];
    const text = read.post.title ?? read.post.body ?? '';
    const { ignored } = read.result;
    return [{ line: i + 1, exchange: read.exchange, likely: relevanceOf(read.post), ignored, text }];
  });
  return gaps.toSorted((a, b) => b.likely - a.likely);
}

function linesOf(body: string): string[] {
  return body.replace(/\r?\n$/, '').split(/\r?\n/);
}

function readLine(line: string, readAs: ReadAs, now: number) {
  const checked = parseLine(line);
  if (typeof checked === 'string') return { problem: checked };
  const { body, published, text, title } = checked;
  const exchange = checked.exchange?.toLowerCase() ?? readAs.exchange;
  const post: PostWords = { title: title ?? undefined, body: body ?? text ?? undefined };
  const { writingOf, ...options } = readAs;
  const publishedAt = published === undefined || published === null ? now : Date.parse(published);
  const result = readAsSource(post, { ...options, exchange, publishedAt }, writingOf?.(exchange));
  return { exchange, post, publishedAt, result };
}

export function toResultLine(
  { endings, ignored, readings }: AnnouncementResult,
  ruleFor?: RuleFor,
): ResultLine {
  return {
    readings: readings.map((reading) => {
      const { because, effect, from, service, sure, until } = reading;
      const rule = ruleFor?.(reading);
      return {
        service,
        effect,
        from: isoOrNull(from),
        until: isoOrNull(until),
        sure,
        ...(ruleFor !== undefined && { ...(rule !== undefined && { rule }), because }),
      };
    }),
    ignored,
    ...(endings.length > 0 && {
      endings: endings.map(({ at, service }) => ({ service, at: isoOrNull(at) })),
    }),
  };
}

function parseLine(line: string): z.infer<typeof lineSchema> | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'it is not JSON';
  }
  const result = lineSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return issue === undefined || issue.path.length === 0 ? 'it is no object with a "text"' : issue.message;
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
