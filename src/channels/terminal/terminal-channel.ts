import type { Card } from '#src/alert/card.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { composeContent } from '#src/alert/compose-content.ts';
import type { Channel } from '#src/delivery/channel.ts';
import type { Content } from '#src/domain/content.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';

import { renderTerminal } from './render.ts';

export interface TerminalDeps {
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
  write(text: string): void;
  /** The operator's language; that of the machine otherwise. */
  readonly locale?: string;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** The terminal as a channel, for a preview: its reader follows everything. */
export function createTerminal(deps: TerminalDeps): Channel {
  const { catalogue, clock, width } = deps;
  const locale = catalogue.localeFor(deps.locale ?? new Intl.DateTimeFormat().resolvedOptions().locale);
  const voice = catalogue.voice(locale);
  /** By incident: of what time its newest message is. */
  const told = new Map<string, number>();

  function print({ content, target }: { content: Content; target: DeliveryTarget }, mark = ''): void {
    const { focus } = target;
    const card: Card = composeContent(content, { voice, ...(focus !== undefined && { focus }) });
    const options = { now: clock.now(), locale, ...(width !== undefined && { width }) };
    deps.write(`\n${mark}${renderTerminal(card, options)}`);
  }

  function note(notice: Notice): void {
    told.delete(notice.incident);
    told.set(notice.incident, notice.at);
    for (const incident of told.keys()) if (told.size > REMEMBERED) told.delete(incident);
  }

  return {
    id: 'terminal',
    traits: { subscribers: [reader] },
    async start() {},
    async stop() {},
    async post(post) {
      if (post.content.kind === 'notice') note(post.content.notice);
      print(post);
      return { messageId: post.nonce };
    },
    async find() {
      return undefined;
    },
    async edit({ isFirst, notice, target }) {
      // A terminal cannot take back what it says: what was just told there is not told again.
      if (isFirst && told.get(notice.incident) === notice.at) return;
      print({ content: { kind: 'notice', notice }, target }, '(edited)\n');
    },
    // The log stands in the same terminal.
    async paused() {},
    async tellOperator() {},
  };
}

const REMEMBERED = 500;

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
