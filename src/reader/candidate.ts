import type { ServicePath } from '#src/domain/service.ts';

import type { AnnouncementReading } from './announcement.ts';

/** A reading of one clause, with what decides between it and those of others. */
export type Candidate = AnnouncementReading & {
  readonly background: boolean;
  /** How well its beginning is told: not at all, by day, by the works that cause it, by itself. */
  readonly dated: number;
  /** Told only by a promised return, or by a title without a time: it yields to any other word of the trouble. */
  readonly promised: boolean;
  readonly isTitle: boolean;
  /** How many updates came before it in its post, the title's words not counted. */
  readonly update: number;
  /** What the same clause says the same of. */
  /** Its end follows from how long works take. */
  readonly byLength: boolean;
  readonly beside: readonly ServicePath[];
  /** "All" is said. */
  readonly isAll: boolean;
};
