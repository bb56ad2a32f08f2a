import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';

import type { GuildSettings } from './guild-settings.ts';
import { createSubscriptionIndex } from './subscription-index.ts';
import type { MayWant } from './subscription-index.ts';

/** Those who follow something by one channel. */
export interface Audience {
  readonly channel: string;
  candidates(notice: Notice): Iterable<MayWant>;
}

/** A channel's own subscribers where it has some, and otherwise whoever has subscribed by a command. */
export function audienceOf(
  channel: string,
  subscribers: readonly Guild[] | undefined,
  settings: Pick<GuildSettings, 'candidates'>,
): Audience {
  if (subscribers === undefined) return { channel, candidates: (notice) => settings.candidates(notice) };
  const index = createSubscriptionIndex();
  for (const guild of subscribers) index.put(guild);
  return { channel, candidates: (notice) => index.candidates(notice) };
}
