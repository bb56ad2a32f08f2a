import { readLocales } from '#config/locales.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import { plain } from '#src/alert/text.ts';
import type { Voice } from '#src/alert/voice.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Selector } from '#src/domain/selector.ts';

let english: Voice | undefined;

/** Its headline as people read it in English, with times in UTC, in the terms of what they follow. */
export function englishHeadline(notice: Notice, focus: readonly Selector[] = []): string {
  english ??= createCatalogue(readLocales('', [])).voice('en');
  return plain(composeNotice(notice, { voice: english, focus }).headline);
}
