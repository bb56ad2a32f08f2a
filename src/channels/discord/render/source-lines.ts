import type { SourceView } from '#src/engine/view/view.ts';

import { escapeText } from './escape.ts';
import { fitLines, fitNames } from './message-body.ts';
import { timestamp } from './timestamp.ts';

const LINES_MAX = 900;

/** Which sources are read, and which are not and why. */
export function sourceLines(sources: readonly SourceView[], freshAt: number): string {
  const unread = sources.filter(({ okAt, outcome }) => okAt === 0 && outcome === 'ok');
  const fresh = sources.filter((source) => source.fresh && source.okAt > 0);
  const blind = sources.filter((source) => !fresh.includes(source) && !unread.includes(source));
  const names = (some: readonly SourceView[]): string =>
    fitNames(
      some.map(({ id }) => escapeText(id, 40)),
      300,
    );
  return fitLines(
    [
      freshAt === 0 ? 'Nothing has been read yet.' : `Last read ${timestamp(freshAt, 'R')}`,
      ...(fresh.length === 0 ? [] : [`Read: ${names(fresh)}`]),
      ...(unread.length === 0 ? [] : [`Not read yet: ${names(unread)}`]),
      ...blind.map(blindLine),
    ],
    LINES_MAX,
  );
}

function blindLine({ id, outcome, message }: SourceView): string {
  const why = outcome === 'ok' ? 'silent for too long' : `${outcome}. ${escapeText(message, 120)}`;
  return `⚠️ ${escapeText(id, 40)}: ${why}`;
}
