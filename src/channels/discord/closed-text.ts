import { plain } from '#src/alert/text.ts';
import type { Say } from '#src/alert/catalogue.ts';
import type { Voice } from '#src/alert/voice.ts';
import type { Closed } from '#src/domain/closed.ts';

import { isRight } from './line/rights.ts';
import { escapeText } from './render/escape.ts';

/** What is to be given where nobody knows what of it is missing. */
const USUAL: readonly string[] = ['SendMessages', 'EmbedLinks'];

/** Why nothing can be posted somewhere, and what to do about it, as a sentence. */
export function closedText({ kind, rights = USUAL }: Closed, say: Say, voice: Voice): string {
  const names = rights.map((right) => (isRight(right) ? say(`right.${right}`) : escapeText(right, 40)));
  return say(`closed.${kind}`, { rights: plain(voice.list(names.map((name) => [name]))) });
}
