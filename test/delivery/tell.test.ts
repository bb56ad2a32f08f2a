import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { allOf } from '#src/delivery/sending/lane.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import { nextStep } from '#src/delivery/sending/lane.ts';
import { createLedger } from '#src/delivery/ledger.ts';
import { createTeller } from '#src/delivery/sending/tell.ts';
import type { TellOutcome } from '#src/delivery/sending/tell.ts';
import { postedMessageId } from '#src/domain/delivery.ts';
import type { PostedMessage } from '#src/domain/delivery.ts';
import type { Notice, NoticeKind } from '#src/domain/incident.ts';
import { aDelivery, aLane, aWaiting } from '#test/delivery/a-delivery.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';
import { fakeDiscord } from '#test/delivery/fake-discord.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const of = (n: number, kind: NoticeKind, changes: Partial<Notice> = {}) =>
  aDelivery({ incident: 'x', id: `x#${n}`, kind, at: noon, ...changes });
const refresh = (n: number, eta: number) => {
  const notice = { incident: 'x', id: `x#${n}`, at: noon, eta };
  return aDelivery(notice, { kind: 'refresh' });
};

function setUp() {
  const clock = createFakeClock(noon);
  const discord = fakeDiscord(clock);
  const store = memoryStore();
  const ledger = createLedger(store);
  const teller = createTeller({
    channel: discord.channel,
    ledger,
    clock,
    log: fakeLog().log,
    slot: async () => {},
  });
  /** What the incident's message shows by now: that of an earlier notice. */
  const shows = (n: number, kind: NoticeKind, more: Partial<PostedMessage> = {}): void => {
    const posted = { address: 'a', incident: 'x', rootId: 'm-root', latestId: 'm-latest', kind };
    store.messages.records.set(postedMessageId('x', 'a'), {
      ...posted,
      noticeId: `x#${n}`,
      postedAt: noon,
      ...more,
    });
  };
  const tell = async (lane: Lane): Promise<TellOutcome> => {
    const step = nextStep(lane, clock.monotonic());
    if (step.kind !== 'run') throw new Error(`The lane does not run: ${step.kind}`);
    return await teller.tell(lane, step);
  };
  const attempts = (): string[] => [...store.attempts.records.keys()];
  return { clock, discord, store, teller, tell, shows, attempts };
}

describe('What is told next', () => {
  it.each<[rule: string, shown: [number, NoticeKind] | undefined, lane: Lane, expected: object]>([
    ['is moot where it was told', [1, 'opened'], aLane({}, of(1, 'opened')), { kind: 'moot', why: 'of x#1' }],
    [
      'is moot where something later was told',
      [3, 'resolved'],
      aLane({}, of(2, 'changed')),
      { kind: 'moot', why: 'of x#3' },
    ],
    [
      'is moot where there is no message to bring up to date',
      undefined,
      aLane({}, refresh(1, 1)),
      { kind: 'moot', why: 'there is nothing to bring up to date' },
    ],
    ['is a message where nothing was told', undefined, aLane({}, of(1, 'opened')), { kind: 'sent' }],
    ['is a message where it is newer', [1, 'opened'], aLane({}, of(2, 'changed')), { kind: 'sent' }],
    ['is an edit where it brings up to date', [1, 'opened'], aLane({}, refresh(1, 1)), { kind: 'edited' }],
    ['is an edit while it flaps', [1, 'flapping'], aLane({}, of(2, 'flapping')), { kind: 'edited' }],
    ['is a message when it begins to flap', [1, 'opened'], aLane({}, of(2, 'flapping')), { kind: 'sent' }],
    ['is a message when it ends to flap', [1, 'flapping'], aLane({}, of(2, 'resolved')), { kind: 'sent' }],
  ])('%s', async (_rule, shown, lane, expected) => {
    const { tell, shows } = setUp();
    if (shown !== undefined) shows(...shown);
    const outcome = await tell(lane);
    expect(outcome.result).toMatchObject(expected);
    expect(outcome.waiting).toEqual(allOf(lane));
  });

  it('leaves nothing posted where it is moot', async () => {
    const { tell, attempts } = setUp();
    const { posted } = await tell(aLane({}, refresh(1, 1)));
    expect([posted(noon, 'm1'), attempts()]).toEqual([[], []]);
  });

  it('keeps edits ten seconds apart; a message is kept apart from nothing', async () => {
    const { clock, tell, shows } = setUp();
    await clock.advance(minute);
    shows(1, 'opened');
    const lane = aLane({}, refresh(1, 1));
    await tell(lane);
    expect(lane.editsFromMs).toBe(minute + 10_000);
    shows(1, 'flapping');
    const flapping = aLane({}, of(2, 'flapping'));
    await tell(flapping);
    expect(flapping.editsFromMs).toBe(Number.NEGATIVE_INFINITY);
  });

  it('remembers what is shown now: the first message as the root, the newest as the latest', async () => {
    const { tell, shows } = setUp();
    const first = await tell(aLane({}, of(1, 'opened')));
    const posted = { address: 'a', incident: 'x', postedAt: 7 };
    expect(first.posted(7, 'm9')).toEqual([
      { ...posted, rootId: 'm9', latestId: 'm9', noticeId: 'x#1', kind: 'opened' },
    ]);
    shows(1, 'opened');
    const second = await tell(aLane({}, of(2, 'changed')));
    expect(second.posted(7, 'm9')).toEqual([
      { ...posted, rootId: 'm-root', latestId: 'm9', noticeId: 'x#2', kind: 'changed' },
    ]);
    const edit = await tell(aLane({}, refresh(1, 1)));
    expect(edit.posted(7, '')).toEqual([
      { ...posted, rootId: 'm-root', latestId: 'm-latest', noticeId: 'x#1', kind: 'opened' },
    ]);
  });

  it('is a reply to the first message, with the edit of its newest one', async () => {
    const { discord, tell, shows } = setUp();
    shows(1, 'opened');
    await tell(aLane({}, of(2, 'changed')));
    expect(discord.messages).toMatchObject([{ replyTo: 'm-root' }]);
  });

  it('is a new message of what flaps where its old one takes no more edits, and no more than that', async () => {
    const { discord, tell, shows } = setUp();
    const refused = (): DeliveryError => new DeliveryError('refused', 'Too many edits');
    shows(1, 'flapping');
    discord.next.push(refused());
    expect((await tell(aLane({}, of(2, 'flapping')))).result).toMatchObject({ kind: 'sent' });
    discord.next.push(new DeliveryError('message_gone', 'deleted'));
    expect((await tell(aLane({}, of(2, 'flapping')))).result).toMatchObject({ kind: 'gone' });
    expect(discord.messages).toHaveLength(1);
  });
});

describe('A message', () => {
  it.each([
    [0, undefined],
    [2 * minute - 1, undefined],
    [2 * minute, 2 * minute],
  ])('that is told %i ms late says so: %s', async (ms, lateMs) => {
    const { clock, discord, tell } = setUp();
    await clock.advance(ms);
    await tell(aLane({}, of(1, 'opened')));
    expect(discord.messages[0]?.content).toEqual({
      kind: 'notice',
      notice: expect.anything(),
      ...(lateMs !== undefined && { lateMs }),
    });
  });

  it.each<
    [rule: string, shown: [number, NoticeKind] | undefined, notice: Partial<Notice>, expected: boolean]
  >([
    ['an end, where nothing was told', undefined, { kind: 'resolved' }, true],
    ['an end, where an earlier end was told', [1, 'resolved'], { kind: 'resolved' }, true],
    ['an end, where its beginning was told', [1, 'opened'], { kind: 'resolved' }, false],
    [
      'the end of what a greater outage left behind',
      undefined,
      { kind: 'resolved', leftBehind: true },
      false,
    ],
    ['a beginning', undefined, { kind: 'opened' }, false],
  ])('says that its beginning was missed: %s', async (_rule, shown, notice, expected) => {
    const { discord, tell, shows } = setUp();
    if (shown !== undefined) shows(...shown);
    await tell(aLane({}, of(2, notice.kind ?? 'opened', notice)));
    const [message] = discord.messages;
    expect(message?.content.kind === 'notice' && message.content.missed === true).toBe(expected);
  });

  it.each<[rule: string, superseded: NoticeKind, expected: boolean]>([
    ['began', 'opened', true],
    ['began again', 'reopened', true],
    ['began to flap', 'flapping', true],
    ['changed', 'changed', false],
  ])('of an end says what it has made needless to tell: that it %s', async (_rule, kind, expected) => {
    const { discord, tell, shows } = setUp();
    shows(1, 'opened');
    const other = aDelivery({ incident: 'y', id: 'y#1', kind: 'resolved', at: noon });
    const lane = aLane({}, of(2, kind), other, of(3, 'changed'), of(4, 'resolved'));
    await tell(lane);
    // The other one is told first, as it is no part of this.
    expect(lane.notices.map(({ delivery }) => delivery.notice.id)).toEqual(['y#1', 'x#3', 'x#4']);
    lane.notices = lane.notices.slice(1);
    await tell(lane);
    const last = discord.messages.at(-1);
    expect(last?.notice.id).toBe('x#4');
    expect(last?.content.kind === 'notice' && last.content.missed === true).toBe(expected);
  });

  it('says so too when the process has ended in between', async () => {
    const { discord, tell, shows } = setUp();
    shows(1, 'opened');
    discord.next.push(new DeliveryError('trouble', 'no'));
    await tell(aLane({}, of(2, 'resolved'), of(3, 'reopened'), of(4, 'resolved')));
    await tell(aLane({}, of(4, 'resolved')));
    const last = discord.messages.at(-1);
    expect(last?.content.kind === 'notice' && last.content.missed === true).toBe(true);
  });

  it('is begun in the store before it is sent, with what it supersedes', async () => {
    const { discord, store, tell, attempts } = setUp();
    discord.next.push(new DeliveryError('trouble', 'no'));
    const lane = aLane({}, of(1, 'opened'), of(2, 'resolved'));
    await tell(lane);
    expect(attempts()).toEqual(['x#2@a']);
    expect([...store.endings.records]).toEqual([
      ['x#1@a', { kind: 'superseded', why: 'by x#2', at: noon, isBeginning: true }],
    ]);
    expect(allOf(lane).map(({ delivery }) => delivery.id)).toEqual(['x#2@a']);
  });

  it.each<[DeliveryError['kind'], boolean]>([
    ['busy', false],
    ['closed', false],
    ['trouble', true],
    ['unclear', true],
  ])('that is answered with %s may have arrived: %s', async (kind, mayHave) => {
    const { clock, discord, tell } = setUp();
    await clock.advance(7);
    const lane = aLane({}, of(1, 'opened'));
    discord.next.push(new DeliveryError(kind, 'no'));
    await tell(lane);
    const expected = mayHave ? { attempt: { at: noon + 7 }, atMs: 7 } : undefined;
    expect(lane.notices[0]?.tried).toEqual(expected);
    // The first try counts, whatever comes later.
    await clock.advance(100);
    discord.next.push(new DeliveryError('trouble', 'no'));
    await tell(lane);
    expect(lane.notices[0]?.tried).toEqual(expected ?? { attempt: { at: noon + 107 }, atMs: 107 });
  });

  it('that an earlier run has tried is tried by this one from now on, and keeps the time of its first try', async () => {
    const { clock, discord, store, tell } = setUp();
    await clock.advance(9);
    const lane = aLane();
    lane.notices = [aWaiting(of(1, 'opened'), { tried: { attempt: { at: 5 } } })];
    discord.next.push(new DeliveryError('trouble', 'no'));
    await tell(lane);
    expect(lane.notices[0]?.tried).toEqual({ attempt: { at: 5 }, atMs: 9 });
    expect(store.attempts.records.get('x#1@a')).toEqual({ at: 5 });
  });
});

describe('What has waited at a closed address', () => {
  const x = of(1, 'opened');
  const y = aDelivery({ incident: 'y', id: 'y#2', kind: 'resolved', at: noon });
  const ids = ({ waiting }: TellOutcome): string[] => waiting.map(({ delivery }) => delivery.id);

  it('is told in one message, that mentions nobody, and answers are replies to it', async () => {
    const { discord, store, teller } = setUp();
    const outcome = await teller.catchUp([aWaiting(x), aWaiting(y)]);
    expect(ids(outcome)).toEqual([x.id, y.id]);
    expect(discord.messages.map(({ content }) => content.kind)).toEqual(['catch_up']);
    expect(store.attempts.records.get(x.id)).toEqual({ at: noon, covers: [x.id, y.id] });
    expect(outcome.posted(7, 'm1')).toEqual([
      {
        address: 'a',
        incident: 'x',
        rootId: 'm1',
        latestId: 'm1',
        noticeId: 'x#1',
        kind: 'opened',
        postedAt: 7,
        shared: true,
      },
    ]);
  });

  it('is told again with the same when it was tried, and what has come since waits', async () => {
    const { clock, discord, teller } = setUp();
    const all = [aWaiting(x), aWaiting(y)];
    discord.next.push(new DeliveryError('trouble', 'no'));
    await clock.advance(5);
    await teller.catchUp(all);
    expect(all.map(({ tried }) => tried?.atMs)).toEqual([5, undefined]);
    await clock.advance(5);
    const z = aDelivery({ incident: 'z', id: 'z#1' });
    discord.next.push(new DeliveryError('trouble', 'no'));
    expect(ids(await teller.catchUp([...all, aWaiting(z)]))).toEqual([x.id, y.id]);
    expect(all[0]?.tried).toEqual({ attempt: { at: noon + 5, covers: [x.id, y.id] }, atMs: 5 });
    const again = await teller.catchUp([...all, aWaiting(z)]);
    expect(ids(again)).toEqual([x.id, y.id]);
    const nonces = discord.messages.map(({ nonce }) => nonce);
    expect(nonces).toHaveLength(1);
  });

  it('is not taken for tried where it was turned away, or where one was tried by itself', async () => {
    const { discord, teller } = setUp();
    const first = aWaiting(x, { tried: { attempt: { at: 1 }, atMs: 0 } });
    discord.next.push(new DeliveryError('closed', 'no'));
    expect(ids(await teller.catchUp([first, aWaiting(y)]))).toEqual([x.id, y.id]);
    expect(first.tried).toBeUndefined();
  });

  it('has another nonce than each message of it', async () => {
    const { discord, teller, tell } = setUp();
    await teller.catchUp([aWaiting(x), aWaiting(y)]);
    await teller.catchUp([aWaiting(y), aWaiting(x)]);
    await tell(aLane({}, x));
    expect(new Set(discord.messages.map(({ nonce }) => nonce)).size).toBe(3);
  });
});
