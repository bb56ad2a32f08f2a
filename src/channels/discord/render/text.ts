import type { Span, Text, TimeStyle } from '#src/alert/text.ts';

import { escapePart, escapeText, guardStart } from './escape.ts';
import { hrefOf, safeLink } from './link.ts';
import { timestamp } from './timestamp.ts';
import type { TimestampStyle } from './timestamp.ts';

const STYLES: Record<TimeStyle, TimestampStyle> = { clock: 't', moment: 'f', date: 'D', ago: 'R' };

const LONGEST_NAME = 64;
const LONGEST_PIECE = 500;

/** A text as one line of a Discord message: whatever it holds, it cannot mention, invite, format or hide. */
export function renderText(text: Text): string {
  return guardStart(text.map(renderSpan).join(''));
}

function renderSpan(span: Span): string {
  if (typeof span === 'string') return escapePart(span, LONGEST_PIECE);
  switch (span.kind) {
    case 'outside':
      return escapePart(span.text, LONGEST_PIECE);
    case 'name':
      return `**${escapeText(span.text, LONGEST_NAME) || '?'}**`;
    case 'time':
      return timestamp(span.at, STYLES[span.style]);
    case 'link': {
      const url = safeLink(span.href);
      const label = escapePart(span.text, LONGEST_NAME);
      return url === undefined ? '' : `[${label}](${hrefOf(url)})`;
    }
  }
}

/** Lines that fit into `max` characters; what does not is left out, and never cut in the middle of a mark. */
export function renderLines(texts: readonly Text[], max: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const text of texts) {
    const line = renderText(text);
    if (line === '') continue;
    if (length + line.length + 1 > max) break;
    kept.push(line);
    length += line.length + 1;
  }
  return kept.join('\n');
}
