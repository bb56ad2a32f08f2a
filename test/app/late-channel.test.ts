import { describe, expect, it } from 'vitest';

import type { Channel } from '#src/delivery/channel.ts';
import type { ChannelContext } from '#src/app/channel-context.ts';
import { lateChannel } from '#src/app/late-channel.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

function bench() {
  const clock = createFakeClock();
  const calls: string[] = [];
  const loaded: Channel = {
    id: 'discord',
    traits: { perSecond: 50, now: () => 77 },
    start: async () => void calls.push('start'),
    stop: async () => void calls.push('stop'),
    post: async () => ({ messageId: '1' }),
    find: async () => undefined,
    edit: async () => undefined,
    paused: async (_, address) => void calls.push(`${address} is paused`),
    tellOperator: async (text) => void calls.push(text),
  };
  const open = lateChannel({ id: 'discord', traits: { perSecond: 50 } }, async () => {
    calls.push('load');
    return () => loaded;
  });
  return { clock, calls, channel: open({ clock } as unknown as ChannelContext) };
}

describe('a channel that is loaded late', () => {
  it('is known, and its time is ours, before anything is loaded', () => {
    const { calls, channel, clock } = bench();
    expect(channel).toMatchObject({ id: 'discord', traits: { perSecond: 50 } });
    expect(channel.traits?.now?.()).toBe(clock.now());
    expect(calls).toEqual([]);
  });

  it('is loaded a moment after the start, and then is what was loaded', async () => {
    const { calls, channel, clock } = bench();
    const started = channel.start();
    expect(calls).toEqual([]);
    await clock.advance(1_000);
    await started;
    expect(calls).toEqual(['load', 'start']);
    expect(channel.traits?.now?.()).toBe(77);
  });

  it('is loaded once, as soon as there is something to tell', async () => {
    const { calls, channel } = bench();
    const post = {} as never;
    expect(await Promise.all([channel.post(post), channel.find(post, 0)])).toEqual([
      { messageId: '1' },
      undefined,
    ]);
    await channel.tellOperator('Started.');
    await channel.paused('1', '11', { kind: 'hidden' });
    expect(calls).toEqual(['load', 'Started.', '11 is paused']);
  });

  it('is stopped where it was loaded, and not loaded to be stopped', async () => {
    const unused = bench();
    void unused.channel.start();
    await unused.channel.stop();
    await unused.clock.advance(1_000);
    expect(unused.calls).toEqual([]);
    const used = bench();
    await used.channel.tellOperator('Started.');
    await used.channel.stop();
    expect(used.calls).toEqual(['load', 'Started.', 'stop']);
  });
});
