import type { Notice, TimelineEntry } from './incident.ts';
import type { Status } from './status.ts';
import type { Venue } from './venue.ts';

/** What was told of an incident, kept for whoever asks at one of its messages later: the newest, and all of it in short. */
export interface AlertRecord {
  readonly notice: Notice;
  readonly timeline: readonly TimelineEntry[];
}

/** What one source says of the services of an alert at the moment. Times are epoch milliseconds. */
export interface SourceWord {
  readonly source: string;
  readonly venue: Venue;
  readonly status: Status;
  readonly since: number;
  /** When it was last read with success; 0 for never. */
  readonly readAt: number;
}

/** All that is known of an alert, for who wants to know why it was told. */
export interface AlertView extends AlertRecord {
  readonly says: readonly SourceWord[];
}

/** Members who want to hear that something is over, at one place. */
export interface Followers {
  readonly userIds: readonly string[];
  readonly at: number;
}
