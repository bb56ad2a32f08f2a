import { describe, expect, it } from 'vitest';

import { wants } from '#src/delivery/audience/wants.ts';
import type { Level } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Status } from '#src/domain/status.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';

const ask = (selector: string, notice: Notice, level: Level = 'standard', told = false): string =>
  wants({ selectors: [selector], level }, notice, { majors: ['BTC'], told }).because;

describe('A whole network that is hit', () => {
  const coins = ['binance/withdrawals/USDT/TRC20', 'binance/withdrawals/TRX/TRC20'];
  const network = (hit: number): Notice =>
    aNotice({ services: ['binance/withdrawals/*/TRC20'], extent: { hit, of: hit, parts: coins } });

  it('is news of the coins on it, and of none that is not, where all of them are named', () => {
    expect(ask('binance/withdrawals/usdt', network(2))).toBe('contains');
    expect(ask('binance/withdrawals/BTC', network(2))).toBe('elsewhere');
  });

  it('is news of any coin where not all of them are named', () => {
    expect(ask('binance/withdrawals/BTC', network(3))).toBe('contains');
    expect(ask('binance/withdrawals/BTC', aNotice({ services: ['binance/withdrawals/*/TRC20'] }))).toBe(
      'contains',
    );
  });

  it('is news of who follows more than a coin', () => {
    expect(ask('binance', network(2))).toBe('selected');
    expect(ask('binance/withdrawals', network(2))).toBe('selected');
    expect(ask('binance/withdrawals/*', network(2))).toBe('selected');
  });

  it('is told apart from a component that names its coins', () => {
    const whole = aNotice({ extent: { hit: 2, of: 9, parts: coins } });
    expect(ask('binance/withdrawals/BTC', whole)).toBe('contains');
  });
});

describe('Of several services', () => {
  const part = (service: string, previous: Status, status: Status) => ({
    service: `binance/${service}`,
    previous,
    status,
    since: 0,
  });
  const several = (changes: Partial<Notice>): Notice =>
    aNotice({
      services: ['binance/withdrawals', 'binance/api'],
      parts: [
        part('withdrawals', 'partial_outage', 'major_outage'),
        part('api', 'major_outage', 'major_outage'),
      ],
      ...changes,
    });

  it.each<[rule: string, changes: Partial<Notice>, api: string]>([
    ['one that gets worse is news of itself', { kind: 'changed', change: 'worse' }, 'elsewhere'],
    ['one that gets better is', { kind: 'changed', change: 'better' }, 'elsewhere'],
    ['one that is back is', { kind: 'changed', change: 'partly_back' }, 'elsewhere'],
    ['an expected end is news of all', { kind: 'changed', change: 'eta_given' }, 'follow_up'],
    ['a beginning is news of all', { kind: 'opened' }, 'follow_up'],
    [
      'no part that changed makes it news of all',
      { kind: 'changed', change: 'worse', parts: [part('api', 'major_outage', 'major_outage')] },
      'follow_up',
    ],
    [
      'parts that are not given make it news of all',
      { kind: 'changed', change: 'worse', parts: [] },
      'follow_up',
    ],
  ])('%s', (_rule, changes, api) => {
    expect(ask('binance/api', several(changes), 'standard', true)).toBe(api);
    expect(ask('binance/withdrawals', several(changes), 'standard', true)).toBe('follow_up');
  });

  it('each is weighed by its own status', () => {
    const mixed = several({
      status: 'major_outage',
      parts: [
        part('withdrawals', 'operational', 'major_outage'),
        part('api', 'operational', 'degraded_performance'),
      ],
    });
    expect(ask('binance/withdrawals', mixed, 'major')).toBe('selected');
    expect(ask('binance/api', mixed, 'major')).toBe('level');
    const { parts: _parts, ...bare } = mixed;
    expect(ask('binance/api', bare, 'major')).toBe('selected');
  });

  it('what is selected counts before what contains it', () => {
    const both = aNotice({ services: ['binance/withdrawals', 'binance/withdrawals/BTC'] });
    expect(ask('binance/withdrawals/BTC', both)).toBe('selected');
  });
});

describe('An end', () => {
  it.each(['resolved', 'maintenance_ended', 'maintenance_canceled'] as const)(
    'of what was never told is not told: %s',
    (kind) => {
      expect(ask('binance', aRecovery({ kind }))).toBe('never_told');
    },
  );
});

describe('By its level', () => {
  it.each<[rule: string, notice: Partial<Notice>, level: Level, expected: string]>([
    ['maintenance that is running is none of `major`', { status: 'under_maintenance' }, 'major', 'level'],
    [
      'maintenance that is running is one of `standard`',
      { status: 'under_maintenance' },
      'standard',
      'selected',
    ],
    [
      'what is up for the moment and does not flap is none',
      { kind: 'changed', status: 'operational' },
      'standard',
      'level',
    ],
    ['what nobody can see is none', { kind: 'changed', status: 'unknown' }, 'standard', 'level'],
  ])('%s', (_rule, notice, level, expected) => {
    expect(ask('binance', aNotice(notice), level)).toBe(expected);
  });

  it('maintenance of a major coin is a detail, by its status alone too', () => {
    const coin = aNotice({ services: ['binance/withdrawals/BTC'], status: 'under_maintenance' });
    expect(ask('binance', coin)).toBe('detail');
  });

  it('a component without coins is no part of a coin, but is one of the component asked for', () => {
    const api = aNotice({ services: ['binance'] });
    expect(ask('binance/api', api)).toBe('contains');
    expect(ask('binance/api', aNotice({ services: ['binance/api'] }))).toBe('selected');
    expect(ask('*/*', aNotice({ services: ['binance/api'] }))).toBe('selected');
  });
});
