import type { Subscription } from './guild.ts';

/** What a button under a reply needs to know later, kept under a short key. Times are epoch milliseconds. */
export interface Snapshot {
  readonly at: number;
  readonly guildId: string;
  readonly undo: readonly Undo[];
}

/** A change that can be undone: the subscription as it was (none: it was new), and as it became. */
export interface Undo {
  readonly before: Subscription | null;
  readonly after: Subscription;
}
