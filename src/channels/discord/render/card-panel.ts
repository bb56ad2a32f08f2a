import { SYMBOLS } from '#src/alert/card.ts';
import type { Card } from '#src/alert/card.ts';
import type { Reply } from '#src/channels/discord/interactions/handler.ts';

import { COLORS } from './card.ts';
import { PANEL_LIMITS, renderPanel } from './panel.ts';
import type { Panel } from './panel.ts';
import { renderLines, renderText } from './text.ts';

/** What its last line, and what else stands on the panel, may need of the room. */
const KEPT = 600;

/** A card as a panel: the headline, what is wrong and what works, and below, in small letters, how fresh it is. */
export function renderCardPanel(
  { evidence, footer, headline, rows, tone }: Card,
  around: Pick<Panel, 'selects' | 'buttons' | 'picture'> & { readonly note?: string } = {},
): Reply {
  const { note, ...parts } = around;
  const line = `${SYMBOLS[tone]} ${renderText(headline)}`;
  const small = footer.map((text) => `-# ${renderText(text)}`);
  return renderPanel({
    color: COLORS[tone],
    headline: line,
    blocks: [
      renderLines([...rows, ...evidence], PANEL_LIMITS.text - line.length - KEPT - (note?.length ?? 0)),
      [...(note === undefined ? [] : [note]), ...small].join('\n'),
    ],
    ...parts,
  });
}
