import type { Channel } from '#src/delivery/channel.ts';
import { catchUpOf } from '#src/delivery/catch-up.ts';
import { takeOut } from './lane.ts';
import type { Lane, NextStep, Tried, Waiting } from './lane.ts';
import type { Ended, Ledger } from '#src/delivery/ledger.ts';
import { nonceOf } from './nonce.ts';
import { send, sendEdit } from './send.ts';
import type { SendDeps, Sent } from './send.ts';
import { isBeginning } from '#src/domain/is-beginning.ts';
import { isEnd } from '#src/domain/is-end.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import { isTold } from '#src/delivery/alerts/told.ts';
import { isLoud, urgencyOf, URGENCY } from './urgency.ts';
import type { Content } from '#src/domain/content.ts';
import type { Delivery, PostedMessage, Telling } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';

export interface TellDeps extends SendDeps {
  readonly channel: Channel;
  readonly ledger: Pick<Ledger, 'begin' | 'posted' | 'followersOf' | 'hasMissed'>;
  readonly clock: Clock;
}

/** What came of one try to tell something. */
export interface TellOutcome {
  /** What was told by it, or was to be. */
  readonly waiting: readonly Waiting[];
  /** `moot`: it had been told, or there was nothing to bring up to date. */
  readonly result: Sent | { readonly kind: 'moot'; readonly why: string };
  /** What is posted now, if it was sent. */
  readonly posted: (at: number, messageId: string) => PostedMessage[];
  /** What is to be told because of it, such as that the first message is to be brought up to date. */
  readonly owed?: readonly Telling[];
}

export interface Teller {
  /** Tells the next message of a lane. Rejects when the store does not take what has to be kept before. */
  tell(lane: Lane, step: Extract<NextStep, { kind: 'run' }>): Promise<TellOutcome>;
  /** Tells everything that has waited at an address that was closed in one message. */
  catchUp(all: readonly Waiting[], isDigest?: true): Promise<TellOutcome>;
}

/** Edits of one address keep this distance. */
const EDIT_EVERY_MS = 10_000;
/** A message is told with a word about that from then on. */
const LATE_MS = 2 * 60_000;

/** The order of writes is what makes it safe: that it is tried is kept, it is sent, and then (by the sender) recorded. */
export function createTeller(deps: TellDeps): Teller {
  const { channel, ledger, clock } = deps;
  const channelNow = channel.traits?.now ?? (() => clock.now());

  async function tell(lane: Lane, step: Extract<NextStep, { kind: 'run' }>): Promise<TellOutcome> {
    const { waiting, superseded } = step;
    const { delivery } = waiting;
    const { notice, target } = delivery;
    const posted = await ledger.posted(notice.incident, target.address);
    if (posted === undefined ? delivery.kind === 'refresh' : isTold(posted, notice, delivery.kind)) {
      const why = posted === undefined ? 'there is nothing to bring up to date' : `of ${posted.noticeId}`;
      return { waiting: [waiting], result: { kind: 'moot', why }, posted: () => [] };
    }
    await begin(waiting, superseded);
    for (const one of superseded) takeOut(lane, one);
    const urgency = urgencyOf(delivery);
    if (posted !== undefined) {
      const result = await editInPlace(delivery, posted, urgency);
      if (delivery.kind === 'refresh') lane.editsFromMs = clock.monotonic() + EDIT_EVERY_MS;
      // What an old message can no longer show (Discord limits its edits) is told as a new one, if it was not yet.
      const isNews = delivery.kind === 'notice' || (!isFollowUp(delivery) && posted.shared !== true);
      if (result !== undefined && !(result.kind === 'refused' && isNews)) {
        const now = { noticeId: notice.id, kind: notice.kind };
        const owed = delivery.kind === 'notice' ? firstMessageOf(delivery, posted) : [];
        return { waiting: [waiting], result, posted: (at) => [{ ...posted, ...now, postedAt: at }], owed };
      }
    }
    const tried = waiting.tried;
    waiting.tried = triedNow(tried);
    const result = await send(
      {
        target,
        content: await contentOf(delivery, posted),
        nonce: nonceOf(delivery.id),
        ...(posted !== undefined && { replyTo: posted.rootId }),
        ...(isQuiet(delivery) && { quiet: true as const }),
        followers: await followersOf(delivery, posted),
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
      posted: (at, messageId) => {
        // What is said again is not what is kept up to date.
        if (posted !== undefined && isRepeat(delivery)) return [];
        return [
          {
            ...postedOf(delivery, posted?.rootId ?? messageId, messageId, at),
            ...(posted?.shared === true && { shared: true as const }),
          },
        ];
      },
      owed: posted === undefined || delivery.kind !== 'notice' ? [] : firstMessageOf(delivery, posted),
    };
  }

  /**
   * A refresh brings the first message up to date, and while it flaps the one that says so. More flapping is shown where
   * flapping was told. `undefined` for what is told in a message of its own.
   */
  async function editInPlace(
    { kind, notice, target }: Delivery,
    posted: PostedMessage,
    urgency: number,
  ): Promise<Sent | undefined> {
    const isFlapping = posted.kind === 'flapping' && notice.kind === 'flapping';
    if (isRepeat({ kind }) || (kind === 'notice' && !isFlapping)) return undefined;
    const { latestId, rootId } = posted;
    if (isFlapping && latestId !== rootId) {
      const edit = { messageId: latestId, rootId, notice, isFirst: false };
      const edited = await sendEdit({ target, urgency }, edit, deps);
      if (edited.kind !== 'edited' || kind === 'notice') return edited;
    }
    if (posted.shared === true) return { kind: 'edited' };
    return await sendEdit({ target, urgency }, { messageId: rootId, rootId, notice, isFirst: true }, deps);
  }

  /** Who asked to be mentioned when it is over. */
  async function followersOf(
    { kind, notice, target }: Delivery,
    posted: PostedMessage | undefined,
  ): Promise<string[]> {
    if (kind !== 'notice' || !isEnd(notice) || posted === undefined) return [];
    return await ledger.followersOf(notice.incident, [target.address, posted.rootId]);
  }

  async function contentOf({ kind, notice }: Delivery, posted: PostedMessage | undefined): Promise<Content> {
    const lateMs = clock.now() - notice.at;
    return {
      kind: 'notice',
      notice,
      ...((kind === 'reminder' || kind === 'unmuted') && { still: kind }),
      ...(lateMs >= LATE_MS && { lateMs }),
      ...((await isMissed(notice, posted)) && { missed: true as const }),
    };
  }

  /** Whether the beginning of what a notice ends was never told: it was over by the time that it could be. */
  async function isMissed(notice: Notice, posted: PostedMessage | undefined): Promise<boolean> {
    if (!isEnd(notice) || notice.leftBehind === true) return false;
    return posted === undefined || isEnd(posted) || (await ledger.hasMissed(posted, notice));
  }

  async function catchUp(all: readonly Waiting[], isDigest?: true): Promise<TellOutcome> {
    const begun = all.find(({ tried }) => tried?.attempt.covers !== undefined)?.tried;
    const covers = new Set(begun?.attempt.covers ?? all.map(({ delivery }) => delivery.id));
    const covered = all.filter(({ delivery }) => covers.has(delivery.id));
    const [first] = covered;
    if (first === undefined) throw new RangeError('There is nothing to catch up with.');
    if (isDigest && covered.every(({ delivery }) => delivery.digestAt === 'never')) {
      const result = { kind: 'moot', why: 'no digest is wanted' } as const;
      return { waiting: covered, result, posted: () => [] };
    }
    const content = { ...catchUpOf(covered.map(({ delivery }) => delivery)), ...(isDigest && { isDigest }) };
    // Which were told together has to be known after a crash.
    const attempt = begun?.attempt ?? { at: channelNow(), covers: [...covers] };
    await ledger.begin(first.delivery, attempt, []);
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
          return delivery === undefined
            ? []
            : [{ ...postedOf(delivery, messageId, messageId, at), shared: true as const }];
        }),
    };
  }

  function triedNow(tried: Tried | undefined): Tried {
    return { attempt: tried?.attempt ?? { at: channelNow() }, atMs: tried?.atMs ?? clock.monotonic() };
  }

  async function begin(waiting: Waiting, superseded: readonly Waiting[]): Promise<void> {
    const attempt = waiting.tried?.attempt ?? { at: channelNow() };
    const why = `by ${waiting.delivery.notice.id}`;
    const endings = superseded.map(({ delivery }): Ended => ({
      delivery,
      ending: {
        kind: 'superseded',
        why,
        at: clock.now(),
        ...(isBeginning(delivery.notice) && { isBeginning: true as const }),
      },
    }));
    await ledger.begin(waiting.delivery, attempt, endings);
  }

  return { tell, catchUp };
}

/** That the first message is to be brought up to date, where it speaks of nothing else. */
function firstMessageOf(delivery: Delivery, posted: PostedMessage): Telling[] {
  if (posted.shared === true) return [];
  const { guildId, notice, subscriptionIds, target } = delivery;
  const to = [{ guildId, target: { ...target, mentions: [] }, subscriptionIds }];
  return tellingsOf({ kind: 'refresh', notice }, to, delivery.createdAt).map((telling) => ({
    ...telling,
    id: `${telling.id}${FIRST_MESSAGE}${target.address}`,
  }));
}

/** Marks tellings that follow from a message which says the same. */
const FIRST_MESSAGE = '/first/';

function isFollowUp({ telling }: Delivery): boolean {
  return telling.includes(FIRST_MESSAGE);
}

function isRepeat({ kind }: Pick<Delivery, 'kind'>): boolean {
  return kind === 'reminder' || kind === 'unmuted';
}

function isQuiet(delivery: Delivery): boolean {
  return isRepeat(delivery) || delivery.isHushed === true || !isLoud(delivery.notice);
}

function isTurnedAway(sent: Sent): boolean {
  return sent.kind === 'failed' && ['busy', 'closed'].includes(sent.error.kind);
}

function postedOf({ notice, target }: Delivery, rootId: string, latestId: string, at: number): PostedMessage {
  const { incident, id: noticeId, kind } = notice;
  return { address: target.address, incident, rootId, latestId, noticeId, kind, postedAt: at };
}
