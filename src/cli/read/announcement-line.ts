import { z } from 'zod';

import type { AnnouncementResult, ReadOptions, Writing } from '#src/reader/announcement.ts';
import { readPost } from '#src/reader/read-announcement.ts';

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
  }[];
  readonly ignored: string | null;
}

/** The result for each line of JSON, in order; a line that cannot be read is answered with what is wrong with it. */
export function readLines(body: string, readAs: ReadAs, now: number): ResultLine[] {
  const lines = body.replace(/\r?\n$/, '').split(/\r?\n/);
  return lines.map((line, i) => {
    const checked = parseLine(line);
    if (typeof checked === 'string')
      return { readings: [], ignored: `line ${i + 1} is no announcement: ${checked}` };
    const { body, published, text, title } = checked;
    const exchange = checked.exchange?.toLowerCase() ?? readAs.exchange;
    const post = { title: title ?? undefined, body: body ?? text ?? undefined };
    const { writingOf, ...options } = readAs;
    return toResultLine(
      readPost(post, {
        ...options,
        ...writingOf?.(exchange),
        exchange,
        publishedAt: published === undefined || published === null ? now : Date.parse(published),
      }),
    );
  });
}

export function toResultLine({ ignored, readings }: AnnouncementResult): ResultLine {
  return {
    readings: readings.map(({ service, effect, from, until, sure }) => ({
      service,
      effect,
      from: isoOrNull(from),
      until: isoOrNull(until),
      sure,
    })),
    ignored,
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
