import { AsyncLocalStorage } from 'node:async_hooks';

import type { Room } from '#src/delivery/channel.ts';

interface Work {
  readonly room: Room;
  hasCalled: boolean;
}

const underWay = new AsyncLocalStorage<Work>();

/** Does what may take several calls: the first has its slot, and each further one waits for a slot of its own. */
export function withRoom<T>(room: Room | undefined, work: () => Promise<T>): Promise<T> {
  if (room === undefined) return work();
  return underWay.run({ room, hasCalled: false }, work);
}

/** Resolves when the work under way may make its next call. */
export async function roomForCall(): Promise<void> {
  const work = underWay.getStore();
  if (work === undefined) return;
  if (work.hasCalled) await work.room();
  work.hasCalled = true;
}
