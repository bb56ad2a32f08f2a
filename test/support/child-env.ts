import { environmentSchema } from '#config/environment-schema.ts';

/** The least that a process of ours needs. */
export const CHILD_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
};

/** Set, if to nothing: what stands in the `.env` of whoever runs the tests must not reach the bot. */
export const NOTHING_SET = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']));
