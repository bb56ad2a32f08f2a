import { z } from 'zod';

import { COMPONENTS } from '#src/domain/service.ts';
import type { Writing } from '#src/reader/announcement.ts';
import { isZone } from '#src/reader/time/zones.ts';

const templateSchema = z.strictObject({
  title: z
    .string()
    .superRefine((source, check) => {
      try {
        compile(source);
      } catch (error) {
        const why = error instanceof Error ? error.message : 'it cannot be read';
        check.addIssue(`is no regular expression: ${why}`);
      }
    })
    .describe(
      'A regular expression for the whole title, without regard to case. Named groups hold what it is about: `coin`, `network` and `pair` (lists too), and the times `time`, `from` and `until`. What it leaves out, the body may tell.',
    ),
  effect: z
    .enum(['halted', 'degraded', 'scheduled', 'resumed', 'ended'])
    .describe('What happens to it. `scheduled` lies ahead, `ended` is for good.'),
  services: z
    .array(z.enum(COMPONENTS))
    .describe('The components that it is about; an empty list is the whole exchange.'),
  examples: z
    .array(
      z.strictObject({
        title: z.string(),
        body: z.string().optional(),
        published: z.iso.datetime({ offset: true }).default('2026-03-03T12:00:00Z'),
        reads: z
          .array(z.string())
          .describe('The readings: `scheduled deposits/SOL 2026-03-05T02:00Z..2026-03-05T04:00Z`.'),
      }),
    )
    .min(1)
    .describe('Titles of this form, and what is read from them. The tests hold them against the reader.'),
});

/** How an exchange writes its posts. */
export const postsSchema = z
  .strictObject({
    zone: z
      .string()
      .refine(isZone, 'is no zone such as Asia/Tokyo')
      .optional()
      .describe('The zone of times that name none, as in Asia/Tokyo. By default that of the language.'),
    language: z
      .enum(['en', 'zh', 'ko', 'ja'])
      .optional()
      .describe('The language of its posts, where the letters of a text leave that open.'),
    trades: z
      .enum(['derivatives', 'margin'])
      .optional()
      .describe('What "trading" means in its posts, where it is not spot.'),
    templates: z
      .array(templateSchema)
      .default([])
      .describe('The forms that its posts have, tried in turn. What fits none is read as prose.'),
  })
  .default({ templates: [] });

export type Posts = z.output<typeof postsSchema>;

/** What the reader is told of an exchange's posts. */
export function writingOf({ language, templates, trades, zone }: Posts): Writing {
  return {
    ...(zone !== undefined && { zone }),
    ...(language !== undefined && { language }),
    ...(trades !== undefined && { trades }),
    templates: templates.map(({ effect, services, title }) => ({ match: compile(title), effect, services })),
  };
}

function compile(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'iu');
}
