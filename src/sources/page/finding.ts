import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

import { isWebAddress } from './page-text.ts';
import type { PageMaintenance } from './page.ts';
import { milder } from './vocabulary.ts';

/** One thing that a page says of one service. */
export interface PageFinding {
  readonly service: ServicePath;
  readonly status: Status;
  readonly evidence: string;
  readonly spoken?: true;
  readonly link?: string | undefined;
  readonly statedAt?: number | undefined;
  readonly ref?: string | undefined;
  /** The components that are shown to be hit because of it, where it is about something in them. */
  readonly within?: readonly ServicePath[];
  /** When it is to be over. */
  readonly eta?: number | undefined;
  readonly maintenance?: PageMaintenance;
  /** Where it holds, where not everywhere. */
  readonly regions?: readonly string[];
}

/**
 * What trouble of an unknown part means for the whole: some of it, never all of it. Its maintenance means nothing, and
 * neither does it that something which has a name of its own is slow.
 */
export function shareOfWhole(status: Status, hasName: boolean): Status {
  if (status === 'under_maintenance' || (hasName && status === 'degraded_performance')) return 'operational';
  return milder(status, 'degraded_performance');
}

/** Where people read more: the incident's own page, given whole or below the page, and never a document of an API. */
export function pageLink(link: string | undefined, page: string): string {
  const url = link === undefined || link === '' ? null : URL.parse(link, page);
  if (url === null || !isWebAddress(url.href)) return page;
  return /\.json$|\/api\//i.test(url.pathname) ? page : url.href;
}
