import { describe, expect, it } from 'vitest';

import { isMuted, withMute } from '#src/delivery/audience/mutes.ts';
import type { MuteWish } from '#src/delivery/audience/mutes.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild, Mute } from '#src/domain/guild.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';

const hour = 3_600_000;
const { incident } = aNotice();

function aMute(changes: Partial<Mute> = {}): Mute {
  return { id: '1', selector: 'binance/withdrawals', until: noon + hour, by: 'ada', at: noon, ...changes };
}

const aGuild = (...mutes: readonly Mute[]): Guild => ({ ...emptyGuild('g'), mutes });
const wished = (guild: Guild, wish: Partial<MuteWish>) =>
  withMute(guild, { of: 'service', by: 'ada', ...wish }, aNotice(), noon);

describe('A mute that is wished for', () => {
  it('of a service is about all of it, for as long as is said', () => {
    const made = wished(aGuild(), { hours: 2 });
    expect(made?.mute).toStrictEqual(aMute({ until: noon + 2 * hour }));
    expect(made?.guild.mutes).toStrictEqual([made?.mute]);
  });

  it('of an incident, until it is over, lasts thirty days at most', () => {
    const expected = aMute({ until: noon + 30 * 24 * hour, incident, untilOver: true });
    expect(wished(aGuild(), { of: 'incident' })?.mute).toStrictEqual(expected);
  });

  it('takes the place of one about the same, and leaves one about something else', () => {
    const ofIncident = aMute({ id: '3', incident });
    const ofService = aMute({ id: '4' });
    const elsewhere = aMute({ id: '5', selector: 'kraken' });
    const other = aMute({ id: '6', incident: 'another' });
    const guild = aGuild(ofIncident, ofService, elsewhere, other);
    const ids = (of: MuteWish['of']) => wished(guild, { of })?.guild.mutes.map(({ id }) => id);
    expect(ids('incident')).toEqual(['4', '5', '6', '7']);
    expect(ids('service')).toEqual(['3', '5', '6', '7']);
  });

  it('has an id that was never used', () => {
    const made = wished(
      aGuild(aMute({ id: '8', selector: 'kraken' }), aMute({ id: '3', selector: 'x' })),
      {},
    );
    expect(made?.guild.mutes.map(({ id }) => id)).toEqual(['8', '3', '9']);
    expect(wished(aGuild(aMute({ id: 'of old', selector: 'kraken' })), {})?.mute.id).toBe('1');
  });

  it('is refused where a guild has fifty others', () => {
    const others = (count: number) =>
      aGuild(...Array.from({ length: count }, (_, i) => aMute({ id: `${i}`, selector: `x${i}` })));
    expect(wished(others(49), {})?.guild.mutes).toHaveLength(50);
    expect(wished(others(50), {})).toBeUndefined();
  });
});

describe('Quiet is wanted', () => {
  it.each<[rule: string, mutes: readonly Mute[], expected: boolean]>([
    ['by nobody', [], false],
    ['about the service', [aMute()], true],
    ['about something else', [aMute({ selector: 'kraken' })], false],
    ['about this incident', [aMute({ incident })], true],
    ['about another incident of the service', [aMute({ incident: 'another' })], false],
    ['no more', [aMute({ until: noon })], false],
  ])('%s', (_rule, mutes, expected) => {
    expect(isMuted(aGuild(...mutes), aNotice(), noon)).toBe(expected);
  });

  it('about several services by several mutes together, none of which is about an incident', () => {
    const notice = aNotice({ services: ['binance/withdrawals', 'binance/deposits'] });
    const deposits = aMute({ selector: 'binance/deposits' });
    expect(isMuted(aGuild(aMute(), deposits), notice, noon)).toBe(true);
    expect(isMuted(aGuild(aMute(), { ...deposits, incident: 'another' }), notice, noon)).toBe(false);
  });

  it('about a group of coins by mutes of its coins', () => {
    const notice = aNotice({ members: ['binance/withdrawals/BTC', 'binance/withdrawals/ETH'] });
    expect(isMuted(aGuild(aMute({ selector: '*/*/BTC' })), notice, noon)).toBe(false);
    expect(isMuted(aGuild(aMute({ selector: 'binance/withdrawals' })), notice, noon)).toBe(true);
  });
});
