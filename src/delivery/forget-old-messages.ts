import type { PostedMessage } from '#src/domain/delivery.ts';
import type { Collection } from '#src/platform/collection.ts';

const KEEP_MS = 30 * 24 * 3_600_000;

/** Forgets what was posted of incidents that ended long ago. Resolves with how many. */
export async function forgetOldMessages(messages: Collection<PostedMessage>, now: number): Promise<number> {
  const old: string[] = [];
  for await (const [id, { latestNotice, postedAt }] of messages.entries()) {
    const isOver = latestNotice.kind === 'resolved' || latestNotice.kind === 'maintenance_ended';
    if (isOver && now - postedAt > KEEP_MS) old.push(id);
  }
  for (const id of old) await messages.delete(id);
  return old.length;
}
