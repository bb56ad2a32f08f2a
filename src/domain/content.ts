import type { Notice } from './incident.ts';

/** What a message says. */
export type Content = NoticeContent | CatchUpContent;

export interface NoticeContent {
  readonly kind: 'notice';
  readonly notice: Notice;
  /** Only the headline, for when the full message was refused. */
  readonly plain?: true;
  /** How much later than it was decided it is told, where that is worth saying. */
  readonly lateMs?: number;
  /** Of an end: its beginning was not told here, because it was over by then. */
  readonly missed?: true;
  /** It was told before, and is still so. */
  readonly still?: 'reminder' | 'unmuted';
}

/** What could not be told for a while: the newest of each incident that goes on, and of each that is over. */
export interface CatchUpContent {
  readonly kind: 'catch_up';
  readonly goingOn: readonly Notice[];
  readonly over: readonly Notice[];
  /** It could have been told, and was kept back because the guild wanted quiet. */
  readonly isDigest?: true;
}
