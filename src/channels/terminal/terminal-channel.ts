import type { Catalogue } from '#src/alert/catalogue.ts';
import { bodyOf } from '#src/channels/discord/body.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Clock } from '#src/platform/clock.ts';

import { renderTerminal } from './render.ts';

export interface TerminalDeps {
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
  write(text: string): void;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** The terminal as a channel, for a preview: its reader follows everything. */
export function createTerminal(deps: TerminalDeps): Channel {
  const print = (body: MessageBody): string =>
    renderTerminal(body, { now: deps.clock.now(), ...(deps.width !== undefined && { width: deps.width }) });
  return {
    id: 'terminal',
    subscribers: [reader],
    async start() {},
    async stop() {},
    async post(post) {
      deps.write(`\n${print(bodyOf(post, deps.catalogue))}`);
      return { messageId: post.nonce };
    },
    async find() {
      return undefined;
    },
    async edit({ notice, target }) {
      deps.write(
        `\n(edited)\n${print(bodyOf({ content: { kind: 'notice', notice }, target }, deps.catalogue))}`,
      );
    },
    now: () => deps.clock.now(),
    check: async () => 'welcome',
    mayPost: () => true,
    nameOf: () => 'the terminal',
    // The log stands in the same terminal, and there is nobody else.
    async tellOperator() {},
    async tellAdmins() {},
  };
}

/** One subscription: to everything, at the standard level. */
const reader: Guild = {
  ...emptyGuild('preview'),
  subscriptions: [
    {
      id: 'preview',
      channelId: 'terminal',
      target: { kind: 'selector', selector: '*' },
      level: 'standard',
      createdAt: 0,
    },
  ],
};
