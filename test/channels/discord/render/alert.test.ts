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
  basis: 'official' as const,
  status: 'major_outage' as const,
  text: 'withdrawals are switched off for 312 of 340 coins',
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
    service: 'binance/api',
    basis: 'measured',
    unconfirmed: true,
    sinceKnown: false,
    summary: 'Binance API is down, unconfirmed by the exchange',
    evidence: [
      {
        source: 'spot-ping',
        basis: 'measured',
        status: 'major_outage',
        text: 'no answer within 10 s',
        since: noon,
      },
    ],
    remark: 'The status page says that all systems are operational.',
  }),
  reopened: aNotice({ kind: 'reopened', summary: 'Binance withdrawals are down again' }),
  resolved: aRecovery(),
  flapping: aNotice({
    kind: 'flapping',
    status: 'operational',
    summary: 'Binance withdrawals keep going down and coming back',
  }),
  'maintenance-scheduled': aNotice({
    kind: 'maintenance_scheduled',
    service: 'binance/deposits',
    also: ['binance/withdrawals'],
    status: 'operational',
    summary: 'Maintenance of Binance deposits and withdrawals is planned',
    window: {
      id: 'w',
      phase: 'scheduled',
      from: noon + 60 * minute,
      until: noon + 180 * minute,
      title: 'Wallet upgrade',
    },
    evidence: [
      { ...flagEvidence, source: 'status-page', status: 'under_maintenance', text: 'Wallet upgrade' },
    ],
    stillWorking: [],
  }),
  'maintenance-overrun': aNotice({
    kind: 'maintenance_overrun',
    status: 'under_maintenance',
    summary: 'Maintenance of Binance withdrawals takes longer than planned',
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
    const body = renderAlert(aNotice({ summary: 'Binance @everyone <@&1>' }), ['123456789012345678']);
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
