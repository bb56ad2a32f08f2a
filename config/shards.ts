import type { Shards } from '#src/domain/shards.ts';

/** `auto`, one shard of a number, or some: `0-3/16`. */
export const SHARDS = /^(?:auto|\d{1,5}(?:-\d{1,5})?\/\d{1,5})$/;

/** `undefined` for as many as Discord recommends. */
export function shardsOf(said: string): Shards | undefined {
  const [range = '', count] = said.split('/');
  if (count === undefined) return undefined;
  const [from = '', to = from] = range.split('-');
  const ids = Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, i) => Number(from) + i);
  return { ids, count: Number(count) };
}

export function isWithinCount(said: string): boolean {
  const shards = shardsOf(said);
  return shards === undefined || (shards.ids.length > 0 && (shards.ids.at(-1) ?? 0) < shards.count);
}
