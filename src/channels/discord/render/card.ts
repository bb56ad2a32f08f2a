import { SYMBOLS } from '#src/alert/card.ts';
import type { Card, Tone } from '#src/alert/card.ts';

import { allowOnly, LIMITS, mentionsOf } from './message-body.ts';
import type { MessageBody } from './message-body.ts';
import { renderLines, renderText } from './text.ts';

export interface CardOptions {
  /** Roles to mention; whatever the texts hold, nobody else is. */
  readonly mentions?: readonly string[];
  /** The headline alone: for one line a message, and for when Discord refuses the rest. */
  readonly isPlain?: boolean;
  /** At most one row of buttons. */
  readonly components?: MessageBody['components'];
}

/** A colour is never the only sign: the symbol says the same. */
export const COLORS: Record<Tone, number> = {
  good: 0x2e_cc_71,
  warning: 0xe6_7e_22,
  bad: 0xe7_4c_3c,
  maintenance: 0x34_98_db,
  unseen: 0x95_a5_a6,
  switching: 0xf1_c4_0f,
  ending: 0x9b_59_b6,
};

/** A card as a Discord message, within Discord's limits: the headline is what a phone shows, the rest one embed. */
export function renderCard(card: Card, options: CardOptions = {}): MessageBody {
  const { mentions = [], isPlain = false, components = [] } = options;
  const line = `${SYMBOLS[card.tone]} ${renderText(card.headline)}`;
  return {
    content: mentions.length === 0 ? line : `${line}\n${mentionsOf(mentions)}`,
    embeds: isPlain ? [] : embedsOf(card),
    components: isPlain ? [] : [...components],
    allowed_mentions: allowOnly(mentions),
  };
}

/** None where the headline says it all. */
function embedsOf({ at, evidence, footer, rows, tone }: Card): MessageBody['embeds'] {
  const description = renderLines([...rows, ...evidence, ...footer], LIMITS.description);
  if (description === '') return [];
  return [{ color: COLORS[tone], description, ...(at !== undefined && { timestamp: isoTime(at) }) }];
}

function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
