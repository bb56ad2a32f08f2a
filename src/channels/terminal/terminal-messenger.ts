import type { Messenger } from '#src/delivery/messenger.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Clock } from '#src/platform/clock.ts';

import { renderAlert, renderPlainAlert } from '#src/channels/discord/render/alert.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { renderTerminal } from './render.ts';

export interface TerminalMessengerDeps {
  readonly clock: Clock;
  write(text: string): void;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** A messenger for the preview: the terminal is its only channel. */
export function createTerminalMessenger(deps: TerminalMessengerDeps): Messenger {
  const print = (body: MessageBody): string =>
    renderTerminal(body, { now: deps.clock.now(), ...(deps.width !== undefined && { width: deps.width }) });
  return {
    async post({ notice, roleIds, nonce, plain = false }) {
      const body = plain ? renderPlainAlert(notice, roleIds) : renderAlert(notice, roleIds);
      deps.write(`\n${print(body)}`);
      return { messageId: nonce };
    },
    async find() {
      return undefined;
    },
    async edit({ notice, roleIds }) {
      deps.write(`\n(edited)\n${print(renderAlert(notice, roleIds))}`);
    },
  };
}

/** The preview's one subscription: to everything, at the standard level. */
export const previewGuild: Guild = {
  ...emptyGuild('preview'),
  subscriptions: [
    {
      id: 'preview',
      channelId: 'terminal',
      target: { kind: 'selector', selector: '*' },
      level: 'standard',
      style: 'reply',
      createdAt: 0,
    },
  ],
};
