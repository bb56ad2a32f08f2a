import type { Channel, Content } from '#src/delivery/channel.ts';
import { catchUpOf } from '#src/delivery/catch-up.ts';
import { takeOut } from '#src/delivery/lane.ts';
import type { Lane, NextStep, Tried, Waiting } from '#src/delivery/lane.ts';
import type { Ended, Ledger } from '#src/delivery/ledger.ts';
import { nonceOf } from '#src/delivery/nonce.ts';
import { send, sendEdit } from '#src/delivery/send.ts';
import type { SendDeps, Sent } from '#src/delivery/send.ts';
import { isEnd } from '#src/delivery/supersede.ts';
import { isTold } from '#src/delivery/told.ts';
import { urgencyOf, URGENCY } from '#src/delivery/urgency.ts';
import type { Delivery, PostedMessage } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';

export interface TellDeps extends SendDeps {
  readonly channel: Channel;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** What came of one try to tell something. */
export interface Outcome {
  /** What was told by it, or was to be. */
  readonly waiting: readonly Waiting[];
  /** `moot`: it had been told, or there was nothing to bring up to date. */
  readonly result: Sent | { readonly kind: 'moot'; readonly why: string };
  /** What is posted now, if it was sent. */
  readonly posted: (at: number, messageId: string) => PostedMessage[];
}

export interface Teller {
  /** Tells the next message of a lane. Rejects when the store does not take what has to be kept before. */
  tell(lane: Lane, step: Extract<NextStep, { kind: 'run' }>): Promise<Outcome>;
  /** Tells everything that has waited at an address that was closed in one message. */
  catchUp(all: readonly Waiting[]): Promise<Outcome>;
}

/** Edits of one address keep this distance. */
const EDIT_EVERY_MS = 10_000;
/** A message is told with a word about that from then on. */
const LATE_MS = 2 * 60_000;

/** The order of writes is what makes it safe: that it is tried is kept, it is sent, and then (by the sender) recorded. */
export function createTeller(deps: TellDeps): Teller {
  const { channel, ledger, clock } = deps;

  async function tell(lane: Lane, step: Extract<NextStep, { kind: 'run' }>): Promise<Outcome> {
    const { waiting, superseded } = step;
    const { delivery } = waiting;
    const { notice, target } = delivery;
    const posted = await ledger.posted(notice.incident, target.address);
    if (posted === undefined ? delivery.kind === 'refresh' : isTold(posted, notice, delivery.kind)) {
      const why = posted === undefined ? 'there is nothing to bring up to date' : `of ${posted.noticeId}`;
      return { waiting: [waiting], result: { kind: 'moot', why }, posted: () => [] };
    }
    await begin(waiting, superseded);
    for (const one of superseded) {
      takeOut(lane, one);
      markSummary(lane, one.delivery.notice);
    }
    const urgency = urgencyOf(delivery);
    const isEdit = delivery.kind === 'refresh' || (posted?.kind === 'flapping' && notice.kind === 'flapping');
    if (isEdit && posted !== undefined) {
      const result = await sendEdit({ target, urgency }, { messageId: posted.latestId, notice }, deps);
      if (delivery.kind === 'refresh') lane.editsFromMs = clock.monotonic() + EDIT_EVERY_MS;
      const now = { noticeId: notice.id, kind: notice.kind };
      // News that an old message can no longer show (Discord limits its edits) is told as a new one.
      if (result.kind !== 'refused' || delivery.kind === 'refresh') {
        return { waiting: [waiting], result, posted: (at) => [{ ...posted, ...now, postedAt: at }] };
      }
    }
    const tried = waiting.tried;
    waiting.tried = triedNow(tried);
    const result = await send(
      {
        target,
        content: contentOf(waiting, posted),
        nonce: nonceOf(delivery.id),
        ...(posted !== undefined && { replyTo: posted.rootId }),
        urgency,
        tried,
      },
      deps,
    );
    // It surely has not arrived, so that it can still be superseded.
    if (isTurnedAway(result)) waiting.tried = tried;
    return {
      waiting: [waiting],
      result,
      posted: (at, messageId) => [postedOf(delivery, posted?.rootId ?? messageId, messageId, at)],
    };
  }

  function contentOf(
    { delivery: { notice }, isSummary }: Waiting,
    posted: PostedMessage | undefined,
  ): Content {
    const lateMs = clock.now() - notice.at;
    return {
      kind: 'notice',
      notice,
      ...(lateMs >= LATE_MS && { lateMs }),
      ...((isSummary ?? isMissed(notice, posted)) && { missed: true as const }),
    };
  }

  async function catchUp(all: readonly Waiting[]): Promise<Outcome> {
    const begun = all.find(({ tried }) => tried?.attempt.covers !== undefined)?.tried;
    const covers = new Set(begun?.attempt.covers ?? all.map(({ delivery }) => delivery.id));
    const covered = all.filter(({ delivery }) => covers.has(delivery.id));
    const [first] = covered;
    if (first === undefined) throw new RangeError('There is nothing to catch up with.');
    const content = catchUpOf(covered.map(({ delivery }) => delivery));
    // Which were told together has to be known after a crash.
    const attempt = begun?.attempt ?? { at: channel.now(), covers: [...covers] };
    await ledger.begin(first.delivery.id, attempt, []);
    const target = { ...first.delivery.target, mentions: [] };
    const nonce = nonceOf([...covers].join(' '));
    const result = await send({ target, content, nonce, urgency: URGENCY.recovery, tried: begun }, deps);
    first.tried = isTurnedAway(result) ? begun : { attempt, atMs: begun?.atMs ?? clock.monotonic() };
    return {
      waiting: covered,
      result,
      posted: (at, messageId) =>
        content.goingOn.flatMap((notice) => {
          const delivery = covered.find((one) => one.delivery.notice === notice)?.delivery;
          return delivery === undefined ? [] : [postedOf(delivery, messageId, messageId, at)];
        }),
    };
  }

  function triedNow(tried: Tried | undefined): Tried {
    return { attempt: tried?.attempt ?? { at: channel.now() }, atMs: tried?.atMs ?? clock.monotonic() };
  }

  async function begin(waiting: Waiting, superseded: readonly Waiting[]): Promise<void> {
    const attempt = waiting.tried?.attempt ?? { at: channel.now() };
    const why = `by ${waiting.delivery.notice.id}`;
    const endings = superseded.map(({ delivery }): Ended => ({
      delivery,
      ending: { kind: 'superseded', why, at: clock.now() },
    }));
    await ledger.begin(waiting.delivery.id, attempt, endings);
  }

  return { tell, catchUp };
}

/** The end of an incident says of what it superseded that it began, too. */
function markSummary(lane: Lane, { kind, incident }: Notice): void {
  if (kind !== 'opened' && kind !== 'reopened' && kind !== 'flapping') return;
  const end = lane.notices.find(({ delivery: { notice } }) => notice.incident === incident && isEnd(notice));
  if (end !== undefined) end.isSummary = true;
}

/** Whether the beginning of what a notice ends was never told: it was over by the time that it could be. */
function isMissed(notice: Notice, posted: PostedMessage | undefined): boolean {
  return isEnd(notice) && notice.leftBehind !== true && (posted === undefined || isEnd(posted));
}

function isTurnedAway(sent: Sent): boolean {
  return sent.kind === 'failed' && ['busy', 'closed', 'unauthorized'].includes(sent.error.kind);
}

function postedOf({ notice, target }: Delivery, rootId: string, latestId: string, at: number): PostedMessage {
  const { incident, id: noticeId, kind } = notice;
  return { address: target.address, incident, rootId, latestId, noticeId, kind, postedAt: at };
}
