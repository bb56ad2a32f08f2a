import { readLocales } from '#config/locales.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import { plain } from '#src/alert/text.ts';
import type { Voice } from '#src/alert/voice.ts';
import type { Notice } from '#src/domain/incident.ts';

let english: Voice | undefined;

/** Its headline as people read it in English, with times in UTC. */
export function headlineOf(notice: Notice): string {
  english ??= createCatalogue(readLocales('', [])).voice('en');
  return plain(composeNotice(notice, { voice: english }).headline);
}
