import { MUTES_MAX } from '#src/domain/guild.ts';
import type { Guild, Mute } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { selects } from '#src/domain/selector.ts';
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';

/** "Until it is over" ends by then, whatever became of it. */
const LONGEST_MS = 30 * DAY_MS;

export interface MuteWish {
  /** About this incident alone, or about its service. */
  readonly of: 'incident' | 'service';
  /** Until it is over where nothing is said. */
  readonly hours?: number;
  /** The member's name, as the guild shows it. */
  readonly by: string;
}

/** The guild with one more mute, in the place of another about the same; `undefined` where it has too many. */
export function withMute(
  guild: Guild,
  { by, hours, of }: MuteWish,
  { incident, services }: Pick<Notice, 'incident' | 'services'>,
  now: number,
): { readonly guild: Guild; readonly mute: Mute } | undefined {
  const [selector] = services;
  const isSame = (mute: Mute): boolean =>
    of === 'incident'
      ? mute.incident === incident
      : mute.incident === undefined && mute.selector === selector;
  const others = guild.mutes.filter((mute) => !isSame(mute));
  if (others.filter((mute) => isRunning(mute, now)).length >= MUTES_MAX) return undefined;
  const mute: Mute = {
    id: String(Math.max(0, ...guild.mutes.map(({ id }) => Number(id) || 0)) + 1),
    selector,
    until: now + (hours === undefined ? LONGEST_MS : hours * HOUR_MS),
    by,
    at: now,
    ...(of === 'incident' && { incident }),
    ...(hours === undefined && { untilOver: true as const }),
  };
  return { guild: { ...guild, mutes: [...others, mute] }, mute };
}

function isRunning({ until }: Mute, now: number): boolean {
  return until > now;
}

/** Whether a mute is about all that a notice is about. */
export function coversNotice({ incident, selector }: Mute, notice: Notice): boolean {
  if (incident !== undefined) return incident === notice.incident;
  return (notice.members ?? notice.services).every((service) => selects(selector, service));
}

/** Whether an admin wants quiet about all that a notice is about. */
export function isMuted({ mutes }: Guild, notice: Notice, now: number): boolean {
  const running = mutes.filter((mute) => isRunning(mute, now));
  if (running.some((mute) => coversNotice(mute, notice))) return true;
  const selectors = running.filter(({ incident }) => incident === undefined).map(({ selector }) => selector);
  return (notice.members ?? notice.services).every((service) =>
    selectors.some((selector) => selects(selector, service)),
  );
}
