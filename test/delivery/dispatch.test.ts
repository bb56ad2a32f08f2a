import { describe, expect, it } from 'vitest';

import { createDispatcher } from '#src/delivery/dispatch.ts';
import type { Audience } from '#src/delivery/audience/audience.ts';
import { createPlan } from '#src/delivery/plan.ts';
import { createSubscriptionIndex } from '#src/delivery/audience/subscription-index.ts';
import type { Addressee, PostedMessage, Telling } from '#src/domain/delivery.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';
import type { Notice, OutboxItem } from '#src/domain/incident.ts';
import { aNotice, aRecovery, noon } from '#test/delivery/a-notice.ts';

function follows(channelId: string, changes: Partial<Subscription> = {}): Subscription {
  return {
    id: channelId,
    channelId,
    target: { kind: 'selector', selector: 'binance/withdrawals' },
    level: 'standard',
    createdAt: 0,
    ...changes,
  };
}

function aGuild(...subscriptions: Subscription[]): Guild {
  return { ...emptyGuild('guild'), subscriptions };
}

const whyOf = (
  guild: Guild,
  subscription: Subscription,
  item: OutboxItem,
  context: Parameters<typeof createPlan>[1],
): string => createPlan(item, context).consider('discord', { guild, subscription }).because;

const asNotice = (notice: Notice): OutboxItem => ({ kind: 'notice', notice });

function audienceOf(guild: Guild): Audience {
  const index = createSubscriptionIndex();
  index.put(guild);
  return { channel: 'discord', candidates: (notice) => index.candidates(notice) };
}

/** A dispatcher whose steps are written down in their order. */
function setUp(guild: Guild) {
  const messages = new Map<string, PostedMessage>();
  const kept: (Addressee & Pick<Telling, 'kind' | 'notice'>)[] = [];
  const steps: string[] = [];
  const unwanted: unknown[] = [];
  let isFull = false;
  const dispatcher = createDispatcher({
    audiences: [audienceOf(guild)],
    majors: () => ['BTC'],
    clock: { now: () => noon },
    log: { debug: (fields: unknown) => void unwanted.push(fields) },
    queue: {
      fresh: (tellings) => [...tellings],
      writesOf: (tellings) => tellings.map(({ id }) => ({ collection: 'deliveries', id })),
      async take(tellings) {
        steps.push(`take ${tellings.length}`);
        for (const { kind, notice, to } of tellings)
          kept.push(...to.map((one) => ({ ...one, kind, notice })));
      },
      addressesOf: () => [],
      postedOf: async () => messages,
    },
    async clearOutbox(exchange, items, instead) {
      if (isFull) throw new Error('disk full');
      steps.push(
        `clear ${exchange} ${items.map(({ notice }) => notice.id).join(' ')}, keep ${instead.length}`,
      );
    },
  });
  const posted = (address: string, { incident, id: noticeId, kind }: Notice): void => {
    messages.set(address, { address, incident, rootId: '1', latestId: '1', noticeId, kind, postedAt: noon });
  };
  const fill = (full: boolean): void => {
    isFull = full;
  };
  return { dispatcher, kept, steps, unwanted, posted, fill };
}

describe('Why a subscription is told or not', () => {
  it('is said for each of a guild', () => {
    const guild = aGuild(
      follows('a'),
      follows('b', { target: { kind: 'selector', selector: 'kraken' } }),
      follows('c', { disabled: { at: 0, reason: { kind: 'gone' } } }),
      follows('d'),
      follows('e', { level: 'major' }),
    );
    const notice = aNotice({ status: 'degraded_performance' });
    const { incident, id: noticeId, kind } = notice;
    const posted = { address: 'd', incident, rootId: '1', latestId: '1', noticeId, kind, postedAt: noon };
    const context = { posted: new Map([['d', posted]]), pending: new Set<string>(), majors: [], now: noon };
    const reasons = (item: OutboxItem) => guild.subscriptions.map((one) => whyOf(guild, one, item, context));
    expect(reasons(asNotice(notice))).toEqual(['selected', 'elsewhere', 'disabled', 'already_told', 'level']);
    expect(reasons({ kind: 'refresh', notice })[0]).toBe('nothing_posted');
  });
});

describe('What joins an incident in its first minute', () => {
  const services: Notice['services'] = ['binance/withdrawals', 'binance/deposits'];
  const notice = aNotice({
    services,
    status: 'major_outage',
    joined: ['binance/deposits'],
    parts: [
      { service: services[0], status: 'major_outage', previous: 'major_outage', since: noon - 20_000 },
      { service: 'binance/deposits', status: 'partial_outage', previous: 'operational', since: noon },
    ],
  });
  const item: OutboxItem = { kind: 'refresh', notice };
  const deposits = { kind: 'selector' as const, selector: 'binance/deposits' };

  it('is told as a beginning to those who follow just that, and refreshes what others were told', async () => {
    const { dispatcher, kept, posted } = setUp(
      aGuild(
        follows('a'),
        follows('b', { target: deposits, roleId: 'ops' }),
        follows('c', { target: deposits }),
      ),
    );
    posted('a', { ...notice, services: [services[0]] });
    posted('c', notice);
    await dispatcher.dispatch('binance', [item]);
    const told = kept.map(({ kind, target, notice: { services: about } }) => [
      kind,
      target.address,
      ...about,
    ]);
    expect(told).toEqual([
      ['refresh', 'a', ...services],
      ['refresh', 'c', ...services],
      ['notice', 'b', 'binance/deposits'],
    ]);
    expect(kept[2]).toMatchObject({
      target: { mentions: ['ops'] },
      notice: { kind: 'opened', status: 'partial_outage', previous: 'operational', since: noon },
    });
    expect(kept[2]?.notice.id).not.toBe(notice.id);
  });

  it('is told once, whatever joins next', async () => {
    const { dispatcher, kept } = setUp(aGuild(follows('b', { target: deposits })));
    await dispatcher.dispatch('binance', [item, item]);
    expect(kept.map(({ kind }) => kind)).toEqual(['notice', 'refresh']);
  });

  it('is, of a maintenance, the same news of what was added', async () => {
    const { dispatcher, kept } = setUp(aGuild(follows('b', { target: deposits })));
    const planned = aNotice({
      kind: 'maintenance_scheduled',
      status: 'operational',
      services,
      joined: ['binance/deposits'],
      window: { id: 'm', phase: 'scheduled', from: noon + 1, until: null, title: 'Upgrade' },
    });
    await dispatcher.dispatch('binance', [{ kind: 'refresh', notice: planned }]);
    expect(kept).toMatchObject([
      { kind: 'notice', notice: { kind: 'maintenance_scheduled', services: ['binance/deposits'] } },
    ]);
  });

  it('is, of a group, the coin that is followed by name', async () => {
    const coin = { kind: 'selector' as const, selector: 'binance/withdrawals/XRP' };
    const { dispatcher, kept } = setUp(aGuild(follows('b', { target: coin })));
    const members = ['ETH', 'SOL', 'XRP'].map((asset) => `binance/withdrawals/${asset}`);
    const joined = ['binance/withdrawals/XRP'];
    await dispatcher.dispatch('binance', [
      { kind: 'refresh', notice: aNotice({ status: 'degraded_performance', members, joined }) },
    ]);
    expect(kept[0]).toMatchObject({ kind: 'notice', target: { address: 'b' }, notice: { members: joined } });
  });
});

describe('Who is not told', () => {
  it('is logged with the reason', async () => {
    const { dispatcher, kept, unwanted } = setUp(
      aGuild(
        follows('a'),
        follows('b', { target: { kind: 'selector', selector: 'binance/withdrawals/BTC' } }),
        follows('e', { level: 'major' }),
      ),
    );
    const notice = aNotice({ status: 'degraded_performance' });
    await dispatcher.dispatch('binance', [asNotice(notice)]);
    expect(kept.map(({ target }) => target.address)).toEqual(['a', 'b']);
    expect(unwanted).toEqual([{ guild: 'guild', address: 'e', notice: notice.id, because: 'level' }]);
  });
});

describe('A mute', () => {
  const mute = { id: '1', selector: 'binance/withdrawals', until: noon + 1, by: 'ada', at: noon };
  const reasonFor = (notice: Notice, changes: Partial<Guild>, posted: readonly string[] = []) => {
    const shown = posted.map((address) => {
      const { incident, kind } = notice;
      const noticeId = `${incident}#0`;
      return [
        address,
        { address, incident, rootId: '1', latestId: '1', noticeId, kind, postedAt: noon },
      ] as const;
    });
    const context = { posted: new Map(shown), pending: new Set<string>(), majors: [], now: noon };
    const guild = { ...aGuild(follows('a')), ...changes };
    return guild.subscriptions.map((one) => whyOf(guild, one, asNotice(notice), context))[0];
  };

  it('keeps quiet about what it names, until it has run out', () => {
    expect(reasonFor(aNotice(), { mutes: [mute] })).toBe('muted');
    expect(reasonFor(aNotice(), { mutes: [{ ...mute, selector: 'binance' }] })).toBe('muted');
    expect(reasonFor(aNotice(), { mutes: [{ ...mute, selector: 'binance/withdrawals/BTC' }] })).toBe(
      'selected',
    );
    expect(reasonFor(aNotice(), { mutes: [{ ...mute, until: noon }] })).toBe('selected');
  });

  it('never swallows the end of what was told', () => {
    expect(reasonFor(aRecovery(), { mutes: [mute] }, ['a'])).toBe('follow_up');
  });
});

describe('The dispatcher', () => {
  it('stores deliveries in the write that clears the outbox, and only then lets them go', async () => {
    const { dispatcher, kept, steps } = setUp(aGuild(follows('a'), follows('b')));
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(steps).toEqual(['clear binance binance-withdrawals-1#1, keep 1', 'take 1']);
    expect(kept).toHaveLength(2);
  });

  it('clears the outbox of what nobody wants', async () => {
    const { dispatcher, steps } = setUp(aGuild());
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(steps).toContain('clear binance binance-withdrawals-1#1, keep 0');
  });

  it('makes one delivery for a channel, with the roles of all its subscriptions', async () => {
    const { dispatcher, kept } = setUp(
      aGuild(
        follows('a', { id: '1', roleId: 'r1' }),
        follows('a', { id: '2', roleId: 'r2', target: { kind: 'selector', selector: '*' } }),
        follows('a', { id: '3', roleId: 'r3', target: { kind: 'selector', selector: 'kraken' } }),
      ),
    );
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(kept).toMatchObject([
      {
        target: { mentions: ['r1', 'r2'] },
        subscriptionIds: ['1', '2'],
      },
    ]);
  });

  it('follows a watch list', async () => {
    const guild = aGuild(follows('a', { target: { kind: 'list', name: 'mine' } }));
    const { dispatcher, kept } = setUp({
      ...guild,
      watchLists: [{ name: 'mine', selectors: ['*/withdrawals'] }],
    });
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(kept).toHaveLength(1);
  });

  it('leaves disabled subscriptions alone', async () => {
    const { dispatcher, kept } = setUp(
      aGuild(follows('a', { disabled: { at: 0, reason: { kind: 'gone' } } })),
    );
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(kept).toEqual([]);
  });

  it('tells a recovery where the trouble was told, or is about to be, and nowhere else', async () => {
    const { dispatcher, kept, posted } = setUp(aGuild(follows('told'), follows('later', { level: 'major' })));
    posted('told', aNotice());
    await dispatcher.dispatch('binance', [asNotice(aRecovery())]);
    expect(kept.map(({ target }) => target.address)).toEqual(['told']);
  });

  it('tells trouble and recovery of one outbox both', async () => {
    const { dispatcher, kept } = setUp(aGuild(follows('a')));
    await dispatcher.dispatch('binance', [asNotice(aNotice()), asNotice(aRecovery())]);
    expect(kept.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
  });

  it('does not take what is pending of another incident, or a refresh, for a message of this one', async () => {
    const { dispatcher, kept } = setUp(aGuild(follows('a')));
    const other = aRecovery({
      incident: 'binance-spot-1',
      id: 'binance-spot-1#2',
      services: ['binance/withdrawals'],
    });
    await dispatcher.dispatch('binance', [asNotice(aNotice()), asNotice(other)]);
    expect(kept.map(({ notice }) => notice.incident)).toEqual(['binance-withdrawals-1']);
  });

  it('has nothing to do where the outbox is empty', async () => {
    const { dispatcher, steps } = setUp(aGuild(follows('a')));
    await dispatcher.dispatch('binance', []);
    expect(steps).toEqual([]);
  });

  it('does not tell again what a channel was told already', async () => {
    const { dispatcher, kept, posted } = setUp(aGuild(follows('a'), follows('b')));
    posted('a', aNotice());
    posted('b', aRecovery());
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(kept).toEqual([]);
  });

  it('refreshes only where there is, or will be, a message', async () => {
    const { dispatcher, kept, posted } = setUp(aGuild(follows('told'), follows('new')));
    posted('told', aNotice());
    await dispatcher.dispatch('binance', [{ kind: 'refresh', notice: aNotice({ eta: noon }) }]);
    expect(kept).toMatchObject([{ kind: 'refresh', target: { channel: 'discord', address: 'told' } }]);
  });

  it('mentions nobody for a change that is no worse', async () => {
    const { dispatcher, kept, posted } = setUp(aGuild(follows('a', { roleId: 'r' })));
    posted('a', aNotice());
    const better = aNotice({
      id: 'binance-withdrawals-1#2',
      kind: 'changed',
      status: 'partial_outage',
      previous: 'major_outage',
    });
    await dispatcher.dispatch('binance', [asNotice(better)]);
    expect(kept).toMatchObject([{ target: { mentions: [] } }]);
  });

  it('lets nothing go when the outbox cannot be cleared, and goes on with the next run', async () => {
    const { dispatcher, steps, kept, fill } = setUp(aGuild(follows('a')));
    fill(true);
    await expect(dispatcher.dispatch('binance', [asNotice(aNotice())])).rejects.toThrow('disk full');
    expect(steps).toEqual([]);
    fill(false);
    await dispatcher.dispatch('binance', [asNotice(aNotice())]);
    expect(kept).toHaveLength(1);
  });
});
