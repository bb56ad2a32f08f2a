/** Discord's timestamp styles: `t` 14:28, `f` 21 November 2026 14:28, `D` 21 November 2026, `R` 5 minutes ago. */
export type TimestampStyle = 't' | 'f' | 'D' | 'R';

/** The farthest time that Discord shows, in epoch seconds. */
const LAST_SECOND = 8_640_000_000_000;

/** A time that everybody reads in their own time zone. */
export function timestamp(atMs: number, style: TimestampStyle): string {
  const seconds = Number.isFinite(atMs) ? Math.floor(atMs / 1000) : 0;
  return `<t:${Math.min(Math.max(seconds, 0), LAST_SECOND)}:${style}>`;
}
