import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Notice } from '#src/domain/incident.ts';
import { renderAlert, renderPlainAlert } from '#src/channels/discord/render/alert.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { renderTerminal } from '#src/channels/terminal/render.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';
import { anyNotice } from './any-notice.ts';
import { unescapedMarkup } from './hostile-text.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';

const flagEvidence = {
  source: 'wallets',
  venue: 'coin_list' as const,
  service: 'binance/withdrawals',
  basis: 'official' as const,
  status: 'major_outage' as const,
  count: { hit: 312, of: 340 },
  since: noon,
};

const examples: Record<string, Notice> = {
  opened: aNotice({
    extent: {
      hit: 312,
      of: 340,
      parts: ['BTC', 'ETH', 'USDT', 'USDC', 'ADA'].map((asset) => `binance/withdrawals/${asset}`),
    },
    evidence: [...aNotice().evidence, flagEvidence],
    eta: noon + 120 * minute,
  }),
  'unconfirmed-at-start': aNotice({
    services: ['binance/api'],
    basis: 'measured',
    unconfirmed: true,
    sinceKnown: false,
    evidence: [
      {
        source: 'spot-ping',
        venue: 'probe',
        service: 'binance/api',
        basis: 'measured',
        status: 'major_outage',
        detail: 'no answer within 10 s',
        since: noon,
      },
    ],
  }),
  reopened: aNotice({ kind: 'reopened' }),
  resolved: aRecovery(),
  flapping: aNotice({
    kind: 'flapping',
    status: 'operational',
  }),
  'maintenance-scheduled': aNotice({
    kind: 'maintenance_scheduled',
    services: ['binance/deposits', 'binance/withdrawals'],
    status: 'operational',
    window: {
      id: 'w',
      phase: 'scheduled',
      from: noon + 60 * minute,
      until: noon + 180 * minute,
      title: 'Wallet upgrade',
    },
    evidence: [
      {
        source: 'status-page',
        venue: 'status_page',
        service: 'binance/deposits',
        basis: 'official',
        status: 'under_maintenance',
        since: noon,
        quote: 'Wallet upgrade',
      },
    ],
    stillWorking: [],
  }),
  'maintenance-overrun': aNotice({
    kind: 'maintenance_overrun',
    status: 'under_maintenance',
    window: {
      id: 'w',
      phase: 'in_progress',
      from: noon - 120 * minute,
      until: noon - 10 * minute,
      title: 'Wallet upgrade',
    },
  }),
};

describe('An alert', () => {
  it.each(Object.entries(examples))('%s reads as it should', async (name, notice) => {
    const shown = renderTerminal(renderAlert(notice), { now: noon + 2 * minute, timeZone: 'UTC' });
    await expect(shown).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('begins with a line that a phone can show', () => {
    expect(renderAlert(aNotice()).content).toBe('🔴 **Binance** withdrawals are down');
    expect(renderAlert(aRecovery()).content).toBe('🟢 **Binance** withdrawals are back after 1 h 42 min');
  });

  it('mentions the roles of the subscription and nobody else', () => {
    const body = renderAlert(aNotice({ exchangeName: 'Binance @everyone <@&1>' }), ['123456789012345678']);
    expect(body.content).toContain('\n<@&123456789012345678>');
    expect(body.allowed_mentions).toEqual({ parse: [], roles: ['123456789012345678'], replied_user: false });
    expect(renderAlert(aNotice()).allowed_mentions.roles).toEqual([]);
  });

  it('says in words what its colour says', () => {
    const [embed] = renderAlert(aNotice()).embeds;
    expect(embed?.fields).toContainEqual({ name: 'Status', value: 'down, says Binance', inline: true });
  });

  it('offers the exchange’s own page as a button, and no address that is not one', () => {
    expect(renderAlert(aNotice()).components[0]?.components).toMatchObject([
      { label: 'Open www.binance.com', url: 'https://www.binance.com/en/support/announcement/1' },
    ]);
    const hostile = aNotice({ evidence: [{ ...flagEvidence, link: 'javascript:alert(1)' }] });
    expect(renderAlert(hostile).components).toEqual([]);
  });

  it('stays within every limit of Discord, and holds nothing from outside that Discord would act upon', () => {
    fc.assert(
      fc.property(anyNotice, (notice) => {
        for (const body of [renderAlert(notice, ['123456789012345678']), renderPlainAlert(notice)]) {
          checkMessage(body);
          for (const text of textsOf(body)) expect(unescapedMarkup(withoutOurs(text))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function textsOf({ content, embeds }: MessageBody): string[] {
  return [content, ...embeds.flatMap(({ fields = [] }) => fields.map(({ value }) => value))];
}

/** A text without the markup that we put there ourselves. */
function withoutOurs(text: string): string {
  return text
    .replaceAll(/\\[\s\S]/gu, 'x')
    .replaceAll(/<t:\d+:[tfR]>|<@&123456789012345678>/g, '')
    .replaceAll(/\[([^[\]]*)\]\(https?:\/\/[^\s()<>[\]]+\)/g, '$1')
    .replaceAll(/\*\*([^*]*)\*\*/g, '$1')
    .replaceAll('\n', ' ');
}
