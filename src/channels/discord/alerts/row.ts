import { ButtonStyle, ComponentType } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { alertKey } from '#src/delivery/alerts/alert-book.ts';

/**
 * The one row of buttons under an alert. What is over can be asked about, and neither muted nor followed
 * any more; who is told by direct message hears of the end anyway.
 */
export function alertRow(
  incident: string,
  { isDirect, isOver }: { readonly isDirect: boolean; readonly isOver: boolean },
  say: Say,
): MessageBody['components'] {
  const key = alertKey(incident);
  const open = isDirect ? (['mute'] as const) : (['mute', 'follow'] as const);
  const actions = isOver ? (['details'] as const) : (['details', ...open] as const);
  return [
    {
      type: ComponentType.ActionRow,
      components: actions.map((action) => ({
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label: say(`button.${action}`),
        custom_id: customId(action, key),
      })),
    },
  ];
}
