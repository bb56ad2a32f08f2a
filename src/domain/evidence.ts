import type { Basis } from './reading.ts';
import type { ServicePath } from './service.ts';
import type { Status } from './status.ts';
import type { Venue } from './venue.ts';

/** Why we believe something: what was said or seen of a service, where, and since when. Times are epoch ms. */
export interface Evidence {
  /** The source's id, for the operator. */
  readonly source: string;
  readonly venue: Venue;
  readonly service: ServicePath;
  readonly basis: Basis;
  readonly status: Status;
  readonly since: number;
  /** When the exchange said it. */
  readonly statedAt?: number;
  readonly link?: string;
  /** The exchange's words, where they are words for people. They come from outside. */
  readonly quote?: string;
  /** How many of its parts are hit, of how many. */
  readonly count?: { readonly hit: number; readonly of: number };
  /** A technical line, such as the value of a switch: for the operator. It comes from outside. */
  readonly detail?: string;
  /** Of what was measured from several places: those that see it, as the operator calls them. */
  readonly seenFrom?: readonly string[];
}
