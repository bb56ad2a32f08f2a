import { describe, expect, it } from 'vitest';

import { commandWorld, press, shownIn } from './command-world.ts';

describe('/alerts settings', () => {
  it('is a panel on which all of it can be changed', async () => {
    const world = await commandWorld();
    const { admin, deps, emulator, general, guild } = world;
    const log = emulator.addChannel(guild, { name: 'log' });
    const settings = () => deps.guilds.get(guild.id).settings;
    const panel = await world.ask('alerts settings');
    expect(panel).toMatchObject({ isEphemeral: true, isInTime: true });
    await press(world, panel, 'v1:settings-language:', ['ja']);
    await press(world, panel, 'v1:settings-log:', [log.id]);
    expect(settings()).toEqual({ locale: 'ja', logChannelId: log.id });
    expect(shownIn(panel)).toContain('Language of alerts: 日本語');

    const form = await press(world, panel, 'v1:settings-times:');
    const done = await emulator.submit(admin, general, form, {
      zone: 'Asia/Tokyo',
      from: '23:00',
      until: '7:00',
      digest: '8:30',
      remind: '2',
    });
    expect(settings()).toEqual({
      locale: 'ja',
      logChannelId: log.id,
      timeZone: 'Asia/Tokyo',
      quietHours: { from: '23:00', until: '07:00' },
      digest: { at: '08:30' },
      remindAfterHours: 2,
    });
    expect(shownIn(done)).toContain('Digest at 08:30');
    await press(world, panel, 'v1:settings-digest:off');
    expect(settings().digest).toEqual({ off: true });
    await press(world, panel, 'v1:settings-digest:on');
    expect(settings().digest).toBeUndefined();

    await press(world, panel, 'v1:settings-language:', ['own']);
    await press(world, panel, 'v1:settings-log:', []);
    const again = await press(world, panel, 'v1:settings-times:');
    await emulator.submit(admin, general, again, { zone: '', from: '', until: '', digest: '', remind: '' });
    expect(settings()).toEqual({});
  });

  it('says what is wrong with a time, and changes nothing then', async () => {
    const world = await commandWorld();
    const { admin, deps, emulator, general, guild } = world;
    const panel = await world.ask('alerts settings');
    const form = await press(world, panel, 'v1:settings-times:');
    const send = (fields: Record<string, string>) => emulator.submit(admin, general, form, fields);
    const all = { zone: '', from: '', until: '', digest: '', remind: '' };
    expect((await send({ ...all, zone: 'Mars' })).content).toContain('no time zone');
    expect((await send({ ...all, from: '23:00' })).content).toContain('both times of day');
    expect((await send({ ...all, digest: 'noon' })).content).toContain('such as 08:30');
    expect((await send({ ...all, remind: '1.5' })).content).toContain('whole hours');
    expect(deps.guilds.get(guild.id).settings).toEqual({});
  });

  it('is changed by those alone who may, and in a channel of the server alone', async () => {
    const world = await commandWorld();
    const { deps, emulator, guild } = world;
    const quietHours = { from: '23:00', until: '07:00' };
    await deps.guilds.update(guild.id, (known) => ({ ...known, settings: { quietHours } }));
    const panel = await world.ask('alerts settings');
    const member = emulator.addMember(guild, { name: 'bob', permissions: [] });
    for (const [id, values] of [
      ['v1:settings-language:', ['ja']],
      ['v1:settings-log:', []],
      ['v1:settings-digest:off', undefined],
      ['v1:settings-times:', undefined],
    ] as const) {
      const refused = await press({ emulator, admin: member }, panel, id, values);
      expect(refused.followUps[0]?.content ?? refused.content).toContain('Manage Channels');
    }
    expect(deps.guilds.get(guild.id).settings).toEqual({ quietHours });
    const closed = emulator.addChannel(guild, { name: 'closed', deny: ['SendMessages'] });
    const cannot = await press(world, panel, 'v1:settings-log:', [closed.id]);
    expect(cannot.content).toContain('I cannot post in');
  });
});
