import { ChannelType } from 'discord.js';
import type { PermissionsString } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';

import { patiently, setUp } from './a-process.ts';
import { shownIn } from './command-world.ts';

const RIGHTS: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'ReadMessageHistory',
  'ManageChannels',
  'ManageWebhooks',
];
const WORSE = { id: 'x#2', kind: 'changed', change: 'worse', previous: 'partial_outage' } as const;
const LATER = { id: 'x#3', kind: 'changed', change: 'eta_given', previous: 'major_outage' } as const;

/** A server whose channels may follow the operator's hub. */
async function besideHub() {
  const world = await setUp({}, { hub: RIGHTS });
  const { emulator, guild, hub } = world;
  if (hub === undefined) throw new Error('There is no hub.');
  emulator.setRolePermissions(guild, RIGHTS);
  const hubChannel = () =>
    world.process.settings.get(hub.id).subscriptions.find(({ hub: isHub }) => isHub === true)?.channelId ??
    '';
  return { ...world, hub, hubChannel };
}

describe('A channel that follows the hub', () => {
  it('has what breaks, gets worse and is over brought to it by one message each, and nothing else', async () => {
    const { alerts, ask, emulator, hubChannel, process } = await besideHub();
    const done = await ask('follow', { exchange: 'binance', channel: alerts });
    expect(done.content).toContain(`<#${alerts.id}> follows Binance at the hub`);
    const incident = { incident: 'x' };
    await process.tell(aNotice({ ...incident, id: 'x#1', status: 'partial_outage' }));
    await emulator.messagesReach(alerts.id, 1);
    await process.tell(aNotice({ ...incident, ...WORSE }));
    await emulator.messagesReach(alerts.id, 2);
    await process.tell(aNotice({ ...incident, ...LATER, eta: Date.now() }));
    await process.refresh(aNotice({ ...incident, id: 'x#4' }));
    await process.tell(aRecovery({ ...incident, id: 'x#5' }));
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
    const brought = await emulator.messagesReach(alerts.id, 3);
    expect(brought).toHaveLength(3);
    expect(brought.every(({ components = [] }) => components.length === 0)).toBe(true);
    expect(brought.at(-1)?.content).toContain('are back');
    expect(emulator.messages(hubChannel())).toHaveLength(3);
    expect(emulator.edits(hubChannel()).length).toBeLessThanOrEqual(3);
  });

  it('shares one channel of the hub with all that follow the exchange', async () => {
    const { alerts, ask, general, hub, process } = await besideHub();
    await ask('follow', { exchange: 'binance', channel: alerts });
    await ask('follow', { exchange: 'binance', channel: general });
    await ask('follow', { exchange: 'kraken', channel: general });
    expect(process.settings.get(hub.id).subscriptions.map(({ target }) => target)).toEqual([
      { kind: 'selector', selector: 'binance' },
      { kind: 'selector', selector: 'kraken' },
    ]);
    const list = await ask('alerts list');
    for (const { id } of [alerts, general])
      expect(shownIn(list)).toContain(`📣 <#${id}>: **Binance**, from the hub`);
  });

  it('follows once though two ask at the same time', async () => {
    const { alerts, ask, guild, process } = await besideHub();
    const asked = ['follow', 'follow'].map((name) => ask(name, { exchange: 'binance', channel: alerts }));
    const [first, second] = await Promise.all(asked);
    expect([first, second].filter((one) => one?.content.includes('already'))).toHaveLength(1);
    expect(process.settings.get(guild.id).follows).toHaveLength(1);
  });

  it('is offered where all of an exchange is subscribed to, and warns of being told twice', async () => {
    const { admin, alerts, ask, emulator, general } = await besideHub();
    const narrow = await ask('subscribe', { target: 'binance/withdrawals', channel: alerts });
    expect(shownIn(narrow)).not.toContain('hub-follow');
    const whole = await ask('subscribe', { target: 'binance' });
    expect(whole.content).toContain('follow the hub');
    if (whole.message === undefined) throw new Error('There is no reply.');
    const followed = await emulator.click(admin, whole.message, 'v1:hub-follow:binance');
    expect(followed.content).toContain(`<#${general.id}> follows Binance at the hub`);
    expect(followed.content).toContain('or it is told twice');
    const again = await ask('subscribe', { target: 'binance' });
    expect(shownIn(again)).not.toContain('hub-follow');
  });

  it('stops when it is told to, also when somebody has ended it at Discord', async () => {
    const { admin, alerts, ask, emulator, guild, process } = await besideHub();
    await ask('follow', { exchange: 'binance', channel: alerts });
    const same = await ask('follow', { exchange: 'binance', channel: alerts });
    expect(same.content).toContain('already');
    const [webhookId = ''] = (process.settings.get(guild.id).follows ?? []).map((one) => one.webhookId);
    if (same.message === undefined) throw new Error('There is no reply.');
    emulator.endFollowing(webhookId);
    const stopped = await emulator.click(admin, same.message, `v1:hub-stop:${webhookId}`);
    expect(stopped.content).toContain('no longer follows');
    expect(process.settings.get(guild.id).follows).toEqual([]);
  });

  it('needs Manage Webhooks, of the bot and of who asks, and says so', async () => {
    const { alerts, ask, emulator, general, guild } = await besideHub();
    emulator.setBotAccess(alerts, { deny: ['ManageWebhooks'] });
    const refused = await ask('follow', { exchange: 'binance', channel: alerts });
    expect(refused.content).toContain(`Give me Manage Webhooks in <#${alerts.id}>`);
    const member = emulator.addMember(guild, { name: 'bo', permissions: ['ManageWebhooks'] });
    const thread = emulator.addChannel(guild, { name: 'thread', type: ChannelType.GuildVoice });
    await expect(
      emulator.command(member, guild, general, 'follow', { exchange: 'binance', channel: thread }),
    ).rejects.toThrow(/channel/);
    for (let i = 0; i < 15; i += 1) emulator.addWebhook(general.id);
    const full = await ask('follow', { exchange: 'binance' });
    expect(full.content).toContain('15 webhooks');
  });
});
