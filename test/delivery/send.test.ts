import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { DeliveryErrorKind } from '#src/delivery/delivery-error.ts';
import type { Tried } from '#src/delivery/sending/lane.ts';
import { send, sendEdit } from '#src/delivery/sending/send.ts';
import type { Message } from '#src/delivery/sending/send.ts';
import { aNotice, minute } from '#test/delivery/a-notice.ts';
import { fakeDiscord } from '#test/delivery/fake-discord.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const target = { channel: 'discord', address: 'a', mentions: [] };
const error = (kind: DeliveryErrorKind): DeliveryError => new DeliveryError(kind, 'It did not work.');

function setUp() {
  const clock = createFakeClock();
  const discord = fakeDiscord(clock);
  const { log, lines } = fakeLog();
  const slots: number[] = [];
  /** How long the next slots are waited for. */
  const waits: number[] = [];
  const sinces: number[] = [];
  const channel: typeof discord.channel = {
    ...discord.channel,
    find: (post, since) => {
      sinces.push(since);
      return discord.channel.find(post, since);
    },
  };
  const deps = {
    channel,
    clock,
    log,
    async slot(urgency: number) {
      slots.push(urgency);
      const waitMs = waits.shift();
      if (waitMs !== undefined) await clock.advance(waitMs);
    },
  };
  const sendOne = (tried?: Tried, changes: Partial<Message> = {}) =>
    send(
      {
        target,
        content: { kind: 'notice', notice: aNotice() },
        nonce: 'n',
        urgency: 2,
        tried,
        ...changes,
      },
      deps,
    );
  const edit = () =>
    sendEdit(
      { target, urgency: 3 },
      { messageId: 'm1', notice: aNotice(), rootId: 'm1', isFirst: true },
      deps,
    );
  return { clock, discord, lines, slots, waits, sinces, sendOne, edit };
}

describe('A message', () => {
  it('is sent, each call in its turn', async () => {
    const { discord, slots, sendOne } = setUp();
    expect(await sendOne(undefined, { replyTo: 'm0' })).toEqual({ kind: 'sent', messageId: 'm1' });
    expect(discord.messages).toMatchObject([{ replyTo: 'm0', nonce: 'n', plain: false }]);
    expect([slots, discord.looks]).toEqual([[2], 0]);
  });

  it.each<[rule: string, waits: number[], tried: Tried | undefined, isSent: boolean]>([
    ['a first try', [2 * minute], undefined, true],
    ['a first try', [2 * minute + 1], undefined, false],
    ['another try', [minute], { attempt: { at: 5 }, atMs: 0 }, true],
    ['another try', [minute + 1], { attempt: { at: 5 }, atMs: 0 }, false],
    ['one that was looked up', [9 * minute, 2 * minute], { attempt: { at: 5 } }, false],
    ['one that was looked up', [minute, minute], { attempt: { at: 5 } }, true],
  ])(
    'is not sent after a long wait, as of a process that slept: %s after %j',
    async (_, waited, tried, isSent) => {
      const { clock, discord, waits, sendOne } = setUp();
      await clock.advance(minute);
      waits.push(...waited);
      const sent = await sendOne(tried);
      expect([sent.kind, discord.messages.length]).toEqual(isSent ? ['sent', 1] : ['failed', 0]);
    },
  );

  it.each<[rule: string, waitMs: number, tried: Tried, looks: number]>([
    ['it was tried a moment ago', minute, { attempt: { at: 5 }, atMs: 0 }, 0],
    ['it was tried two minutes ago', 2 * minute, { attempt: { at: 5 }, atMs: 0 }, 0],
    ['it was tried longer ago than that', 2 * minute + 1, { attempt: { at: 5 }, atMs: 0 }, 1],
    [
      'it was tried a moment ago, long after the start',
      9 * minute,
      { attempt: { at: 5 }, atMs: 8 * minute },
      0,
    ],
    ['it was tried by an earlier run', 0, { attempt: { at: 5 } }, 1],
    ['it was answered unclearly', 0, { attempt: { at: 5, unclear: true }, atMs: 0 }, 1],
  ])('is looked for first, from the time of its first try on, where %s: %j', async (...row) => {
    const [, waitMs, tried, looks] = row;
    const { clock, discord, sinces, sendOne } = setUp();
    await clock.advance(waitMs);
    expect(await sendOne(tried)).toEqual({ kind: 'sent', messageId: 'm1' });
    expect([discord.looks, sinces]).toEqual([looks, looks === 0 ? [] : [5]]);
    // What is found is not sent again.
    expect(await sendOne({ attempt: { at: 5 } })).toEqual({ kind: 'sent', messageId: 'm1' });
    expect(discord.messages).toHaveLength(1);
  });

  it('that is refused is sent as its headline', async () => {
    const { discord, lines, slots, sendOne } = setUp();
    discord.next.push(error('refused'));
    expect(await sendOne()).toEqual({ kind: 'sent', messageId: 'm1' });
    expect(lines).toEqual(['error: an alert was refused; sending its headline']);
    expect(discord.messages).toMatchObject([{ plain: true }]);
    expect(slots).toEqual([2, 2]);
  });

  it('that has no headline, or whose headline is refused, is refused', async () => {
    const { discord, slots, sendOne } = setUp();
    const content = { kind: 'catch_up', goingOn: [aNotice()], over: [] } as const;
    const refused = { kind: 'refused', reason: 'It did not work.' };
    discord.next.push(error('refused'));
    expect(await sendOne(undefined, { content })).toEqual(refused);
    expect(slots).toEqual([2]);
    discord.next.push(error('refused'), error('refused'));
    expect(await sendOne()).toEqual(refused);
    expect(discord.messages).toEqual([]);
  });

  it.each<DeliveryErrorKind>(['busy', 'trouble', 'unclear', 'closed'])(
    'that is not taken because of %s is not tried as its headline',
    async (kind) => {
      const { discord, slots, sendOne } = setUp();
      discord.next.push(error(kind));
      expect(await sendOne()).toEqual({ kind: 'failed', error: error(kind) });
      expect(slots).toEqual([2]);
    },
  );

  it('that was deleted by a moderator meanwhile is gone', async () => {
    const { discord, sendOne } = setUp();
    discord.next.push(error('message_gone'));
    expect(await sendOne()).toEqual({ kind: 'gone' });
  });

  it('that nobody answers within half a minute has failed', async () => {
    const { clock, discord, sendOne } = setUp();
    discord.next.push(new Promise(() => undefined));
    const sent = sendOne();
    await clock.advance(30_000);
    expect(await sent).toMatchObject({ kind: 'failed', error: { kind: 'trouble' } });
  });

  it('that meets an error of any other kind is in trouble, which says what it was', async () => {
    const { discord, sendOne } = setUp();
    const cause = new TypeError('fetch failed');
    discord.next.push(cause);
    const sent = await sendOne();
    expect(sent).toMatchObject({
      kind: 'failed',
      error: { kind: 'trouble', message: 'fetch failed', cause },
    });
  });
});

describe('An edit', () => {
  it('is made in its turn', async () => {
    const { slots, edit } = setUp();
    expect(await edit()).toEqual({ kind: 'edited' });
    expect(slots).toEqual([3]);
  });

  it.each<[DeliveryErrorKind, string]>([
    ['refused', 'refused'],
    ['message_gone', 'gone'],
    ['trouble', 'failed'],
    ['closed', 'failed'],
  ])('that meets %s has %s', async (kind, expected) => {
    const { discord, edit } = setUp();
    discord.next.push(error(kind));
    expect((await edit()).kind).toBe(expected);
  });

  it('that nobody answers within half a minute has failed', async () => {
    const { clock, discord, edit } = setUp();
    discord.next.push(new Promise(() => undefined));
    const edited = edit();
    await clock.advance(30_000);
    expect((await edited).kind).toBe('failed');
  });
});
