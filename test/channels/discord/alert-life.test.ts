import { MessageFlags } from 'discord.js';
import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

import { aProcess, patiently, setUp } from './a-process.ts';

const CHANGED = {
  id: 'binance-withdrawals-1#2',
  kind: 'changed',
  change: 'partly_back',
  status: 'partial_outage',
  previous: 'major_outage',
} as const;

/** A channel that was told of an outage, and what the admin and a member see there. */
async function toldOnce() {
  const scene = await setUp();
  const { emulator, guild, alerts, process, ask } = scene;
  const role = emulator.addRole(guild, { name: 'traders', mentionable: true });
  const member = emulator.addMember(guild, { name: 'bob' });
  await ask('subscribe', { target: 'binance', channel: alerts, mention: role });
  await process.tell(aNotice());
  const [alert] = await emulator.messagesReach(alerts.id, 1);
  if (alert === undefined) throw new Error('Nothing was told.');
  const shown = (): readonly APIMessage[] => emulator.messages(alerts.id);
  const first = (): string | undefined => shown()[0]?.content.split('\n')[0];
  const settled = async (): Promise<void> => {
    await expect.poll(() => process.queue.health().pending, patiently).toBe(0);
  };
  const labels = (message: APIMessage | undefined): string[] => buttonsOf(message).map(({ label }) => label);
  const press = (who: typeof member, message: APIMessage | undefined, label: string) => {
    const button = buttonsOf(message).find((one) => one.label === label);
    if (message === undefined || button === undefined) throw new Error(`There is no button "${label}".`);
    return emulator.click(who, message, button.custom_id);
  };
  return { ...scene, role, member, alert, shown, first, settled, labels, press };
}

interface Button {
  readonly label: string;
  readonly custom_id: string;
}

/** All buttons of a message, however deep they stand. */
function buttonsOf(message: unknown): Button[] {
  if (Array.isArray(message)) return message.flatMap(buttonsOf);
  if (typeof message !== 'object' || message === null) return [];
  const nested = 'components' in message ? buttonsOf(message.components) : [];
  return 'custom_id' in message && 'label' in message ? [message as Button, ...nested] : nested;
}

describe('The first message of an incident', () => {
  it('stays true while it goes on, and ends as what it was', async () => {
    const { process, shown, first, settled } = await toldOnce();
    expect(first()).toBe('❌ **Binance** withdrawals are down');

    await process.tell(aNotice(CHANGED));
    await expect.poll(first, patiently).toBe('⚠️ **Binance** withdrawals are partly down');
    expect(shown()[1]?.content).toBe('⚠️ **Binance** withdrawals are partly back');

    await process.tell(aRecovery({ id: 'binance-withdrawals-1#3', durationMs: 32 * minute }));
    await expect.poll(first, patiently).toBe('✅ **Binance** withdrawals were down for 32 min');
    await settled();
    expect(shown()[2]?.content).toBe('✅ **Binance** withdrawals are back after 32 min');
    expect(shown()).toHaveLength(3);
    const [embed, ...others] = shown()[0]?.embeds ?? [];
    expect(others).toEqual([]);
    expect(embed?.description?.split('\n')).toEqual([
      expect.stringMatching(/^Down from <t:\d+:t> to <t:\d+:t>$/),
    ]);
  });

  it('is brought up to date after a crash between the reply and the edit', async () => {
    const { emulator, store, alerts, process, shown, first } = await toldOnce();
    const never = new Promise<void>(() => {});
    const path = '/channels/:channel/messages/:message';
    emulator.failNext({ method: 'PATCH', path, delay: never });
    const edited = emulator.nextRequest({ method: 'PATCH', path });
    await process.tell(aRecovery({ durationMs: 32 * minute }));
    await edited;
    expect(first()).toBe('❌ **Binance** withdrawals are down');
    await process.discord.stop();
    emulator.heal();

    const next = await aProcess(emulator, store);
    await next.discord.start();
    await next.queue.start([]);
    await expect.poll(first, patiently).toBe('✅ **Binance** withdrawals were down for 32 min');
    expect(shown()).toHaveLength(2);
    expect(emulator.messages(alerts.id)[1]?.content).toContain('are back');
    await expect.poll(() => store.deliveries.records.size, patiently).toBe(0);
  }, 20_000);

  it('is edited once for many changes in a row', async () => {
    const { emulator, alerts, process, first, settled } = await toldOnce();
    for (let n = 2; n < 12; n += 1)
      await process.refresh(
        aNotice({ eta: noon + n * 60 * minute, status: n % 2 === 0 ? 'partial_outage' : 'major_outage' }),
      );
    await process.tell(aRecovery({ durationMs: 32 * minute }));
    await expect.poll(first, patiently).toBe('✅ **Binance** withdrawals were down for 32 min');
    await settled();
    expect(emulator.edits(alerts.id).length).toBeLessThanOrEqual(3);
  });

  it('that Discord does not let be edited any more is gone on from in a reply, once', async () => {
    const { emulator, process, shown, settled } = await toldOnce();
    const path = '/channels/:channel/messages/:message';
    const limit = {
      method: 'PATCH',
      path,
      status: 429,
      code: 30_046,
      message: 'Maximum number of edits',
    } as const;
    emulator.failNext(limit);
    await process.refresh(aNotice({ status: 'partial_outage' }));
    await settled();
    expect(shown().map(({ content }) => content.split('\n')[0])).toEqual([
      '❌ **Binance** withdrawals are down',
      '⚠️ **Binance** withdrawals are partly down',
    ]);
    // What a reply has said already is not said again.
    emulator.failNext(limit);
    await process.tell(aRecovery({ durationMs: 32 * minute }));
    await settled();
    expect(shown()).toHaveLength(3);
  });
});

describe('What is told', () => {
  it('mentions for an outage and for what gets worse, and for nothing else', async () => {
    const { role, process, shown, settled } = await toldOnce();
    await process.tell(aNotice(CHANGED));
    await process.tell(
      aNotice({
        id: 'binance-withdrawals-1#3',
        kind: 'changed',
        change: 'worse',
        previous: 'partial_outage',
      }),
    );
    await settled();
    await process.tell(
      aNotice({ id: 'binance-withdrawals-1#4', kind: 'changed', change: 'eta_given', eta: noon }),
    );
    await settled();
    await process.tell(aRecovery({ id: 'binance-withdrawals-1#5' }));
    await settled();
    expect(shown().map(({ mention_roles }) => mention_roles)).toEqual(
      [[], [], [role.id], [], []].with(0, []),
    );
    await settled();
    expect(shown().map(({ flags }) => ((flags ?? 0) & MessageFlags.SuppressNotifications) !== 0)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('The buttons under an alert', () => {
  it('are one row under the first message, and less of it once that is over', async () => {
    const { process, shown, settled, labels } = await toldOnce();
    await process.tell(aNotice(CHANGED));
    await settled();
    await process.tell(aRecovery({ id: 'binance-withdrawals-1#3' }));
    await settled();
    await expect.poll(() => labels(shown()[0]), patiently).toEqual(['Details']);
    expect(shown().slice(1).map(labels)).toEqual([[], []]);
  });

  it('say to one member why it was told, and how it went', async () => {
    const { alert, member, process, settled, labels, press } = await toldOnce();
    expect(labels(alert)).toEqual(['Details', 'Mute', 'Follow']);
    await process.tell(aNotice({ ...CHANGED, rule: 'exchange_says_so' }));
    await settled();
    const reply = await press(member, alert, 'Details');
    expect(reply.isEphemeral).toBe(true);
    const text = JSON.stringify(reply.message?.components);
    for (const part of [
      'withdrawals are partly down',
      'We have temporarily disabled all crypto withdrawals',
      'https://www.binance.com/en/support/announcement/1',
      'the exchange says so',
      'How it went',
    ])
      expect(text).toContain(part);
  });

  it('mute for admins alone, and never the end of what was told', async () => {
    const { alert, admin, member, process, shown, settled, press } = await toldOnce();
    const refused = await press(member, alert, 'Mute');
    expect(refused).toMatchObject({
      isEphemeral: true,
      content: 'Only members with Manage Channels may do that.',
    });

    const asked = await press(admin, alert, 'Mute');
    // Rights are looked at again when it is decided.
    const sneaky = await press(member, asked.message, 'This incident: 1 h');
    expect(sneaky.content).toContain('Only members with Manage Channels');
    const done = await press(admin, asked.message, 'This incident: 8 h');
    expect(JSON.stringify(done.message?.components)).toMatch(
      /ada keeps this server quiet about \*\*Binance\*\* withdrawals until <t:\d+:f>/,
    );

    await process.tell(
      aNotice({ id: 'binance-withdrawals-1#2', kind: 'changed', change: 'eta_given', eta: noon }),
    );
    await settled();
    expect(shown()).toHaveLength(1);
    await process.tell(aRecovery({ id: 'binance-withdrawals-1#3' }));
    await settled();
    expect(shown()[1]?.content).toContain('are back');
  });

  it('say that enough is muted already, of which what has run out is no part', async () => {
    const { alert, admin, guild, press, process } = await toldOnce();
    const mutes = Array.from({ length: 50 }, (_, i) => ({
      id: String(i),
      selector: `kraken/withdrawals/C${i}`,
      until: Number.MAX_SAFE_INTEGER,
      by: 'ada',
      at: 0,
    }));
    const keep = (kept: typeof mutes) =>
      process.settings.update(guild.id, (known) => ({ ...known, mutes: kept }));
    await keep(mutes);
    const asked = await press(admin, alert, 'Mute');
    const refused = await press(admin, asked.message, 'This incident: 8 h');
    expect(refused.content).toContain('At most 50 mutes');
    await keep(mutes.map((one) => ({ ...one, until: 1 })));
    const done = await press(admin, asked.message, 'This incident: 8 h');
    expect(JSON.stringify(done.message?.components)).toContain('keeps this server quiet');
  });

  it('have members mentioned when it is over, who asked for it', async () => {
    const { emulator, guild, alert, member, process, shown, settled, press } = await toldOnce();
    const other = emulator.addMember(guild, { name: 'eve' });
    const follows = await press(member, alert, 'Follow');
    expect(follows).toMatchObject({ isEphemeral: true });
    expect(follows.content).toContain('I will mention you here');
    await press(other, alert, 'Follow');
    const left = await press(other, alert, 'Follow');
    expect(left.content).toContain('not mentioned any more');
    await process.tell(aNotice(CHANGED));
    await settled();
    await process.tell(aRecovery({ id: 'binance-withdrawals-1#3' }));
    await settled();
    expect(shown().map(({ mentions }) => mentions.map(({ id }) => id))).toEqual([[], [], [member.user.id]]);
  });

  it('have a hundred members mentioned and no more, in as many messages as it takes', async () => {
    const { emulator, guild, alert, process, shown, settled, press } = await toldOnce();
    const members = Array.from({ length: 101 }, (_, i) => emulator.addMember(guild, { name: `m${i}` }));
    let last = '';
    for (const one of members) last = (await press(one, alert, 'Follow')).content;
    expect(last).toContain('A hundred members');
    await process.tell(aRecovery());
    await settled();
    const mentioned = shown().flatMap(({ mentions }) => mentions.map(({ id }) => id));
    expect(mentioned).toEqual(members.slice(0, 100).map(({ user }) => user.id));
    expect(shown().every(({ content }) => content.length <= 2_000)).toBe(true);
  }, 30_000);

  it('answer after a restart, and long after that too', async () => {
    const { emulator, store, alert, member, process, press } = await toldOnce();
    await process.stop();
    const next = await aProcess(emulator, store);
    await next.discord.start();
    await emulator.botReady();
    const reply = await press(member, alert, 'Details');
    expect(JSON.stringify(reply.message?.components)).toContain('withdrawals are down');
    store.alerts.records.clear();
    const forgotten = await press(member, alert, 'Details');
    expect(forgotten).toMatchObject({
      isEphemeral: true,
      content: 'I no longer remember what this button was for. Ask again.',
    });
  });
});
