import { describe, expect, it } from 'vitest';

import { createAlertBook } from '#src/delivery/alerts/alert-book.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { createReminders } from '#src/delivery/alerts/reminders.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Incident, Notice, OutboxItem } from '#src/domain/incident.ts';
import { createLogger } from '#src/platform/log.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';
import { setUpQueue } from '#test/delivery/a-queue.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { sampleIncident } from '#test/storage/samples.ts';

const hour = 60 * minute;

/** A guild of which one address follows everything of Binance. It is noon. */
async function setUp(changes: Partial<Guild> = {}) {
  const { clock, discord, store, newQueue } = setUpQueue();
  const log = createLogger('silent');
  const settings = createGuildSettings(memoryCollection<Guild>());
  await settings.update('guild', (guild) => ({
    ...guild,
    subscriptions: [
      {
        id: '1',
        channelId: 'a',
        target: { kind: 'selector', selector: 'binance' },
        level: 'standard',
        roleId: 'r',
        createdAt: 0,
      },
    ],
    ...changes,
  }));
  const book = createAlertBook(store.alerts);
  const start = () => {
    const queue = newQueue();
    const dispatcher = createDispatcher({
      audiences: [{ channel: 'discord', candidates: (notice) => settings.candidates(notice) }],
      queue,
      majors: () => [],
      clearOutbox: (_exchange, _items, instead) => store.commit(instead),
      book,
      clock,
      log,
    });
    const reminders = createReminders({
      guilds: () => settings.all(),
      incidents: () => incidents,
      channels: ['discord'],
      majors: () => [],
      book,
      queue,
      commit: (writes) => store.commit(writes),
      updateGuild: (guildId, change) => settings.update(guildId, change),
      clock,
    });
    return { queue, dispatcher, reminders };
  };
  const incidents: Incident[] = [];
  let run = start();
  await run.queue.start([]);
  const hand = async (kind: OutboxItem['kind'], notice: Notice): Promise<void> => {
    await run.dispatcher.dispatch('binance', [{ kind, notice: { ...notice, at: clock.now() } }]);
    await clock.advance(0);
  };
  return {
    clock,
    store,
    settings,
    incidents,
    tell: (notice: Notice) => hand('notice', notice),
    remind: async () => {
      await run.reminders.run();
      await clock.advance(0);
    },
    async restart() {
      await run.queue.stop();
      run = start();
      await run.queue.start([]);
      await clock.advance(0);
    },
    said: () =>
      discord.messages.map(({ content, replyTo }) =>
        content.kind === 'catch_up'
          ? `${content.isDigest === true ? 'digest' : 'catch-up'}: ${content.over.map(({ id }) => id).join(', ')}`
          : `${content.still ?? content.notice.kind}${replyTo === undefined ? '' : ' in reply'}`,
      ),
    posts: discord.messages,
  };
}

const QUIET = { settings: { quietHours: { from: '11:00', until: '13:00' } } } as const;
const disturbed = { status: 'degraded_performance' } as const;
const other = { incident: 'binance-spot-1', services: ['binance/spot'] } as const;

function anIncident(changes: Partial<Incident> = {}): Incident {
  return {
    ...sampleIncident,
    id: 'binance-withdrawals-1',
    services: ['binance/withdrawals'],
    status: 'major_outage',
    told: true,
    phaseSince: noon,
    absorbed: undefined,
    ...changes,
  } as Incident;
}

describe('In the quiet hours of a guild', () => {
  it('what is critical is told at once, and so is how it goes on, which rings for nobody', async () => {
    const { posts, said, tell } = await setUp(QUIET);
    await tell(aNotice());
    await tell(aRecovery());
    expect(said()).toEqual(['opened', 'resolved in reply']);
    expect(posts.map(({ target, quiet }) => [target.mentions, quiet])).toEqual([
      [['r'], undefined],
      [[], true],
    ]);
  });

  it('what was over is told at a time of day of its own, and what goes on in the morning', async () => {
    const digest = { settings: { ...QUIET.settings, digest: { at: '15:30' } } };
    const { clock, restart, said, tell } = await setUp(digest);
    await tell(aNotice(disturbed));
    await tell(aNotice({ ...disturbed, ...other, id: 'binance-spot-1#1' }));
    await tell(aRecovery());
    await clock.advance(61 * minute);
    expect(said()).toEqual(['opened']);
    await restart();
    await clock.advance(2 * hour + 28 * minute);
    expect(said()).toEqual(['opened']);
    await clock.advance(2 * minute);
    expect(said()).toEqual(['opened', 'digest: binance-withdrawals-1#2']);
  });

  it('what was over is not told where nobody wants a digest, and nothing of it is left', async () => {
    const digest = { settings: { ...QUIET.settings, digest: { off: true } } } as const;
    const { clock, said, store, tell } = await setUp(digest);
    await tell(aNotice(disturbed));
    await tell(aNotice({ ...disturbed, ...other, id: 'binance-spot-1#1' }));
    await tell(aRecovery());
    await clock.advance(2 * hour);
    expect(said()).toEqual(['opened']);
    expect(store.deliveries.records.size).toBe(0);
  });

  it('what is not waits for the morning, and is one line there if it is over by then', async () => {
    const { clock, said, tell } = await setUp(QUIET);
    await tell(aNotice(disturbed));
    await tell(aNotice({ ...disturbed, ...other, id: 'binance-spot-1#1' }));
    await tell(aRecovery());
    await clock.advance(59 * minute);
    expect(said()).toEqual([]);
    await clock.advance(2 * minute);
    expect(said()).toEqual(['digest: binance-withdrawals-1#2', 'opened']);
  });

  it('what waits is told at once when it gets critical, and not again in the morning', async () => {
    const { clock, said, tell } = await setUp(QUIET);
    await tell(aNotice(disturbed));
    await tell(
      aNotice({
        id: 'binance-withdrawals-1#2',
        kind: 'changed',
        change: 'worse',
        previous: 'degraded_performance',
      }),
    );
    expect(said()).toEqual(['changed']);
    await tell(aRecovery({ id: 'binance-withdrawals-1#3' }));
    await clock.advance(2 * hour);
    expect(said()).toEqual(['changed', 'resolved in reply']);
  });

  it('what waits survives a restart, and is told in the morning though nobody was there', async () => {
    const { clock, restart, said, store, tell } = await setUp(QUIET);
    await tell(aNotice(disturbed));
    await restart();
    expect(said()).toEqual([]);
    await clock.advance(2 * hour);
    expect(said()).toEqual(['opened']);
    expect(store.deliveries.records.size).toBe(0);
  });
});

describe('What is still down', () => {
  it('is said again after each so many hours, once, whatever happens in between', async () => {
    const { clock, incidents, remind, restart, said, tell } = await setUp({
      settings: { remindAfterHours: 2 },
    });
    await tell(aNotice());
    incidents.push(anIncident());
    await clock.advance(2 * hour - minute);
    await remind();
    expect(said()).toEqual(['opened']);
    await clock.advance(minute);
    await remind();
    await remind();
    await restart();
    await remind();
    expect(said()).toEqual(['opened', 'reminder in reply']);
    await clock.advance(2 * hour);
    await remind();
    expect(said()).toHaveLength(3);
    incidents.length = 0;
    await tell(aRecovery());
    await clock.advance(2 * hour);
    await remind();
    expect(said().slice(3)).toEqual(['resolved in reply']);
  });

  it('is not said again where nobody wants that, or where it was not told', async () => {
    const { clock, incidents, remind, said, tell } = await setUp();
    await tell(aNotice());
    incidents.push(anIncident(), anIncident({ id: 'binance-spot-1' }));
    await clock.advance(12 * hour);
    await remind();
    expect(said()).toEqual(['opened']);
  });
});

describe('A mute', () => {
  const mute = (changes: Partial<Guild['mutes'][number]> = {}): Partial<Guild> => ({
    mutes: [
      { id: '1', selector: 'binance/withdrawals', until: noon + hour, by: 'ada', at: noon, ...changes },
    ],
  });

  it('that runs out is followed by one line if it is still down', async () => {
    const { clock, incidents, remind, restart, said, settings, tell } = await setUp(mute());
    await tell(aNotice());
    incidents.push(anIncident());
    await remind();
    expect(said()).toEqual([]);
    await clock.advance(hour);
    await remind();
    await restart();
    await remind();
    expect(said()).toEqual(['unmuted']);
    expect(settings.get('guild').mutes).toEqual([]);
    await tell(aRecovery());
    expect(said()).toEqual(['unmuted', 'resolved in reply']);
  });

  it('that runs out is forgotten in silence if all is well', async () => {
    const { clock, remind, said, settings, tell } = await setUp(mute());
    await tell(aNotice());
    await tell(aRecovery());
    await clock.advance(hour);
    await remind();
    expect([said(), settings.get('guild').mutes]).toEqual([[], []]);
  });

  it('until it is over ends with the incident, and keeps quiet about that one alone', async () => {
    const { incidents, remind, said, settings, tell } = await setUp(
      mute({ incident: 'binance-withdrawals-1', untilOver: true, until: noon + 1_000 * hour }),
    );
    incidents.push(anIncident());
    await tell(aNotice());
    await tell(aNotice({ ...other, id: 'binance-spot-1#1' }));
    await remind();
    expect(said()).toEqual(['opened']);
    incidents.length = 0;
    await remind();
    expect([said(), settings.get('guild').mutes]).toEqual([['opened'], []]);
  });

  it('never keeps back the end of what was told', async () => {
    const { clock, said, settings, tell } = await setUp();
    await tell(aNotice());
    await settings.update('guild', (guild) => ({ ...guild, ...mute() }));
    await clock.advance(minute);
    await tell(aRecovery());
    expect(said()).toEqual(['opened', 'resolved in reply']);
  });
});
