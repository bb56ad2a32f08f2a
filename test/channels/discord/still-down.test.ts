import { describe, expect, it } from 'vitest';

import { createAlertBook } from '#src/delivery/alerts/alert-book.ts';
import { createReminders } from '#src/delivery/alerts/reminders.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';
import type { Incident } from '#src/domain/incident.ts';
import { aNotice, aRecovery, minute } from '#test/delivery/a-notice.ts';
import { anIncident } from '#test/engine/incident/an-incident.ts';

import { hurriedBy, patiently, setUp } from './a-process.ts';

const HOUR = 60 * minute;

/** A channel that was told of an outage, in a time that can be stepped over, and what is said again there. */
async function stillDown(settings: GuildPreferences = {}) {
  const hurried = hurriedBy(20);
  let passed = 0;
  const clock = { ...hurried, now: () => hurried.now() + passed };
  const scene = await setUp(undefined, { clock });
  const { admin, alerts, ask, emulator, guild, process, store } = scene;
  await ask('subscribe', { target: 'binance', channel: alerts });
  await process.settings.update(guild.id, (known) => ({ ...known, settings }));
  const since = clock.now();
  await process.tell(aNotice({ since }));
  const [alert] = await emulator.messagesReach(alerts.id, 1);
  if (alert === undefined) throw new Error('Nothing was told.');
  const incidents: Incident[] = [
    anIncident(['withdrawals'], { id: 'binance-withdrawals-1', since, phaseSince: since }),
  ];
  const reminders = createReminders({
    guilds: () => process.settings.all(),
    incidents: () => incidents,
    channels: [process.discord.id],
    majors: () => [],
    book: createAlertBook(store.alerts),
    queue: process.queue,
    commit: (writes) => store.commit(writes),
    updateGuild: (guildId, change) => process.settings.update(guildId, change),
    clock,
  });
  const settled = async (): Promise<void> => {
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
  };
  return {
    ...scene,
    since,
    settled,
    said: () => emulator.messages(alerts.id).map(({ content }) => content.split('\n')[0] ?? ''),
    shown: () => emulator.messages(alerts.id),
    /** So much later, with what is due every minute. */
    async after(ms: number): Promise<void> {
      passed += ms;
      await reminders.run();
      await settled();
    },
    async mute(label: string): Promise<void> {
      const asked = await emulator.click(admin, alert, idOf(alert, 'Mute'));
      await emulator.click(admin, asked.message ?? alert, idOf(asked.message, label));
    },
    async recover(): Promise<void> {
      await process.tell(aRecovery({ since, durationMs: clock.now() - since }));
      incidents.length = 0;
      await settled();
    },
  };
}

/** The id of the button that bears a label. */
function idOf(message: unknown, label: string): string {
  const button = JSON.stringify(message ?? {}).match(/\{[^{}]*"label"[^{}]*\}/g) ?? [];
  const found = button.map((one) => JSON.parse(one)).find((one) => one.label === label);
  if (found === undefined) throw new Error(`There is no button "${label}".`);
  return String(found.custom_id);
}

describe('Where reminders are wanted', () => {
  it('what is still down is said again after each two hours, in a reply that rings for nobody', async () => {
    const { after, said, shown } = await stillDown({ remindAfterHours: 2 });
    await after(HOUR);
    expect(said()).toEqual(['❌ **Binance** withdrawals are down']);
    await after(HOUR);
    await after(minute);
    const again = '❌ **Binance** withdrawals are still down, for 2 h now';
    expect(said()).toEqual(['❌ **Binance** withdrawals are down', again]);
    const [first, second] = shown();
    expect(second).toMatchObject({ flags: 4096, message_reference: { message_id: first?.id }, embeds: [] });
    await after(2 * HOUR);
    expect(said().slice(2)).toEqual(['❌ **Binance** withdrawals are still down, for 4 h now']);
  });

  it('nothing is said again once it is over', async () => {
    const { after, recover, said } = await stillDown({ remindAfterHours: 2 });
    await recover();
    await after(5 * HOUR);
    expect(said()).toHaveLength(2);
  });
});

describe('A mute that runs out', () => {
  it('is followed by one line while it is still down', async () => {
    const { after, guild, mute, process, said } = await stillDown();
    await mute('This incident: 1 h');
    await after(59 * minute);
    expect(said()).toHaveLength(1);
    expect(process.settings.get(guild.id).mutes).toHaveLength(1);
    await after(2 * minute);
    await after(HOUR);
    expect(said().slice(1)).toEqual(['❌ **Binance** withdrawals are still down; the mute is over']);
    expect(process.settings.get(guild.id).mutes).toEqual([]);
  });

  it('is followed by nothing where the end was told meanwhile', async () => {
    const { after, guild, mute, process, recover, said } = await stillDown();
    await mute('This service: 1 h');
    await recover();
    await after(2 * HOUR);
    expect(said().slice(1)).toEqual([expect.stringContaining('withdrawals are back')]);
    expect(process.settings.get(guild.id).mutes).toEqual([]);
  });
});
