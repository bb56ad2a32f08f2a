import { toPlainText } from '#src/reader/plain-text.ts';
import { headline, plainLine } from '#src/sources/page/page-text.ts';

import type { Post } from './post.ts';

const SENTENCE_END = /\n|(?<=[.!?])\s+|(?<=[。！？])/u;

/**
 * What a post says of a service: its title, and the sentence that decided where the title does not say it. So an edit
 * below a title that stays is another word.
 */
export function postEvidence({ body, title }: Post, because: readonly string[]): string {
  const pieces = because.at(-1)?.split(' … ') ?? [];
  const isIn = (text: string): boolean => pieces.every((piece) => text.includes(piece));
  if (body === undefined || isIn(toPlainText(title))) return plainLine(title);
  return headline(title, toPlainText(body).split(SENTENCE_END).find(isIn));
}
