import type { AlertView, Followers, SourceWord } from '#src/domain/alert-record.ts';
import { claimOn } from '#src/domain/claims.ts';
import { postedMessageId } from '#src/domain/delivery.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Guild, Mute } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { exchangeOf } from '#src/domain/service.ts';
import type { Venue } from '#src/domain/venue.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Collection } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';

import type { AlertBook } from './alert-book.ts';
import { withMute } from '#src/delivery/audience/mutes.ts';
import type { MuteWish } from '#src/delivery/audience/mutes.ts';

/** What members may do at an alert, whatever channel shows it. */
export interface AlertDesk {
  /** `undefined` where the alert is so old that it is forgotten. */
  view(key: string): Promise<AlertView | undefined>;
  /** Keeps quiet in a guild; `undefined` where it has too many mutes already. */
  mute(guildId: string, notice: Notice, wish: MuteWish): Promise<Mute | undefined>;
  /** Has a member mentioned at an address when it is over, or no longer. */
  follow(incident: string, address: string, userId: string): Promise<'follows' | 'left' | 'full'>;
}

export interface AlertDeskDeps {
  readonly book: Pick<AlertBook, 'get'>;
  readonly followers: Collection<Followers>;
  /** What is known of an exchange, where it is watched. */
  stateOf(exchange: string): ExchangeState | undefined;
  /** Where a source of an exchange reads. */
  venueOf(exchange: string, source: string): Venue | undefined;
  updateGuild(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Discord mentions so many members in one message at most. */
const FOLLOWERS_MAX = 100;

export function createAlertDesk(deps: AlertDeskDeps): AlertDesk {
  const { book, clock, followers } = deps;
  const turn = inTurns();

  async function follow(id: string, userId: string): Promise<'follows' | 'left' | 'full'> {
    const known = (await followers.get(id))?.userIds ?? [];
    const isLeaving = known.includes(userId);
    if (!isLeaving && known.length >= FOLLOWERS_MAX) return 'full';
    const userIds = isLeaving ? known.filter((one) => one !== userId) : [...known, userId];
    await followers.set(id, { userIds, at: clock.now() });
    return isLeaving ? 'left' : 'follows';
  }

  return {
    async view(key) {
      const record = await book.get(key);
      if (record === undefined) return undefined;
      const exchange = exchangeOf(record.notice.services[0]);
      const state = deps.stateOf(exchange);
      const says =
        state === undefined ? [] : wordsOf(record.notice, state, (source) => deps.venueOf(exchange, source));
      return { ...record, says };
    },
    async mute(guildId, notice, wish) {
      let made: Mute | undefined;
      await deps.updateGuild(guildId, (guild) => {
        const muted = withMute(guild, wish, notice, clock.now());
        made = muted?.mute;
        return muted?.guild ?? guild;
      });
      return made;
    },
    follow: (incident, address, userId) => {
      const id = postedMessageId(incident, address);
      return turn(id, () => follow(id, userId));
    },
  };
}

/** What each source says now of the services that a notice is about: of each source the worst that it says. */
function wordsOf(
  { services }: Notice,
  { claims, sources }: ExchangeState,
  venueOf: (source: string) => Venue | undefined,
): SourceWord[] {
  return Object.entries(claims).flatMap(([voice, said]): SourceWord[] => {
    const source = voice.split('@', 1)[0] ?? voice;
    const venue = venueOf(source);
    const [claim] = services.flatMap((service) => claimOn(said, service) ?? []);
    if (venue === undefined || claim === undefined) return [];
    const { since, status } = claim;
    return [{ source, venue, status, since, readAt: sources[source]?.okAt ?? 0 }];
  });
}
