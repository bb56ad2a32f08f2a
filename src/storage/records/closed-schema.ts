import { z } from 'zod';

import { CLOSED_KINDS } from '#src/domain/closed.ts';
import type { Closed } from '#src/domain/closed.ts';

import { objectFor } from './schema-for.ts';

export const closedSchema = objectFor<Closed>({
  kind: z.enum(CLOSED_KINDS),
  rights: z.array(z.string()).exactOptional(),
});

/** The sentences that the first release kept, by how they begin. */
const SENTENCES: readonly (readonly [begins: string, kind: Closed['kind']])[] = [
  ['The channel was deleted', 'gone'],
  ['The channel cannot be found', 'gone'],
  ['I am no longer in this server', 'left'],
  ['The bot was removed', 'left'],
  ['I may not see the channel', 'hidden'],
  ['I may not post in the channel', 'no_right'],
  ['It is no text channel', 'not_text'],
  ['The thread is locked', 'locked'],
  ['The thread is archived', 'archived'],
];

/** What a sentence of the first release says; what is none is left for the schema to judge. */
export function closedOfFirstRelease(reason: unknown): unknown {
  if (typeof reason !== 'string') return reason;
  return { kind: SENTENCES.find(([begins]) => reason.startsWith(begins))?.[1] ?? 'other' } satisfies Closed;
}
