import { escapeText } from '#src/channels/discord/render/escape.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import type { Guild, Note } from '#src/domain/guild.ts';
import { touches } from '#src/domain/selector.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { showSelector } from './target-name.ts';
import type { Namer } from './target-name.ts';

/** The notes of a server that have not run out. */
export function runningNotes({ notes }: Guild, now: number): Note[] {
  return notes.filter(({ until }) => until > now);
}

/** Those that concern a service; all of them where it is everything that is looked at. */
export function notesFor(guild: Guild, path: ServicePath, now: number): Note[] {
  return runningNotes(guild, now).filter(
    ({ service }) => path === '' || touches(service, path) || touches(path, service),
  );
}

/** Who said what of which service, and until when. */
export function noteLine({ by, service, text, until }: Note, deps: Namer, locale: string): string {
  return deps.say(locale)('note.line', {
    service: showSelector(service, deps, locale),
    text: escapeText(text, 400),
    by: escapeText(by, 60),
    until: timestamp(until, 'f'),
  });
}
