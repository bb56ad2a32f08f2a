import type { CatchUpContent } from '#src/domain/content.ts';

import type { Card } from './card.ts';
import { SYMBOLS } from './card.ts';
import { composeNotice } from './compose-notice.ts';
import type { NoticeOptions } from './compose-notice.ts';
import { moment } from './text.ts';
import type { Text } from './text.ts';

const LINES = 30;

/** What could not be told for a while, a line for each incident: what goes on, then what is over. */
export function composeCatchUp(
  { goingOn, isDigest, over }: Omit<CatchUpContent, 'kind'>,
  options: NoticeOptions,
): Card {
  const { voice } = options;
  const lines = [
    ...goingOn.map((notice) => {
      const { headline, tone } = composeNotice(notice, options);
      const since = voice.write(notice.sinceKnown ? 'row.sinceClock' : 'row.sinceBefore', {
        clock: moment(notice.since, notice.at),
      });
      return marked(tone, voice.clauses([headline, since]));
    }),
    ...over.map((notice) => {
      const { headline, tone } = composeNotice(notice, { ...options, occasion: 'late' });
      return marked(tone, headline);
    }),
  ];
  const left = lines.length - LINES;
  return {
    tone: goingOn.length > 0 ? 'bad' : 'good',
    headline: voice.write(isDigest === true ? 'catchUp.digest' : 'catchUp.headline', { count: lines.length }),
    rows: [...lines.slice(0, LINES), ...(left > 0 ? [voice.write('list.more', { count: left })] : [])],
    evidence: [],
    footer: [],
  };
}

function marked(tone: Card['tone'], text: Text): Text {
  return [`${SYMBOLS[tone]} `, ...text];
}
