import { describe, expect, it } from 'vitest';

import type { OutgoingMessage } from '#src/delivery/channel.ts';
import { send } from '#src/delivery/sending/send.ts';
import type { Message } from '#src/delivery/sending/send.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { fakeDiscord } from '#test/delivery/fake-discord.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const target = { channel: 'discord', address: 'a', mentions: [] };
const content = { kind: 'notice', notice: aNotice() } as const;
const bare: Message = { target, content, nonce: 'n', urgency: 2, tried: undefined };

async function postOf(changes: Partial<Message>): Promise<OutgoingMessage | undefined> {
  const clock = createFakeClock();
  const posts: OutgoingMessage[] = [];
  const { channel } = fakeDiscord(clock);
  const recording: typeof channel = {
    ...channel,
    post: (post) => {
      posts.push(post);
      return channel.post(post);
    },
  };
  const { log } = fakeLog();
  await send({ ...bare, ...changes }, { channel: recording, clock, log, slot: async () => {} });
  return posts[0];
}

describe('What is posted', () => {
  it('says what it says, and where, and no more', async () => {
    expect(await postOf({ followers: [] })).toStrictEqual({ target, content, nonce: 'n' });
  });

  it('says that it was tried, that it makes no noise, whom it is for, and what it answers, where that is so', async () => {
    const tried = { attempt: { at: 1 }, atMs: 0 };
    expect(await postOf({ tried, quiet: true, followers: ['ada'], replyTo: 'm0' })).toStrictEqual({
      target,
      content,
      nonce: 'n',
      again: true,
      quiet: true,
      followers: ['ada'],
      replyTo: 'm0',
    });
  });
});
