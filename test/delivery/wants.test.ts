import { describe, expect, it } from 'vitest';

import { wants } from '#src/delivery/audience/wants.ts';
import type { Level } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Status } from '#src/domain/status.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';

const majors = ['BTC', 'ETH', 'USDT', 'USDC'];

interface Row {
  readonly rule: string;
  readonly selector: string;
  readonly level?: Level;
  readonly notice: Partial<Notice>;
  readonly told?: boolean;
  readonly expected: string;
}

const coin: Partial<Notice> = { services: ['binance/withdrawals/XYZ'] };
const planned = { kind: 'maintenance_scheduled', status: 'operational' } as const;

const network: Partial<Notice> = {
  services: ['binance/withdrawals/*/TRC20'],
  extent: { hit: 2, of: 2, parts: ['binance/withdrawals/USDT/TRC20', 'binance/withdrawals/TRX/TRC20'] },
};

const rows: readonly Row[] = [
  {
    rule: 'a coin on a network that is hit whole',
    selector: 'binance/withdrawals/USDT',
    notice: network,
    expected: 'contains',
  },
  {
    rule: 'a coin that is not on it',
    selector: 'binance/withdrawals/BTC',
    notice: network,
    expected: 'elsewhere',
  },
  { rule: 'the exchange, of a component', selector: 'binance', notice: {}, expected: 'selected' },
  { rule: 'every exchange, of a component', selector: '*/withdrawals', notice: {}, expected: 'selected' },
  { rule: 'everything', selector: '*', notice: {}, expected: 'selected' },
  { rule: 'in other letter case', selector: 'Binance/Withdrawals', notice: {}, expected: 'selected' },
  { rule: 'another component', selector: 'binance/deposits', notice: {}, expected: 'elsewhere' },
  { rule: 'another exchange', selector: 'kraken', notice: {}, expected: 'elsewhere' },

  { rule: 'one obscure coin, for the exchange', selector: 'binance', notice: coin, expected: 'detail' },
  {
    rule: 'one obscure coin, for the component',
    selector: 'binance/withdrawals',
    notice: coin,
    expected: 'detail',
  },
  {
    rule: 'one obscure coin, for all coins',
    selector: 'binance/withdrawals/*',
    notice: coin,
    expected: 'detail',
  },
  {
    rule: 'one obscure coin, in detail',
    selector: 'binance',
    level: 'detailed',
    notice: coin,
    expected: 'selected',
  },
  {
    rule: 'one obscure coin that is named',
    selector: 'binance/withdrawals/XYZ',
    notice: coin,
    expected: 'selected',
  },
  { rule: 'a coin that is named everywhere', selector: '*/*/XYZ', notice: coin, expected: 'selected' },
  {
    rule: 'a network of a coin that is named',
    selector: 'binance/withdrawals/XYZ',
    notice: { services: ['binance/withdrawals/XYZ/ERC20'] },
    expected: 'selected',
  },
  {
    rule: 'another coin than is named',
    selector: 'binance/withdrawals/ABC',
    notice: coin,
    expected: 'elsewhere',
  },
  {
    rule: 'a major coin',
    selector: 'binance',
    notice: { services: ['binance/withdrawals/BTC'] },
    expected: 'selected',
  },
  {
    rule: 'one network of a major coin',
    selector: 'binance',
    notice: { services: ['binance/withdrawals/USDT/TRC20'] },
    expected: 'detail',
  },
  {
    rule: 'a fiat currency',
    selector: 'binance/withdrawals',
    notice: { services: ['binance/withdrawals/GBP'] },
    expected: 'selected',
  },
  {
    rule: 'a fiat currency of a smaller country',
    selector: 'binance',
    notice: { services: ['binance/withdrawals/PLN'] },
    expected: 'selected',
  },
  {
    rule: 'a whole network',
    selector: 'binance',
    notice: { services: ['binance/withdrawals/*/BEP20'] },
    expected: 'selected',
  },
  {
    rule: 'one coin of a network that is named',
    selector: 'binance/withdrawals/*/BEP20',
    notice: { services: ['binance/withdrawals/XYZ/BEP20'] },
    expected: 'detail',
  },
  { rule: 'one pair', selector: 'kraken', notice: { services: ['kraken/spot/XYZ/USD'] }, expected: 'detail' },
  {
    rule: 'a pair that is named',
    selector: 'kraken/spot/XYZ/USD',
    notice: { services: ['kraken/spot/XYZ/USD'] },
    expected: 'selected',
  },

  {
    rule: 'what contains the coin that is named',
    selector: 'binance/withdrawals/XYZ',
    notice: {},
    expected: 'contains',
  },
  {
    rule: 'the exchange around a coin that is named',
    selector: 'binance/withdrawals/XYZ',
    notice: { services: ['binance'] },
    expected: 'contains',
  },
  {
    rule: 'the exchange around every component',
    selector: '*/withdrawals',
    notice: { services: ['binance'] },
    expected: 'contains',
  },
  {
    rule: 'a component without coins, for a coin',
    selector: '*/*/USDT',
    notice: { services: ['binance/api'] },
    expected: 'elsewhere',
  },
  { rule: 'a component with coins, for a coin', selector: '*/*/USDT', notice: {}, expected: 'contains' },

  {
    rule: 'a partial outage at major',
    selector: 'binance',
    level: 'major',
    notice: { status: 'partial_outage' },
    expected: 'selected',
  },
  {
    rule: 'a disturbance at major',
    selector: 'binance',
    level: 'major',
    notice: { status: 'degraded_performance' },
    expected: 'level',
  },
  {
    rule: 'a disturbance at standard',
    selector: 'binance',
    notice: { status: 'degraded_performance' },
    expected: 'selected',
  },
  { rule: 'maintenance at major', selector: 'binance', level: 'major', notice: planned, expected: 'level' },
  { rule: 'maintenance at standard', selector: 'binance', notice: planned, expected: 'selected' },
  {
    rule: 'maintenance of one coin, even a major one',
    selector: 'binance',
    notice: { ...planned, services: ['binance/withdrawals/BTC'] },
    expected: 'detail',
  },
  {
    rule: 'maintenance of a coin that is named',
    selector: 'binance/withdrawals/BTC',
    notice: { ...planned, services: ['binance/withdrawals/BTC'] },
    expected: 'selected',
  },
  {
    rule: 'maintenance that begins elsewhere and is also here',
    selector: 'binance/deposits',
    notice: { ...planned, services: ['binance/withdrawals', 'binance/deposits'] },
    expected: 'selected',
  },
  {
    rule: 'a service that may be up for the moment but flaps',
    selector: 'binance',
    level: 'major',
    notice: { kind: 'flapping', status: 'operational' },
    expected: 'selected',
  },

  {
    rule: 'the end of what was never told',
    selector: 'binance',
    notice: aRecovery(),
    expected: 'never_told',
  },
  {
    rule: 'the end of what was told',
    selector: 'binance',
    notice: aRecovery(),
    told: true,
    expected: 'follow_up',
  },
  {
    rule: 'the end of what was told as a detail',
    selector: 'binance',
    level: 'major',
    notice: aRecovery(coin),
    told: true,
    expected: 'follow_up',
  },
  {
    rule: 'a change for the better of what was told',
    selector: 'binance',
    level: 'major',
    notice: { kind: 'changed', status: 'degraded_performance' },
    told: true,
    expected: 'follow_up',
  },
  {
    rule: 'a change that rises to the level',
    selector: 'binance',
    level: 'major',
    notice: { kind: 'changed', status: 'major_outage', previous: 'degraded_performance' },
    expected: 'selected',
  },
  {
    rule: 'what was told and is no longer followed',
    selector: 'kraken',
    notice: aRecovery(),
    told: true,
    expected: 'elsewhere',
  },
];

describe('Whether a subscription wants a notice', () => {
  it.each(rows)(
    '$rule: $selector at $level → $expected',
    ({ selector, level = 'standard', notice, told = false, expected }) => {
      const want = wants({ selectors: [selector], level }, aNotice(notice), { majors, told });
      expect(want.because).toBe(expected);
      expect(want.kind).toBe(
        ['selected', 'contains', 'follow_up'].includes(expected) ? 'wanted' : 'unwanted',
      );
    },
  );

  it('wants it when any selector of a watch list does', () => {
    const selectors = ['kraken', 'binance/withdrawals/XYZ'];
    expect(wants({ selectors, level: 'standard' }, aNotice(coin), { majors, told: false }).kind).toBe(
      'wanted',
    );
  });

  it('wants nothing when its watch list is empty', () => {
    expect(wants({ selectors: [], level: 'detailed' }, aNotice(), { majors, told: true }).because).toBe(
      'elsewhere',
    );
  });

  describe('of what a greater outage left behind', () => {
    const back = aRecovery({ services: ['binance/withdrawals/XYZ'], leftBehind: true });
    const ask = (selector: string) =>
      wants({ selectors: [selector], level: 'standard' }, back, { majors, told: false }).kind;

    it('tells its end to who follows that coin, and to nobody else', () => {
      expect(ask('binance/withdrawals/XYZ')).toBe('wanted');
      expect(ask('binance/withdrawals')).toBe('unwanted');
      expect(ask('binance/withdrawals/ABC')).toBe('unwanted');
    });
  });

  describe('of a few coins that fell together', () => {
    const group = aNotice({
      status: 'degraded_performance',
      members: ['binance/withdrawals/XYZ', 'binance/withdrawals/ABC'],
    });
    const ask = (selector: string, level: Level = 'standard') =>
      wants({ selectors: [selector], level }, group, { majors, told: false }).because;

    it('tells who follows the component or one of the coins', () => {
      expect(ask('binance/withdrawals')).toBe('selected');
      expect(ask('binance/withdrawals/XYZ')).toBe('selected');
    });

    it('is an outage of its coins, and hardly touches the component', () => {
      expect(ask('binance/withdrawals/XYZ', 'major')).toBe('selected');
      expect(ask('binance/withdrawals', 'major')).toBe('level');
    });

    it('spares who follows another coin', () => {
      expect(ask('binance/withdrawals/BTC')).toBe('elsewhere');
    });
  });
});

describe('several services that fell together', () => {
  const part = (service: string, previous: Status, status: Status) => ({
    service: `coinbase/${service}`,
    previous,
    status,
    since: 0,
  });
  const partlyBack = aNotice({
    kind: 'changed',
    change: 'partly_back',
    services: ['coinbase/withdrawals', 'coinbase/api'],
    parts: [part('withdrawals', 'major_outage', 'major_outage'), part('api', 'major_outage', 'operational')],
    back: ['coinbase/api'],
  });
  const ended = aNotice({
    kind: 'resolved',
    status: 'operational',
    services: ['coinbase/withdrawals', 'coinbase/api'],
    parts: [part('withdrawals', 'major_outage', 'operational'), part('api', 'operational', 'operational')],
  });

  it.each([
    ['the one that is back', 'coinbase/api', partlyBack, 'wanted'],
    ['the one that is not', 'coinbase/withdrawals', partlyBack, 'unwanted'],
    ['all of them', 'coinbase', partlyBack, 'wanted'],
    ['the one that was back before, at the end', 'coinbase/api', ended, 'unwanted'],
    ['the last one, at the end', 'coinbase/withdrawals', ended, 'wanted'],
  ])('are told to who follows %s: %s', (_name, selector, notice, kind) => {
    const interest = { selectors: [selector], level: 'standard' as const };
    expect(wants(interest, notice, { majors: [], told: true }).kind).toBe(kind);
  });
});
