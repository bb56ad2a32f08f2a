import { describe, expect, it } from 'vitest';

import { composeNotice } from '#src/alert/compose-notice.ts';
import { plain } from '#src/alert/text.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Services } from '#src/domain/service.ts';
import { aNotice, minute, noon } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const voice = shippedCatalogue.voice('en');

function told(notice: Notice, ...focus: string[]): string {
  return plain(composeNotice(notice, { voice, focus }).headline);
}

const services: Services = ['coinbase/withdrawals', 'coinbase/api', 'coinbase/spot'];

const outage = aNotice({
  exchangeName: 'Coinbase',
  services,
  parts: services.map((service) => ({
    service,
    status: 'major_outage',
    previous: 'operational',
    since: noon,
  })),
});

const partlyBack = aNotice({
  exchangeName: 'Coinbase',
  kind: 'changed',
  change: 'partly_back',
  services,
  previous: 'major_outage',
  status: 'major_outage',
  back: ['coinbase/api'],
  parts: services.map((service) =>
    service === 'coinbase/api'
      ? { service, status: 'operational', previous: 'major_outage', since: noon, durationMs: 60 * minute }
      : { service, status: 'major_outage', previous: 'major_outage', since: noon },
  ),
});

const group = aNotice({
  status: 'degraded_performance',
  members: ['ETH', 'SOL', 'XRP'].map((asset) => `binance/withdrawals/${asset}`),
  evidence: aNotice().evidence,
});

describe('who follows', () => {
  it('all of it is told of all of it', () => {
    expect(told(outage, 'coinbase')).toBe('Coinbase is down: withdrawals, API, spot trading');
    expect(told(outage)).toBe('Coinbase is down: withdrawals, API, spot trading');
  });

  it('one service of several is told of that one', () => {
    expect(told(outage, 'coinbase/api')).toBe('Coinbase API is down');
    expect(told(outage, '*/withdrawals/USDT')).toBe('Coinbase withdrawals are down');
  });

  it('two of several is told of the two', () => {
    expect(told(outage, 'coinbase/api', 'coinbase/withdrawals')).toBe(
      'Coinbase withdrawals and API are down',
    );
  });

  it('what is back is told that it is, while the others wait', () => {
    expect(told(partlyBack, 'coinbase/api')).toBe('Coinbase API is back after 1 h');
    expect(told(partlyBack, 'coinbase')).toBe('Coinbase is partly back: API works, the rest does not');
  });

  it('what is back, and nobody saw when, is told as back at the latest', () => {
    const unseen = partlyBack.parts?.map((part) => ({ ...part, downAt: noon - 60 * minute })) ?? [];
    expect(told({ ...partlyBack, parts: unseen }, 'coinbase/api')).toMatch(
      /^Coinbase API is back, at the latest since /,
    );
  });

  it('one coin of a group is told of that coin', () => {
    expect(told(group, 'binance/withdrawals/XRP')).toBe('Binance XRP withdrawals are off');
    expect(told(group, 'binance/withdrawals')).toBe('Binance withdrawals of ETH, SOL and XRP are off');
  });

  it('one coin of a group reads of that coin in the list', () => {
    const [piece] = group.evidence;
    const { quote: _quote, count: _count, ...plainly } = piece!;
    const seen = { ...plainly, venue: 'coin_list' as const, service: 'binance/withdrawals/ETH' };
    const card = composeNotice({ ...group, evidence: [seen] }, { voice, focus: ['binance/withdrawals/XRP'] });
    const said = [card.headline, ...card.evidence].map(plain).join();
    expect(said).toContain('XRP');
    expect(said).not.toContain('ETH');
  });

  it('something else is told of the whole', () => {
    expect(told(outage, 'kraken')).toBe(told(outage));
  });
});
