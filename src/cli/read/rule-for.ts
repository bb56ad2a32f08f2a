import type { AnnouncedEffect, AnnouncementReading } from '#src/reader/announcement.ts';

/** The engine's rule by which a statement decides, as notices and the log name it. */
const RULES: Readonly<Record<AnnouncedEffect, string>> = {
  halted: 'announced',
  degraded: 'announced',
  resumed: 'works',
  scheduled: 'window_announced',
};

export function ruleFor({ effect }: Pick<AnnouncementReading, 'effect'>): string {
  return RULES[effect];
}
