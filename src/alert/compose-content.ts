import type { Content } from '#src/domain/content.ts';

import type { Card } from './card.ts';
import { composeCatchUp } from './compose-catch-up.ts';
import { composeNotice } from './compose-notice.ts';
import type { NoticeOptions } from './compose-notice.ts';
import { moment } from './text.ts';

/** What a message says, as people read it. */
export function composeContent(content: Content, options: NoticeOptions): Card {
  if (content.kind === 'catch_up') return composeCatchUp(content, options);
  const { lateMs, missed, notice, still } = content;
  if (still !== undefined) return composeNotice(notice, { ...options, occasion: still });
  const card = composeNotice(notice, { ...options, occasion: missed === true ? 'late' : 'now' });
  if (lateMs === undefined || missed === true) return card;
  const late = options.voice.write('row.toldLate', { clock: moment(notice.at, 0) });
  return { ...card, rows: [late, ...card.rows] };
}
