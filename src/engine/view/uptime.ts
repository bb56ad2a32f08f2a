import { isOutage, isTrouble, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

/** A stretch of time, from and until in epoch milliseconds, the end not included. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** A time during which a service did not work as it should. */
export interface Spell extends Interval {
  readonly status: Status;
}

/** How a service did over some time. What was not watched is neither up nor down. Durations are milliseconds. */
export interface Uptime extends Interval {
  readonly watchedMs: number;
  /** Of the watched time: in an outage, disturbed, under maintenance. What is left, it worked. */
  readonly downMs: number;
  readonly disturbedMs: number;
  readonly maintainedMs: number;
  readonly worst: Status;
}

export interface UptimeReport extends Uptime {
  /** The share of the watched time in which it was not down, 0 to 1; `null` where nobody watched. */
  readonly share: number | null;
  readonly days: readonly Uptime[];
}

/** Day by day, by when each began: the last of them goes on now. `gaps` is the time in which nobody watched. */
export function reportUptime(
  spells: readonly Spell[],
  gaps: readonly Interval[],
  { begins, now }: { readonly begins: readonly number[]; readonly now: number },
): UptimeReport {
  const parts = begins.map((from, i) => uptimeOf({ from, until: begins[i + 1] ?? now }, spells, gaps));
  const sum = (pick: (part: Uptime) => number): number => parts.reduce((all, part) => all + pick(part), 0);
  const watchedMs = sum((part) => part.watchedMs);
  const downMs = sum((part) => part.downMs);
  return {
    from: begins[0] ?? now,
    until: now,
    watchedMs,
    downMs,
    disturbedMs: sum((part) => part.disturbedMs),
    maintainedMs: sum((part) => part.maintainedMs),
    worst: worstOf(parts.map((part) => part.worst)),
    share: watchedMs === 0 ? null : 1 - downMs / watchedMs,
    days: parts,
  };
}

/** Cuts the span wherever anything begins or ends, and counts each piece once, by the worst that held. */
function uptimeOf(span: Interval, spells: readonly Spell[], gaps: readonly Interval[]): Uptime {
  const inside = spells.filter((spell) => overlaps(spell, span));
  const blind = gaps.filter((gap) => overlaps(gap, span));
  const cuts = [...inside, ...blind].flatMap(({ from, until }) => [from, until]);
  const times = [
    ...new Set([span.from, ...cuts.filter((at) => at > span.from && at < span.until), span.until]),
  ];
  times.sort((a, b) => a - b);
  const total = { watchedMs: 0, downMs: 0, disturbedMs: 0, maintainedMs: 0 };
  let worst: Status = 'unknown';
  for (const [i, from] of times.slice(0, -1).entries()) {
    const piece = { from, until: times[i + 1] ?? from };
    if (blind.some((gap) => overlaps(gap, piece))) continue;
    const held = inside.filter((spell) => overlaps(spell, piece)).map(({ status }) => status);
    const status = worstOf(['operational', ...held]);
    const ms = piece.until - piece.from;
    total.watchedMs += ms;
    if (isOutage(status)) total.downMs += ms;
    else if (isTrouble(status)) total.disturbedMs += ms;
    else if (status === 'under_maintenance') total.maintainedMs += ms;
    worst = worstOf([worst, status]);
  }
  return { ...span, ...total, worst };
}

function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.until && b.from < a.until;
}
