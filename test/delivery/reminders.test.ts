import { describe, expect, it } from 'vitest';

import { alertKey } from '#src/delivery/alerts/alert-book.ts';
import { createReminders } from '#src/delivery/alerts/reminders.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild, Mute, Subscription } from '#src/domain/guild.ts';
import type { PostedMessage, Telling } from '#src/domain/delivery.ts';
import type { Incident, Notice } from '#src/domain/incident.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';
import { anIncident } from '#test/engine/incident/an-incident.ts';

const HOUR = 60 * minute;
const FOUR_HOURS_LATER = noon + 4 * HOUR;

const subscription = (channelId: string, changes: Partial<Subscription> = {}): Subscription => ({
  id: channelId,
  channelId,
  target: { kind: 'selector', selector: 'binance' },
  level: 'standard',
  roleId: 'r',
  createdAt: 0,
  ...changes,
});

const aGuild = (changes: Partial<Guild> = {}): Guild => ({
  ...emptyGuild('guild'),
  subscriptions: [subscription('a')],
  settings: { remindAfterHours: 2 },
  ...changes,
});

const aMute = (changes: Partial<Mute> = {}): Mute => ({
  id: 'm',
  selector: 'binance/withdrawals',
  until: FOUR_HOURS_LATER,
  by: 'Ada',
  at: noon,
  ...changes,
});

const down = (changes: Partial<Incident> = {}): Incident =>
  anIncident(['withdrawals'], { id: 'binance-withdrawals-1', phaseSince: noon, ...changes });

interface World {
  readonly guilds?: readonly Guild[];
  readonly incidents?: readonly Incident[];
  readonly notice?: Notice | undefined;
  /** Where it was told. */
  readonly posted?: readonly string[];
  readonly channels?: readonly string[];
  readonly hasEnded?: (id: string) => boolean;
  readonly isPending?: boolean;
}

/** Runs at some times, one after the other; what was told at each. */
async function remindedAt(times: readonly number[], world: World = {}) {
  const { channels = ['discord'], incidents = [down()], posted = ['a', 'b'], isPending = false } = world;
  const notice = 'notice' in world ? world.notice : aNotice();
  const guilds = new Map((world.guilds ?? [aGuild()]).map((guild) => [guild.id, guild]));
  let now = noon;
  let commits = 0;
  const asked: string[] = [];
  const taken: Telling[][] = [];
  const reminders = createReminders({
    guilds: () => guilds.values(),
    incidents: () => incidents,
    channels,
    majors: () => ['BTC'],
    book: {
      get: (key) =>
        Promise.resolve(
          notice !== undefined && key === alertKey('binance-withdrawals-1')
            ? { notice, timeline: [] }
            : undefined,
        ),
    },
    queue: {
      fresh: (tellings) => (isPending ? [] : [...tellings]),
      writesOf: () => [],
      take: (tellings) => {
        taken.push([...tellings]);
        return Promise.resolve();
      },
      postedOf: () =>
        Promise.resolve(new Map(posted.map((address) => [address, {} as PostedMessage] as const))),
      hasEnded: (id) => {
        asked.push(id);
        return Promise.resolve(world.hasEnded?.(id) ?? false);
      },
    },
    commit: () => {
      commits += 1;
      return Promise.resolve();
    },
    updateGuild: (id, change) => {
      const changed = change(guilds.get(id) ?? emptyGuild(id));
      guilds.set(id, changed);
      return Promise.resolve(changed);
    },
    clock: { now: () => now },
  });
  const told: string[][] = [];
  for (const time of times) {
    now = time;
    taken.length = 0;
    await reminders.run();
    told.push(taken.flat().flatMap(({ kind, to }) => to.map(({ target }) => `${kind} ${target.address}`)));
  }
  return { told, taken: taken.flat(), commits, asked, guild: () => guilds.get('guild') };
}

const told = async (times: readonly number[], world?: World) => (await remindedAt(times, world)).told;

describe('What is still so', () => {
  it('is said again after each so many hours, once', async () => {
    const times = [2 * HOUR - 1, 2 * HOUR, 2 * HOUR + minute, 4 * HOUR - 1, 4 * HOUR].map((ms) => noon + ms);
    expect(await told(times)).toEqual([[], ['reminder a'], [], [], ['reminder a']]);
  });

  it('is said again as of the hour when that was due, in the newest words, and mentions nobody', async () => {
    const incident = down({ status: 'partial_outage' });
    const { taken } = await remindedAt([FOUR_HOURS_LATER + 5 * minute], { incidents: [incident] });
    expect(taken).toMatchObject([
      {
        kind: 'reminder',
        notice: { id: 'binance-withdrawals-1#1', status: 'partial_outage', at: FOUR_HOURS_LATER },
        to: [{ guildId: 'guild', subscriptionIds: ['a'], target: { channel: 'discord', mentions: [] } }],
      },
    ]);
    expect(taken[0]?.id).toMatch(/@a$/);
  });

  it.each<[rule: string, world: World]>([
    ['not before it has been so for that long', { incidents: [down({ phaseSince: noon + 3 * HOUR })] }],
    ['not where nobody wants that', { guilds: [aGuild({ settings: {} })] }],
    ['not where it was not told', { posted: ['z'] }],
    ['not where nothing is known of it any more', { notice: undefined }],
    ['not where what was told last was its end', { notice: aRecovery() }],
    ['not once it works', { incidents: [down({ status: 'operational' })] }],
    ['not where nobody was told of it', { incidents: [down({ told: false })] }],
    ['not while something wider explains it', { incidents: [down({ absorbed: true })] }],
    ['not of another incident', { incidents: [down({ id: 'binance-x-2' })] }],
    [
      'not in quiet hours',
      {
        guilds: [
          aGuild({ settings: { remindAfterHours: 2, quietHours: { from: '15:00', until: '17:00' } } }),
        ],
      },
    ],
    [
      'not where that is paused',
      {
        guilds: [
          aGuild({ subscriptions: [subscription('a', { disabled: { reason: 'x', at: noon } as never })] }),
        ],
      },
    ],
    [
      'not where something else is followed',
      {
        guilds: [
          aGuild({
            subscriptions: [subscription('a', { target: { kind: 'selector', selector: 'kraken' } })],
          }),
        ],
      },
    ],
    ['not where it was said again before a restart', { hasEnded: () => true }],
    ['not while it waits to be said', { isPending: true }],
  ])('is said again: %s', async (_rule, world) => {
    const { commits, told: said } = await remindedAt([FOUR_HOURS_LATER], world);
    expect([said, commits]).toEqual([[[]], 0]);
  });

  it('is said at each address once, with all that follow it there', async () => {
    const guild = aGuild({
      subscriptions: [subscription('a'), subscription('b'), subscription('a', { id: 'a2' })],
    });
    const { taken, told: said } = await remindedAt([FOUR_HOURS_LATER], { guilds: [guild] });
    expect(said).toEqual([['reminder a', 'reminder b']]);
    expect(taken.flatMap(({ to }) => to.map(({ subscriptionIds }) => subscriptionIds))).toEqual([
      ['a', 'a2'],
      ['b'],
    ]);
  });

  it('is said by each channel that can be subscribed to, each by itself after a restart', async () => {
    expect(await told([FOUR_HOURS_LATER], { channels: [] })).toEqual([[]]);
    const { asked } = await remindedAt([FOUR_HOURS_LATER], {
      guilds: [aGuild({ subscriptions: [subscription('a'), subscription('b')] })],
    });
    expect(asked).toHaveLength(2);
    expect(
      await told([FOUR_HOURS_LATER], {
        guilds: [aGuild({ subscriptions: [subscription('a'), subscription('b')] })],
        hasEnded: (id) => id.includes('@a') || id.endsWith('a'),
      }),
    ).toEqual([['reminder b']]);
  });

  it('is looked up in the store once', async () => {
    const { asked } = await remindedAt([
      FOUR_HOURS_LATER,
      FOUR_HOURS_LATER + minute,
      FOUR_HOURS_LATER + 2 * minute,
    ]);
    expect(asked).toHaveLength(1);
  });
});

describe('A mute that has run out', () => {
  const muted = (mute: Partial<Mute> = {}, changes: Partial<Guild> = {}): Guild =>
    aGuild({ settings: {}, mutes: [aMute(mute)], ...changes });

  it('is followed by one line, though it was not told before, and is forgotten', async () => {
    const { guild, told: said } = await remindedAt(
      [FOUR_HOURS_LATER - 1, FOUR_HOURS_LATER, FOUR_HOURS_LATER + minute],
      {
        guilds: [muted()],
        posted: [],
      },
    );
    expect(said).toEqual([[], ['unmuted a'], []]);
    expect(guild()?.mutes).toEqual([]);
  });

  it('is told as of when it ran out', async () => {
    const { taken } = await remindedAt([FOUR_HOURS_LATER + 5 * minute], { guilds: [muted()] });
    expect(taken).toMatchObject([{ kind: 'unmuted', notice: { at: FOUR_HOURS_LATER } }]);
  });

  it('goes before a reminder', async () => {
    const guild = muted({}, { settings: { remindAfterHours: 2 } });
    expect(await told([FOUR_HOURS_LATER], { guilds: [guild] })).toEqual([['unmuted a']]);
  });

  it('of something else is forgotten in silence', async () => {
    const { guild, told: said } = await remindedAt([FOUR_HOURS_LATER], {
      guilds: [muted({ selector: 'binance/deposits' })],
    });
    expect(said).toEqual([[]]);
    expect(guild()?.mutes).toEqual([]);
  });

  it('waits for the morning', async () => {
    const quiet = muted({}, { settings: { quietHours: { from: '15:00', until: '17:00' } } });
    const { guild, told: said } = await remindedAt([FOUR_HOURS_LATER, noon + 5 * HOUR], { guilds: [quiet] });
    expect(said).toEqual([[], ['unmuted a']]);
    expect(guild()?.mutes).toEqual([]);
  });

  it('leaves the others', async () => {
    const later = aMute({ id: 'later', until: FOUR_HOURS_LATER + HOUR });
    const { guild } = await remindedAt([FOUR_HOURS_LATER], {
      guilds: [muted({}, { mutes: [aMute(), later] })],
    });
    expect(guild()?.mutes).toEqual([later]);
  });

  it('has run out with its incident, where it was to last until that is over', async () => {
    const mute = { untilOver: true as const, until: noon + 99 * HOUR };
    const left = async (changes: Partial<Mute>) =>
      (await remindedAt([FOUR_HOURS_LATER], { guilds: [muted({ ...mute, ...changes })] })).guild()?.mutes
        .length;
    expect(await left({ incident: 'binance-gone-1' })).toBe(0);
    expect(await left({ incident: 'binance-withdrawals-1' })).toBe(1);
    expect(await left({})).toBe(1);
    const { untilOver: _untilOver, ...timed } = mute;
    expect(
      (
        await remindedAt([FOUR_HOURS_LATER], {
          guilds: [aGuild({ settings: {}, mutes: [aMute({ ...timed, incident: 'binance-gone-1' })] })],
        })
      ).guild()?.mutes.length,
    ).toBe(1);
  });
});
