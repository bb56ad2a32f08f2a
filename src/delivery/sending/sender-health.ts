import type { Backlog } from './lanes.ts';

/** What a sender is up to, for those who watch it. */
export interface SenderHealth extends Backlog {
  readonly isStoreFailing: boolean;
}

/** What several senders are up to together. */
export function healthOf(senders: Iterable<{ health(): SenderHealth }>): SenderHealth {
  const all = Array.from(senders, (sender) => sender.health());
  return {
    pending: all.reduce((sum, { pending }) => sum + pending, 0),
    oldestMs: Math.max(0, ...all.map(({ oldestMs }) => oldestMs)),
    isStoreFailing: all.some(({ isStoreFailing }) => isStoreFailing),
  };
}
