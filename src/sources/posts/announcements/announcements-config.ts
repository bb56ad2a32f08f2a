import { z } from 'zod';

import { conditionSchema, conditionsSchema } from '#src/sources/api/condition.ts';
import { manyPathsSchema, pathsSchema } from '#src/sources/api/path-schema.ts';

import { compileLink, explainBadLink } from './post-link.ts';

const linkSchema = z
  .string()
  .superRefine((text, check) => {
    const problem = explainBadLink(text);
    if (problem !== null) check.addIssue({ code: 'custom', message: problem });
  })
  .transform(compileLink);

export const announcementsKeys = {
  items: manyPathsSchema.describe(
    'Where the list of posts stands, with [*] where it is in several parts. The first path that leads to one counts. It may be empty.',
  ),
  empty: conditionSchema
    .optional()
    .describe('How the answer says that nothing is posted, where it leaves the list out then.'),
  id: pathsSchema.describe('A column that stays the same while the post is edited.'),
  title: pathsSchema.describe('The column with the headline, or with all of the text of a short post.'),
  text: pathsSchema
    .default([])
    .describe('The column with the text below the headline, where there is one. It may be HTML.'),
  link: linkSchema.optional().meta({
    description: 'The column with the address of the post, or an address with columns in it.',
    examples: ['url', 'https://example.com/announcement/{code}'],
  }),
  time: pathsSchema.describe(
    'The column with the time of publication: a number of seconds or less, a date with its year first, or with the name of its month. The first that holds one counts.',
  ),
  only: conditionsSchema.optional().describe('Leaves out every post that fits none of these.'),
};

const announcementsSchema = z.object(announcementsKeys);

export type AnnouncementsConfig = z.output<typeof announcementsSchema>;
