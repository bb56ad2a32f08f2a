import type { ServicePath } from './service.ts';

/** One service that ends for good, and when; `null` where nothing is said. */
export interface ServiceEnding {
  readonly service: ServicePath;
  readonly at: number | null;
}

/** What an exchange gives up for good. */
export interface EndingPlan {
  readonly id: string;
  readonly source: string;
  readonly services: readonly ServiceEnding[];
  readonly title: string;
  readonly link?: string;
  readonly firstSeenAt: number;
  readonly regions?: readonly string[];
  readonly notices: number;
}
