import { ChannelType, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';

import type { Style } from '#src/domain/guild.ts';
import { aNotice, aRecovery, minute } from '#test/delivery/a-notice.ts';
import type { DiscordOptions } from '#test/support/discord/emulator.ts';
import type { ChannelSetup } from '#test/support/discord/world.ts';

import { aProcess, patiently, setUp } from './a-process.ts';
import type { Via } from './via.ts';

const WORSE = {
  id: 'binance-withdrawals-1#2',
  kind: 'changed',
  change: 'worse',
  previous: 'partial_outage',
} as const;
const AGAIN = { id: 'binance-withdrawals-1#4', kind: 'reopened', upMs: 4 * minute } as const;
const OVER = aRecovery({ id: 'binance-withdrawals-1#3', durationMs: 32 * minute });
const OVER_AGAIN = aRecovery({ id: 'binance-withdrawals-1#5', durationMs: 40 * minute });

/** A server of which one channel is told of everything, in a style. */
async function following(
  channel: Partial<ChannelSetup>,
  style?: Style,
  options?: DiscordOptions,
  via: Via = 'gateway',
) {
  const scene = await setUp(options, { via });
  const { emulator, guild, process } = scene;
  const place = emulator.addChannel(guild, { name: 'outages', ...channel });
  await process.settings.update(guild.id, (known) => ({
    ...known,
    subscriptions: [
      {
        id: '1',
        channelId: place.id,
        target: { kind: 'selector', selector: 'binance' },
        level: 'standard',
        createdAt: 0,
        ...(style !== undefined && { style }),
      },
    ],
  }));
  const tell = async (...notices: Parameters<typeof process.tell>): Promise<void> => {
    for (const notice of notices) {
      await process.tell(notice);
      await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    }
  };
  const said = (id: string): string[] =>
    emulator.messages(id).map(({ content }) => content.split('\n')[0] ?? '');
  const renames = (id: string): string[] =>
    emulator.requests.flatMap(({ method, path, body }) =>
      method === 'PATCH' && path.endsWith(`/channels/${id}`) && hasName(body) ? [body.name] : [],
    );
  return { ...scene, place, tell, said, renames };
}

function hasName(body: unknown): body is { readonly name: string } {
  return typeof body === 'object' && body !== null && 'name' in body;
}

describe('An address that is told in threads', () => {
  it('has one thread for an incident, which is named and put away once that is over', async () => {
    const { guild, place, tell, said, renames } = await following({}, 'thread');
    await tell(aNotice());
    const thread = [...guild.channels.values()].find(({ thread: state }) => state !== undefined);
    if (thread === undefined) throw new Error('There is no thread.');
    expect(thread).toMatchObject({ name: '❌ Binance withdrawals are down', parentId: place.id });

    await tell(aNotice(WORSE));
    await tell(OVER);
    expect(said(thread.id)).toEqual([
      '❌ **Binance** withdrawals are down now',
      '✅ **Binance** withdrawals are back after 32 min',
    ]);
    await expect
      .poll(() => said(place.id), patiently)
      .toEqual(['✅ **Binance** withdrawals were down for 32 min']);
    await expect.poll(() => thread.thread?.archived, patiently).toBe(true);
    expect(thread.name).toBe('✅ Binance withdrawals were down for 32 min');

    await tell(aNotice(AGAIN));
    expect(thread.thread?.archived).toBe(false);
    await tell(OVER_AGAIN);
    await expect.poll(() => thread.thread?.archived, patiently).toBe(true);
    expect(renames(thread.id)).toHaveLength(1);
    expect(said(thread.id)).toHaveLength(4);
  }, 30_000);

  it('is renamed once though the process was started again, and put away again', async () => {
    const scene = await following({}, 'thread');
    const { emulator, guild, process, renames, store, tell } = scene;
    await tell(aNotice());
    await tell(OVER);
    const thread = [...guild.channels.values()].find(({ thread: state }) => state !== undefined);
    if (thread === undefined) throw new Error('There is no thread.');
    await expect.poll(() => thread.thread?.archived, patiently).toBe(true);
    await process.stop();
    const second = await aProcess(emulator, store);
    await second.discord.start();
    await second.queue.start([]);
    const again = async (...notices: Parameters<typeof second.tell>): Promise<void> => {
      await second.tell(...notices);
      await expect.poll(() => second.queue.health().pending, patiently).toBe(0);
    };
    await again(aNotice(AGAIN));
    expect(thread.thread?.archived).toBe(false);
    await again(OVER_AGAIN);
    await expect.poll(() => thread.thread?.archived, patiently).toBe(true);
    expect(renames(thread.id)).toEqual(['✅ Binance withdrawals were down for 32 min']);
  }, 30_000);

  it('is put away though Discord lets it be renamed no more, or fails for a moment', async () => {
    const { emulator, guild, tell } = await following({}, 'thread');
    await tell(aNotice());
    const thread = [...guild.channels.values()].find(({ thread: state }) => state !== undefined);
    if (thread === undefined) throw new Error('There is no thread.');
    const path = `/channels/${thread.id}`;
    emulator.rateLimitNext({ method: 'PATCH', path, scope: 'shared', retryAfterMs: 600_000 });
    emulator.failNext({ method: 'PATCH', path, status: 502 });
    await tell(OVER);
    await expect.poll(() => thread.thread?.archived, patiently).toBe(true);
  }, 30_000);

  it.each([
    ['it may not open threads', { deny: ['CreatePublicThreads'] }],
    ['it may not write in them', { deny: ['SendMessagesInThreads'] }],
  ] as const)('is told in replies where %s', async (_, access) => {
    const { emulator, place, tell, said } = await following({}, 'thread');
    emulator.setBotAccess(place, access);
    await tell(aNotice());
    await tell(OVER);
    expect(said(place.id)[1]).toBe('✅ **Binance** withdrawals are back after 32 min');
    const [first, second] = emulator.messages(place.id);
    expect(second?.message_reference?.message_id).toBe(first?.id);
  });
});

describe('A forum', () => {
  it('gets a post with a tag that it demands, its answers, and is tidy afterwards', async () => {
    const forum = { type: ChannelType.GuildForum, tags: ['chat', 'outages'], demandsTag: true };
    const { emulator, guild, place, tell, said } = await following(forum);
    await tell(aNotice());
    const post = [...guild.channels.values()].find(({ thread }) => thread !== undefined);
    if (post === undefined) throw new Error('There is no post.');
    expect(post).toMatchObject({ name: '❌ Binance withdrawals are down', parentId: place.id });
    const made = emulator.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/threads'));
    expect(made?.body).toMatchObject({ applied_tags: [place.forum?.tags[1]?.id] });
    await tell(OVER);
    await expect
      .poll(() => said(post.id), patiently)
      .toEqual([
        '✅ **Binance** withdrawals were down for 32 min',
        '✅ **Binance** withdrawals are back after 32 min',
      ]);
    await expect.poll(() => post.thread?.archived, patiently).toBe(true);
    await tell(aNotice(AGAIN));
    expect(said(post.id)).toHaveLength(3);
    await tell(OVER_AGAIN);
    await expect.poll(() => post.thread?.archived, patiently).toBe(true);
  }, 30_000);

  it('gets one post, and not two, where the answer to the first try was lost', async () => {
    const { emulator, guild, place, process, said } = await following({ type: ChannelType.GuildForum });
    emulator.failNext({
      method: 'POST',
      path: '/channels/:id/threads',
      status: 502,
      afterEffect: true,
      times: 2,
    });
    await process.tell(aNotice());
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    const posts = [...guild.channels.values()].filter(({ parentId }) => parentId === place.id);
    expect(posts).toHaveLength(1);
    expect(said(posts[0]?.id ?? '')).toHaveLength(1);
  }, 20_000);
});

describe('A forum with moderators', () => {
  const forum = { type: ChannelType.GuildForum, tags: ['chat', 'outages'], demandsTag: true };
  const postsIn = ({ guild, place }: Awaited<ReturnType<typeof following>>) =>
    [...guild.channels.values()].filter(({ parentId }) => parentId === place.id);

  it.each(['deleted', 'locked'])(
    'that have %s a post is told the end in another one, and goes on',
    async (what) => {
      const scene = await following(forum);
      const { emulator, process, said, tell } = scene;
      await tell(aNotice());
      const [post] = postsIn(scene);
      if (post?.thread === undefined) throw new Error('There is no post.');
      if (what === 'deleted') emulator.channelDelete(post.id);
      else post.thread.locked = true;
      await tell(OVER);
      const others = postsIn(scene).filter(({ id }) => id !== post.id);
      expect(others.map(({ id }) => said(id)[0])).toEqual([
        '✅ **Binance** withdrawals are back after 32 min',
      ]);
      await tell(aNotice({ id: 'y-1#1', incident: 'y-1' }));
      expect(postsIn(scene).map(({ name }) => name)).toContain('❌ Binance withdrawals are down');
      expect(process.settings.get(scene.guild.id).subscriptions[0]?.paused).toBeUndefined();
    },
    30_000,
  );

  it.each(['gateway', 'http'] as const)(
    'that change its tags is told with those of now, over %s',
    async (via) => {
      const scene = await following(
        { type: ChannelType.GuildForum, tags: ['chat'] },
        undefined,
        undefined,
        via,
      );
      const { emulator, place, tell } = scene;
      await tell(aNotice());
      emulator.setForumTags(place, ['status'], true);
      await tell(aNotice({ id: 'y-1#1', incident: 'y-1' }));
      emulator.setForumTags(place, ['incidents', 'chat'], true);
      await tell(aNotice({ id: 'z-1#1', incident: 'z-1' }));
      expect(postsIn(scene)).toHaveLength(3);
    },
    30_000,
  );
});

describe('A compact address', () => {
  it('is told in single lines, without embeds or buttons', async () => {
    const { emulator, place, tell, said } = await following({}, 'compact');
    await tell(aNotice());
    await tell(OVER);
    await expect
      .poll(() => said(place.id), patiently)
      .toEqual([
        '✅ **Binance** withdrawals were down for 32 min',
        '✅ **Binance** withdrawals are back after 32 min',
      ]);
    for (const { content, embeds, components } of emulator.messages(place.id))
      expect([content.split('\n').length, embeds, components]).toEqual([1, [], []]);
  });
});

describe('An announcement channel', () => {
  it('has the opening and the end published, and nothing else', async () => {
    const { emulator, place, tell } = await following({ type: ChannelType.GuildAnnouncement });
    await tell(aNotice());
    await tell(aNotice(WORSE));
    await tell(OVER);
    const published = emulator
      .messages(place.id)
      .map(({ flags }) => ((flags ?? 0) & MessageFlags.Crossposted) !== 0);
    expect(published).toEqual([true, false, true]);
  });

  it('has ten messages published in an hour, and goes on to be told', async () => {
    const { emulator, place, tell } = await following({ type: ChannelType.GuildAnnouncement });
    for (let n = 1; n <= 12; n += 1) await tell(aNotice({ id: `x-${n}#1`, incident: `x-${n}` }));
    expect(emulator.messages(place.id)).toHaveLength(12);
    const tries = emulator.requests.filter(({ path }) => path.endsWith('/crosspost'));
    expect(tries).toHaveLength(10);
  }, 60_000);
});
