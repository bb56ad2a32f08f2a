import type { Notice } from './incident.ts';

/** Whether a notice is the last word on what it is about, unless that comes back. */
export function isEnd({ kind }: Pick<Notice, 'kind'>): boolean {
  return kind === 'resolved' || kind === 'maintenance_ended' || kind === 'maintenance_canceled';
}
