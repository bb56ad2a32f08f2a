import type { Notice } from './incident.ts';

/** Whether a notice says that something went down, or down again. */
export function isBeginning({ kind }: Pick<Notice, 'kind'>): boolean {
  return kind === 'opened' || kind === 'reopened' || kind === 'flapping';
}
