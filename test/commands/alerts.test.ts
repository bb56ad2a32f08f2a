import { describe, expect, it } from 'vitest';

import { alerts } from '#commands/alerts.ts';
import type { CommandDeps } from '#commands/command.ts';
import { subscribe } from '#commands/subscribe.ts';
import { parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { disableAddress, pauseAddress } from '#src/delivery/audience/address-state.ts';
import type { InGuild } from '#commands/command.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { noon } from '#test/delivery/a-notice.ts';

const MANAGE_CHANNELS = 1n << 4n;

const run = async (
  deps: CommandDeps,
  subcommand: string,
  strings: Record<string, string> = {},
  changes: Partial<InGuild<CommandRequest>> = {},
): Promise<Reply> => await alerts.run({ ...aRequest(strings), subcommand, ...changes }, deps);

async function press(
  deps: CommandDeps,
  id: string,
  values: readonly string[] = [],
  memberPermissions = MANAGE_CHANNELS,
): Promise<Reply> {
  const { action: name, key = '' } = parseCustomId(id) ?? {};
  const action = alerts.actions?.find((one) => one.action === name);
  if (action === undefined || action.answer === 'form') throw new Error(`There is no button ${id}.`);
  const { strings: _, numbers: _n, flags: _f, roles: _r, ...caller } = aRequest();
  return await action.run({ ...caller, memberPermissions, key, values, fields: {}, channels: {} }, deps);
}

async function following(deps: CommandDeps, count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) {
    const channel = { ...aRequest().channel, id: String(1000 + id) };
    await subscribe.run(aRequest({ target: 'binance' }, { channel }), deps);
  }
}

const textOf = (reply: Reply): string => JSON.stringify(reply);

describe('/alerts list', () => {
  it('says how to begin', async () => {
    expect(textOf(await run(fakeDeps(), 'list'))).toContain('/subscribe');
  });

  it('shows every one of 63 subscriptions, ten a page', async () => {
    const deps = fakeDeps();
    await following(deps, 63);
    const seen = new Set<string>();
    for (let page = 0; page < 7; page += 1) {
      const text = textOf(await press(deps, `v1:alerts-list:${page}`));
      expect(text).toContain(`Page ${page + 1} of 7`);
      for (const [, id = ''] of text.matchAll(/<#(\d+)>/g)) seen.add(id);
    }
    expect(seen.size).toBe(63);
  });

  it('puts first what needs an admin, and says why and since when', async () => {
    const deps = fakeDeps();
    await following(deps, 3);
    await deps.guilds.update('1', (guild) => disableAddress(guild, '1002', { kind: 'gone' }, noon));
    await deps.guilds.update('1', (guild) => pauseAddress(guild, '1003', { kind: 'hidden' }, noon));
    const text = textOf(await run(deps, 'list'));
    expect(text).toMatch(/⛔ `2` <#1002>.*disabled since <t:\d+:f>: The channel is gone.*⏸️ `3`.*✅ `1`/);
  });
});

describe('one subscription', () => {
  it('is changed, resumed and ended where it stands', async () => {
    const deps = fakeDeps();
    await following(deps, 1);
    expect(textOf(await press(deps, 'v1:alerts-one:', ['1']))).toContain('v1:alerts-level:1');
    await press(deps, 'v1:alerts-level:1', ['major']);
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ level: 'major' }]);
    await deps.guilds.update('1', (guild) => disableAddress(guild, '1001', { kind: 'gone' }, noon));
    expect(textOf(await press(deps, 'v1:alerts-one:1'))).toContain('v1:alerts-resume:1');
    await press(deps, 'v1:alerts-resume:1');
    expect(deps.guilds.get('1').subscriptions[0]?.disabled).toBeUndefined();
    await press(deps, 'v1:alerts-remove:1');
    expect(deps.guilds.get('1').subscriptions).toEqual([]);
    await expect(press(deps, 'v1:alerts-one:1')).rejects.toThrow('is gone');
  });

  it('is changed by those alone who may', async () => {
    const deps = fakeDeps();
    await following(deps, 1);
    for (const id of ['v1:alerts-level:1', 'v1:alerts-resume:1', 'v1:alerts-remove:1']) {
      await expect(press(deps, id, ['major'], 0n)).rejects.toThrow('Only members with Manage Channels');
    }
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ level: 'standard' }]);
  });
});

describe('/alerts mute', () => {
  it('says who wanted quiet, about what, and until when; and ends', async () => {
    const deps = fakeDeps();
    const answer = await run(deps, 'mute', { target: 'binance withdrawals' }, { numbers: { hours: 2 } });
    expect(answer.content).toMatch(/\*\*Binance\*\* withdrawals: muted by ada until <t:\d+:f>/);
    expect(deps.guilds.get('1').mutes).toMatchObject([
      { selector: 'binance/withdrawals', until: noon + 7_200_000, by: 'ada' },
    ]);
    await run(deps, 'unmute', { target: 'binance withdrawals' });
    expect(deps.guilds.get('1').mutes).toEqual([]);
    await expect(run(deps, 'unmute', { target: 'binance' })).rejects.toThrow('Nothing is muted');
  });

  it('has an end, and is one for one thing', async () => {
    const deps = fakeDeps();
    await run(deps, 'mute', { target: 'kraken' });
    await run(deps, 'mute', { target: 'kraken' }, { numbers: { hours: 1 } });
    expect(deps.guilds.get('1').mutes).toHaveLength(1);
    for (let i = 0; i < 49; i += 1) await run(deps, 'mute', { target: `kraken/withdrawals/C${i}` });
    await expect(run(deps, 'mute', { target: 'binance' })).rejects.toThrow('At most 50 mutes');
  });
});

describe('/alerts settings and export', () => {
  it('change what is named, and show all', async () => {
    const deps = fakeDeps();
    const logChannel = { ...aRequest().channel, id: '777' };
    await run(deps, 'settings', { language: 'zh-CN' });
    const answer = await run(deps, 'settings', {}, { channels: { log_channel: logChannel } });
    expect(textOf(answer)).toContain('Language of alerts: 简体中文');
    expect(textOf(answer)).toContain('Log channel: <#777>');
    await expect(run(deps, 'settings', { language: 'tlh' })).rejects.toThrow('I speak English');
  });

  it('know time zone, quiet hours and reminders, and end them', async () => {
    const deps = fakeDeps();
    const set = async (strings: Record<string, string>, numbers = {}) =>
      textOf(await run(deps, 'settings', strings, { numbers }));
    const text = await set(
      { time_zone: 'Asia/Seoul', quiet_from: '23:00', quiet_until: '7:30' },
      { remind_after: 2 },
    );
    expect(text).toContain('Time zone: Asia/Seoul');
    expect(text).toContain('Quiet from 23:00 to 07:30');
    expect(text).toContain('every 2 h');
    expect(deps.guilds.get('1').settings).toEqual({
      timeZone: 'Asia/Seoul',
      quietHours: { from: '23:00', until: '07:30' },
      remindAfterHours: 2,
    });
    await set({ quiet_from: 'off' }, { remind_after: 0 });
    expect(deps.guilds.get('1').settings).toEqual({ timeZone: 'Asia/Seoul' });
    await expect(set({ quiet_from: '25:00', quiet_until: '7:00' })).rejects.toThrow('such as 23:00');
    await expect(set({ quiet_from: '23:00' })).rejects.toThrow('such as 23:00');
    await expect(set({ time_zone: 'Mars/Olympus' })).rejects.toThrow('no time zone');
  });

  it('bring all that is set as one file', async () => {
    const deps = fakeDeps();
    await following(deps, 1);
    const { files = [] } = await run(deps, 'export');
    expect(JSON.parse(String(files[0]?.data))).toMatchObject({ subscriptions: [{ channelId: '1001' }] });
  });
});
