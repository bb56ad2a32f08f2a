import { http } from './http/http.ts';
import type { SourceType } from './source.ts';

/** Every type of source, by the name it has in an exchange's file. */
export const SOURCE_TYPES = {
  http,
} satisfies Record<string, SourceType>;

export type SourceTypeName = keyof typeof SOURCE_TYPES;
