import { describe, expect, it } from 'vitest';

import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { composeExchange } from '#src/alert/compose-exchange.ts';
import { composeBoard } from '#src/alert/compose-board.ts';
import { composeGlance } from '#src/alert/compose-glance.ts';
import { plain } from '#src/alert/text.ts';
import { composeService } from '#src/alert/compose-service.ts';
import { renderCardPanel } from '#src/channels/discord/render/card-panel.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import { readMessage } from '#test/support/read-message.ts';
import type { ServiceView } from '#src/engine/view/view.ts';
import { aNotice, minute, noon } from '#test/delivery/a-notice.ts';
import { aComponent, aView } from './a-view.ts';
import { coins, createEngineBench } from '#test/support/engine-bench.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { MessageFlags } from 'discord.js';
import { checkMessage } from '#test/support/discord/limits/message.ts';

const now = noon + minute;
const english = shippedCatalogue.voice('en');

const exchangeCard = (view = aView()) => composeExchange(view, now, english);

function read(body: MessageBody): string {
  checkMessage(body);
  return readMessage(body, { now, timeZone: 'UTC', width: 60 });
}

const service: ServiceView = {
  service: 'binance/withdrawals/USDT',
  status: 'partial_outage',
  since: noon,
  sinceKnown: true,
  basis: 'official',
  evidence: aNotice().evidence,
  rule: 'exchange_says_so',
  parts: {
    hit: 1,
    of: 12,
    list: [{ service: 'binance/withdrawals/USDT/TRC20', status: 'major_outage', since: noon }],
  },
  incidents: [],
};

describe('/status', () => {
  it('shows what is down first, then what works, then how fresh it is', async () => {
    await expect(read(renderCard(exchangeCard(aView())))).toMatchFileSnapshot('golden/status-exchange.txt');
  });

  it('is short when all is well', async () => {
    const well = aView({
      status: 'operational',
      components: [aComponent('website'), aComponent('withdrawals')],
      maintenances: [],
      sources: aView().sources.slice(0, 1),
    });
    await expect(read(renderCard(exchangeCard(well)))).toMatchFileSnapshot('golden/status-well.txt');
  });

  it('answers for a retired exchange with its sentence alone', () => {
    const retired = aView({ status: 'unknown', retired: 'It closed on 23 September 2026.' });
    expect(read(renderCard(exchangeCard(retired)))).toBe(
      '❔ Binance is retired\n▌ It closed on 23 September 2026.\n',
    );
  });

  it('says so when nothing was read yet', () => {
    const blank = aView({
      status: 'unknown',
      components: [aComponent('website', { status: 'unknown', since: 0 })],
      maintenances: [],
      sources: [{ id: 'wallets', outcome: 'ok', okAt: 0, checkedAt: 0, fresh: true }],
      freshAt: 0,
    });
    expect(read(renderCard(exchangeCard(blank)))).toMatch(
      /❔ Binance: we cannot see how it does right now[^]*Nothing has been read yet/,
    );
  });

  it('shows one service with its parts and evidence', async () => {
    await expect(read(renderCard(composeService(service, 'Binance', now, english)))).toMatchFileSnapshot(
      'golden/status-service.txt',
    );
  });

  it('shows what has been closed for long as closed, and not as down', () => {
    const { parts: _, ...rest } = service;
    const closed = {
      ...rest,
      service: 'binance/withdrawals/XYZ',
      status: 'operational' as const,
      closedSince: 0,
    };
    expect(read(renderCard(composeService(closed, 'Binance', now, english)))).toContain(
      '❌ Binance XYZ withdrawals have been closed since 1 Jan 1970',
    );
  });

  it('names the coins of a group that fell together', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(40, () => false),
    );
    bench.insist(
      'wallets',
      coins(40, (i) => i < 5),
    );
    const { incidents } = bench.state();
    expect(read(renderCard(exchangeCard(aView({ incidents }))))).toContain(
      '❌ Withdrawals of C0, C1, C2 and 2 more: off, since 12:00',
    );
  });

  it('shows many exchanges at a glance, the worst first', async () => {
    const views = [
      aView({ id: 'kraken', name: 'Kraken', status: 'operational', components: [aComponent('website')] }),
      aView(),
      aView({ id: 'bitmex', name: 'BitMEX', status: 'unknown', retired: 'Closed.' }),
    ];
    await expect(read(renderCard(composeGlance(views, now, english)))).toMatchFileSnapshot(
      'golden/status-glance.txt',
    );
  });

  it.each([
    ['operational', 'All 2 exchanges you follow work', 'mine: all 2 exchanges work'],
    [
      'unknown',
      'No trouble that we see at the 2 exchanges you follow',
      'mine: no trouble that we see at 2 exchanges',
    ],
    [
      'under_maintenance',
      'No trouble that we see at the 2 exchanges you follow',
      'mine: no trouble that we see at 2 exchanges',
    ],
  ] as const)('says of two exchanges, one %s: %s', (status, glance, board) => {
    const website = aComponent('website');
    const views = [
      aView({ id: 'kraken', name: 'Kraken', status: 'operational', components: [website] }),
      aView({ id: 'htx', name: 'HTX', status, components: [] }),
    ];
    expect(plain(composeGlance(views, now, english).headline)).toBe(glance);
    const lines = views.map(({ id, name, status: one }) => ({
      name,
      services: [{ service: `${id}/website`, status: one, since: now }],
    }));
    expect(plain(composeBoard('mine', lines, { now, shownAt: now }, english).headline)).toBe(board);
  });

  it('stays within the limits for a hundred exchanges and long texts', () => {
    const long = aView({
      name: '*'.repeat(300),
      components: Array.from({ length: 11 }, () =>
        aComponent('_'.repeat(300), {
          status: 'major_outage',
          evidence: aNotice().evidence.map((piece) => ({ ...piece, quote: '|'.repeat(3_000) })),
          hit: 1,
          of: 2,
          closedForLong: 9,
        }),
      ),
      sources: Array.from({ length: 100 }, (_, i) => ({
        id: `source-${i}`,
        outcome: 'broken' as const,
        message: '['.repeat(2_000),
        okAt: 0,
        checkedAt: 0,
        fresh: false,
      })),
      maintenances: Array.from({ length: 60 }, () => aView().maintenances).flat(),
    });
    const all = Array.from({ length: 100 }, () => long);
    for (const card of [exchangeCard(long), composeGlance(all, now, english)]) {
      expect(() => checkMessage(renderCard(card))).not.toThrow();
      const panel = { ...renderCardPanel(card), flags: MessageFlags.IsComponentsV2 };
      expect(() => checkMessage(panel)).not.toThrow();
      expect(JSON.stringify(panel.components)).toContain('Checked');
    }
  });
});
