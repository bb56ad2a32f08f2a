import type { AlertRecord, Followers } from '#src/domain/alert-record.ts';
import type { DeliveryEnding, PostedMessage } from '#src/domain/delivery.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import { DAY_MS } from '#src/domain/time.ts';
import { breathe } from '#src/platform/breathe.ts';
import type { Collection, Commit, Write } from '#src/platform/collection.ts';

import { isEnd } from '#src/domain/is-end.ts';

const KEEP_MS = 30 * DAY_MS;
/** So long the buttons under an alert, and those who follow it, are known. */
const KEEP_ALERTS_MS = 90 * DAY_MS;
/** So many endings are kept at most: the newest. */
const ENDINGS_MAX = 200_000;
/** So many are deleted at once. */
const BATCH = 500;

export interface ForgetDeps {
  readonly messages: Collection<PostedMessage>;
  readonly endings: Collection<DeliveryEnding>;
  readonly alerts: Collection<AlertRecord>;
  readonly followers: Collection<Followers>;
  readonly snapshots: Collection<Snapshot>;
  readonly commit: Commit;
  /** Something of the notice is still to be told, so that its endings say what of it is done. */
  isLive(noticeId: string): boolean;
}

/** Forgets what was posted of incidents that ended long ago, and how deliveries ended. Resolves with how many. */
export async function forgetOld(deps: ForgetDeps, now: number): Promise<number> {
  const breath = breathe();
  const messages: string[] = [];
  for await (const [id, message] of deps.messages.entries()) {
    if (isEnd(message) && now - message.postedAt > KEEP_MS) messages.push(id);
    await breath();
  }
  const ended: { readonly id: string; readonly at: number }[] = [];
  for await (const [id, { at }] of deps.endings.entries()) {
    if (!deps.isLive(id.slice(0, id.lastIndexOf('@')))) ended.push({ id, at });
    await breath();
  }
  const asked: Write[] = [];
  for await (const [id, { notice }] of deps.alerts.entries()) {
    if (now - notice.at > KEEP_ALERTS_MS) asked.push(deps.alerts.deletionOf(id));
    await breath();
  }
  for await (const [id, { at }] of deps.followers.entries()) {
    if (now - at > KEEP_ALERTS_MS) asked.push(deps.followers.deletionOf(id));
    await breath();
  }
  for await (const [id, { at }] of deps.snapshots.entries()) {
    if (now - at > KEEP_MS) asked.push(deps.snapshots.deletionOf(id));
    await breath();
  }
  const newestFirst = ended.toSorted((a, b) => b.at - a.at);
  const endings = newestFirst.filter(({ at }, i) => i >= ENDINGS_MAX || now - at > KEEP_MS);
  const writes = [
    ...asked,
    ...messages.map((id) => deps.messages.deletionOf(id)),
    ...endings.map(({ id }) => deps.endings.deletionOf(id)),
  ];
  for (let at = 0; at < writes.length; at += BATCH) await deps.commit(writes.slice(at, at + BATCH));
  return writes.length;
}
