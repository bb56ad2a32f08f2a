import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';

/** A status page, whatever platform serves it. Times are epoch milliseconds. Text is as it came. */
export interface Page {
  readonly name?: string | undefined;
  /** This answer says nothing of what it does not name, though the page has more. */
  readonly isPart?: boolean;
  /**
   * Groups are containers and left out: a group repeats its worst member. Left out where this answer holds none by
   * its nature; a list of them is never empty on a page that is read right.
   */
  readonly components?: readonly PageComponent[] | undefined;
  readonly incidents?: readonly PageIncident[];
  readonly maintenances?: readonly PageMaintenance[];
  /** The page's own summary of itself. It decides only where nothing else is given. */
  readonly overall?: { readonly status: Status; readonly words: string } | undefined;
}

export interface PageComponent {
  readonly id?: string | undefined;
  readonly name: string;
  readonly group?: string | undefined;
  readonly status: Status;
  /** Why, where the page gives a word of its own for it. */
  readonly remark?: string | undefined;
}

/** A component as an incident or a maintenance lists it. */
export interface PagePart {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly group?: string | undefined;
  readonly status?: Status | undefined;
}

export interface PageIncident {
  readonly id: string;
  readonly title: string;
  /** How bad the exchange says it is. */
  readonly impact: Status;
  /** `monitored`: a fix is in place and being watched. `over`: resolved, and still on the page. */
  readonly phase: 'open' | 'monitored' | 'over';
  readonly parts: readonly PagePart[];
  /** The newest update's text. */
  readonly says?: string | undefined;
  readonly statedAt?: number | undefined;
  /** All updates that the page shows, the newest first. */
  readonly updates?: readonly PageUpdate[] | undefined;
  readonly link?: string | undefined;
}

export interface PageUpdate {
  readonly says?: string | undefined;
  readonly statedAt?: number | undefined;
}

export interface PageMaintenance {
  readonly id: string;
  readonly title: string;
  readonly phase: MaintenancePhase;
  readonly from: number | null;
  readonly until: number | null;
  readonly parts: readonly PagePart[];
  readonly says?: string | undefined;
  readonly statedAt?: number | undefined;
  readonly link?: string | undefined;
}
