import { describe, expect, it } from 'vitest';

import type { CommandDeps } from '#commands/command.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { systemClock } from '#src/platform/clock.ts';
import { aNotice, aRecovery, minute } from '#test/delivery/a-notice.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';

import { hurriedBy, patiently, setUp } from './a-process.ts';
import { commandWorld, press, shownIn } from './command-world.ts';

const speaker = (emulator: DiscordEmulator): Partial<CommandDeps> => ({
  speaker: createSpeaker(createMessageRest(emulator.token, emulator.apiUrl, systemClock), () =>
    Promise.resolve(),
  ),
});

/** A member of no importance, and the bot. */
async function aMember() {
  const world = await commandWorld({}, undefined, speaker);
  const member = world.emulator.addMember(world.guild, { name: 'eve', permissions: [], locale: 'ko' });
  const home = memberSettingsId(member.user.id);
  const followed = () =>
    world.deps.guilds
      .get(home)
      .subscriptions.map(({ target }) => target.kind === 'selector' && target.selector);
  return { ...world, member, home, followed };
}

describe('A member who asks by direct message', () => {
  it('follows what they like, tests it, undoes it, and is told in their language', async () => {
    const { deps, emulator, followed, home, member } = await aMember();
    const reply = await emulator.whisper(member, 'subscribe', { target: 'btc withdrawals' });
    expect(reply).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(reply.content).toContain('DM으로 보내 드립니다');
    expect(followed()).toEqual(['*/withdrawals/BTC']);
    expect(deps.guilds.get(home).ownLocale).toBe('ko');
    const direct = emulator.directChannel(member);
    expect(deps.guilds.get(home).subscriptions[0]?.channelId).toBe(direct.id);
    const tested = await press({ emulator, admin: member }, reply, 'v1:test:1');
    expect(tested.content).toContain('테스트를 DM으로 보냈습니다');
    expect(emulator.messages(direct.id).map(({ content }) => content)).toEqual([
      '✅ 테스트입니다: 알림이 여기로 옵니다',
    ]);
    const undo = /v1:undo:[\w-]+/.exec(shownIn(reply))?.[0] ?? '';
    await press({ emulator, admin: member }, reply, undo);
    expect(followed()).toEqual([]);
  });

  it('manages it as the admins of a server do, without what is for servers alone', async () => {
    const { emulator, followed, member } = await aMember();
    await emulator.whisper(member, 'subscribe', { target: 'binance, kraken' });
    const list = await emulator.whisper(member, 'alerts list');
    expect(shownIn(list)).toContain('`1` **Binance** (표준)');
    expect(shownIn(list)).not.toContain('<#');
    const panel = await emulator.whisper(member, 'alerts settings', { time_zone: 'Asia/Seoul' });
    expect(shownIn(panel)).toContain('Asia/Seoul');
    expect(shownIn(panel)).not.toContain('settings-log');
    const board = await emulator.whisper(member, 'alerts board', { list: 'starter:majors' });
    expect(board.content).toContain('현황판과 설정 파일은 서버용입니다');
    await emulator.whisper(member, 'unsubscribe', { target: 'kraken' });
    expect(followed()).toEqual(['binance']);
  });

  it('follows at most ten things', async () => {
    const { emulator, followed, member } = await aMember();
    const coins = Array.from({ length: 10 }, (_, i) => `kraken/withdrawals/C${i}`).join(', ');
    await emulator.whisper(member, 'subscribe', { target: coins });
    const more = await emulator.whisper(member, 'subscribe', { target: 'binance' });
    expect(more.content).toContain('최대 10개');
    expect(followed()).toHaveLength(10);
  });

  it('may do so from /status, and sees there what they follow', async () => {
    const { emulator, followed, member } = await aMember();
    const panel = await emulator.whisper(member, 'status', { exchange: 'binance', service: 'withdrawals' });
    expect(shownIn(panel)).toContain('DM으로 받기');
    await press({ emulator, admin: member }, panel, 'v1:status-follow:binance/withdrawals');
    expect(followed()).toEqual(['binance/withdrawals']);
    expect(shownIn(await emulator.whisper(member, 'status'))).not.toContain('Kraken');
  });
});

describe('A member who has installed the bot for themselves', () => {
  it('follows by direct message from a server that the bot is not in', async () => {
    const { deps, emulator, followed, home, member } = await aMember();
    const foreign = emulator.addForeignGuild({ name: 'Elsewhere' });
    const room = emulator.addForeignChannel(foreign, { name: 'room' });
    const reply = await emulator.commandAsOwn(member, foreign, room, 'subscribe', { target: 'kraken' });
    expect(reply).toMatchObject({ isEphemeral: true });
    expect(followed()).toEqual(['kraken']);
    expect(deps.guilds.get(foreign.id).subscriptions).toEqual([]);
    expect(deps.guilds.get(home).subscriptions[0]?.channelId).toBe(emulator.directChannel(member).id);
    expect(emulator.messages(room.id)).toEqual([]);
    for (const command of ['status', 'coin', 'incidents', 'maintenance', 'uptime']) {
      const options =
        command === 'coin' ? { symbol: 'BTC' } : command === 'uptime' ? { exchange: 'kraken' } : {};
      const asked = await emulator.commandAsOwn(member, foreign, room, command, options);
      expect(asked.isEphemeral).toBe(true);
    }
  });

  it('is told to wait where Discord lets no more conversations be opened', async () => {
    const { emulator, followed, member } = await aMember();
    const foreign = emulator.addForeignGuild({ name: 'Elsewhere' });
    const room = emulator.addForeignChannel(foreign, { name: 'room' });
    emulator.failNext({ method: 'POST', path: '/users/@me/channels', status: 400, code: 40_003 });
    const reply = await emulator.commandAsOwn(member, foreign, room, 'subscribe', { target: 'kraken' });
    expect(reply.content).toContain('몇 분 뒤');
    expect(followed()).toEqual([]);
  });
});

describe('What a member follows', () => {
  it('is told as in a channel, and nobody is mentioned; it can be muted and not followed there', async () => {
    const { emulator, guild, process } = await setUp();
    const member = emulator.addMember(guild, { name: 'eve', permissions: [] });
    await emulator.whisper(member, 'subscribe', { target: 'binance' });
    const direct = emulator.directChannel(member);
    await process.tell(aNotice());
    const [alert] = await emulator.messagesReach(direct.id, 1);
    expect(alert?.content).toBe('❌ **Binance** withdrawals are down');
    const buttons = JSON.stringify(alert?.components);
    expect(buttons).toContain('v1:mute:');
    expect(buttons).not.toContain('v1:follow:');
    if (alert === undefined) throw new Error('There is no alert.');
    const mute = /v1:mute:[\w-]+/.exec(buttons)?.[0] ?? '';
    const asked = await emulator.click(member, alert, mute);
    const hour = /v1:mute-for:[\w-]+\/incident\/h1/.exec(shownIn(asked))?.[0] ?? '';
    if (asked.message === undefined) throw new Error('Nothing is asked.');
    await emulator.click(member, asked.message, hour);
    expect(process.settings.get(memberSettingsId(member.user.id)).mutes).toHaveLength(1);
    await process.tell(aRecovery({ id: 'binance-withdrawals-1#3', durationMs: 32 * minute }));
    await expect
      .poll(() => emulator.posted(direct.id).map(({ content }) => content), patiently)
      .toEqual(['❌ **Binance** withdrawals are down', '✅ **Binance** withdrawals are back after 32 min']);
  }, 30_000);

  it('is paused at once for who takes no direct messages, told at the next command, and taken up', async () => {
    const { emulator, guild, general, process } = await setUp();
    const member = emulator.addMember(guild, { name: 'eve', permissions: [] });
    const home = memberSettingsId(member.user.id);
    await emulator.whisper(member, 'subscribe', { target: 'binance' });
    const direct = emulator.directChannel(member);
    emulator.setTakesDirect(member, false);
    await process.tell(aNotice());
    await expect
      .poll(() => process.settings.get(home).subscriptions[0]?.paused?.reason, patiently)
      .toEqual({ kind: 'no_direct' });
    const tries = () =>
      emulator.requests.filter(({ path }) => path === `/channels/${direct.id}/messages`).length;
    expect(tries()).toBe(1);

    emulator.setTakesDirect(member, true);
    const panel = await emulator.command(member, guild, general, 'status', { exchange: 'kraken' });
    expect(shownIn(panel)).toContain('does not let me write to you');
    expect(process.settings.get(home).subscriptions[0]?.paused).toBeUndefined();
    const again = await emulator.command(member, guild, general, 'status', { exchange: 'kraken' });
    expect(shownIn(again)).not.toContain('does not let me write to you');
  }, 30_000);

  it('keeps no server waiting: members are told one by one', async () => {
    const { emulator, guild, alerts, process } = await setUp({}, { clock: hurriedBy(5) });
    const members = Array.from({ length: 5 }, (_, i) =>
      emulator.addMember(guild, { name: `m${i}`, permissions: [] }),
    );
    for (const member of members) await emulator.whisper(member, 'subscribe', { target: 'binance' });
    await process.settings.update(guild.id, (known) => ({
      ...known,
      subscriptions: [
        {
          id: '1',
          channelId: alerts.id,
          target: { kind: 'selector', selector: 'binance' },
          level: 'standard',
          createdAt: 0,
        },
      ],
    }));
    await process.tell(aNotice());
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    const posts = (id: string) =>
      emulator.requests.find(({ path }) => path === `/channels/${id}/messages`)?.at ?? 0;
    const times = members.map((member) => posts(emulator.directChannel(member).id)).toSorted((a, b) => a - b);
    // A second between two members makes 800 ms by the hurried clock; the first request may be long on its way.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(600);
    expect(posts(alerts.id)).toBeLessThanOrEqual(times[1] ?? 0);
  }, 30_000);
});
