import { summaryOf } from '#src/alert/words.ts';
import type { Notice } from '#src/domain/incident.ts';

/** Its headline, as people read it in English. */
export function headlineOf(notice: Notice): string {
  return summaryOf(notice);
}
