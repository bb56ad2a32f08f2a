import { SYMBOLS } from '#src/alert/card.ts';
import type { Say } from '#src/alert/catalogue.ts';
import { composeDetails } from '#src/alert/compose-details.ts';
import type { Voice } from '#src/alert/voice.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { Reply } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import type { AlertView } from '#src/domain/alert-record.ts';
import type { Mute } from '#src/domain/guild.ts';

/** How long a mute may last, as buttons say it; `over` is until it is over. */
const SPANS = ['h1', 'h8', 'over'] as const;

/** Why something was told, and what is so of it now. */
export function detailsPanel(view: AlertView, now: number, voice: Voice): Reply {
  const { blocks, headline, tone } = composeDetails(view, now, voice);
  return renderPanel({
    headline: `${SYMBOLS[tone]} ${renderText(headline)}`,
    blocks: blocks.map((lines) => lines.map(renderText).join('\n')),
  });
}

/** How long to be quiet, and whether about this incident or about its service, which comes as it is to be shown. */
export function askMutePanel(key: string, service: string, isDirect: boolean, say: Say): Reply {
  const choice = (of: 'incident' | 'service', span: string) => ({
    label: say(`mute.choice.${of}`, { span: say(`mute.span.${span}`) }),
    customId: customId('mute-for', `${key}/${of}/${span}`),
    primary: of === 'incident',
  });
  return renderPanel({
    headline: say('mute.ask', { where: isDirect ? 'direct' : 'server', service }),
    blocks: [say('mute.promise')],
    buttons: [
      ...SPANS.map((span) => choice('incident', span)),
      ...SPANS.filter((span) => span !== 'over').map((span) => choice('service', span)),
    ],
  });
}

/** Who wanted quiet, and until when. */
export function mutedPanel(
  { by, until, untilOver }: Mute,
  service: string,
  isDirect: boolean,
  say: Say,
): Reply {
  const who = { by: escapeText(by, 60), where: isDirect ? 'direct' : 'server', service };
  return renderPanel({
    headline:
      untilOver === true
        ? say('mute.untilOver', who)
        : say('mute.until', { ...who, until: timestamp(until, 'f') }),
    blocks: [say('mute.promise')],
  });
}
