import { stripVTControlCharacters } from 'node:util';

import { describe, expect, it } from 'vitest';

import { renderTable } from '#src/cli/check/table.ts';

import { aCheckedSource, aReading } from './a-checked-source.ts';

const NOW = Date.UTC(2026, 8, 27, 12);
const MINUTE = 60_000;

/** A field on an ordinary day: most of it is well, one of each kind is not. */
const FIELD = [
  aCheckedSource(),
  aCheckedSource({
    source: 'wallets',
    ms: 1_240,
    bytes: 2_140_000,
    readings: [
      ...Array.from({ length: 900 }, (_, i) => aReading(`binance/withdrawals/C${i}/ETH`, 'operational')),
      aReading('binance/withdrawals/XYZ/SOL', 'major_outage', { signal: 'flag' }),
      aReading('binance/deposits/XYZ/SOL', 'major_outage', { signal: 'flag' }),
      aReading('binance/withdrawals/ABC/TRC20', 'major_outage', { signal: 'flag' }),
      aReading('binance/withdrawals/DEF/TRC20', 'major_outage', { signal: 'flag' }),
    ],
  }),
  aCheckedSource({
    source: 'announcements',
    bytes: 48_200,
    readings: [
      aReading('binance/withdrawals', 'major_outage', {
        statedAt: NOW - 42 * MINUTE,
        evidence: 'We have temporarily disabled all crypto withdrawals.',
      }),
    ],
  }),
  aCheckedSource({
    source: 'p2p-alipay',
    outcome: 'blocked',
    httpStatus: 451,
    bytes: 0,
    message:
      'p2p.binance.com does not let us in (HTTP 451), so nothing can be seen from this address; poll from another one or name alternates.',
    readings: [],
  }),
  aCheckedSource({
    exchange: 'kraken',
    source: 'status-page-of-the-futures-platform',
    readings: [
      aReading('kraken/spot', 'operational', {
        window: { id: 'w', phase: 'scheduled', from: NOW, until: NOW + 90 * MINUTE, title: 'Upgrade' },
      }),
      aReading('kraken/api', 'operational'),
    ],
  }),
  aCheckedSource({
    exchange: 'kraken',
    source: 'ping',
    outcome: 'failed',
    httpStatus: null,
    ms: 10_004,
    bytes: 0,
    message: 'api.kraken.com did not answer within 10 s',
    readings: [aReading('kraken/api', 'major_outage')],
  }),
  aCheckedSource({
    exchange: 'kraken',
    source: 'futures-ping',
    outcome: 'failed',
    httpStatus: 503,
    bytes: 0,
    message: 'futures.kraken.com answered HTTP 503',
    readings: [aReading('kraken/api/FUTURES', 'major_outage')],
  }),
];

const table = (width: number, checked = FIELD): string =>
  stripVTControlCharacters(renderTable(checked, { now: NOW, width }));

describe('the table of a check', () => {
  it('reads like this on a wide terminal', async () => {
    await expect(table(140)).toMatchFileSnapshot('golden/wide.txt');
  });

  it('puts what a source says below its line on a narrow one', async () => {
    await expect(table(80)).toMatchFileSnapshot('golden/narrow.txt');
  });

  it.each([200, 140, 120, 100, 90, 80])('fits %i columns', (width) => {
    const longest = Math.max(
      ...table(width)
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThanOrEqual(width);
  });

  it('is grouped by exchange, in the order of the configuration', () => {
    const lines = table(140).split('\n');
    const names = lines.filter((line) => /^(?:binance|kraken)\b/.test(line));
    expect(names).toEqual(['binance 3 of 4 read', 'kraken 1 of 3 read']);
  });

  it('says in full why something could not be read', () => {
    const words = table(100).replaceAll(/\s+/g, ' ');
    expect(words).toContain('poll from another one or name alternates.');
  });

  it('says all that a source says where that is asked for', () => {
    const whole = stripVTControlCharacters(renderTable(FIELD, { now: NOW, width: 100, isWhole: true }));
    expect(whole.replaceAll(/\s+/g, ' ')).toContain('withdrawals/ABC/TRC20 closed and 1 more');
    expect(Math.max(...whole.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('names all that is cut where that is asked for', () => {
    const full = stripVTControlCharacters(renderTable(FIELD, { now: NOW, width: 100, isFull: true }));
    expect(full.replaceAll(/\s+/g, ' ')).toContain(
      'withdrawals/ABC/TRC20 closed, withdrawals/DEF/TRC20 closed',
    );
    expect(full).not.toMatch(/…|more/);
  });

  it('leaves out the column of ages where no source has one', () => {
    expect(table(140)).toContain('newest word');
    expect(table(140, [aCheckedSource()])).not.toContain('newest word');
  });

  it('ends with one line that counts', () => {
    expect(table(140).split('\n').at(-1)).toBe(
      '7 sources, 2.2 MB. 3 could not be read: 1 blocked, 1 no answer, 1 HTTP 503.',
    );
    expect(table(140, [aCheckedSource()]).split('\n').at(-1)).toBe('1 source, 27 B. All could be read.');
  });

  it('says so when there is nothing to read', () => {
    expect(table(140, [])).toBe('There is no source to read.');
  });

  it('lets nothing from outside steer the terminal', () => {
    const hostile = '\u001B[2J\u001B]0;owned\u0007 gone\r\nnext\u202Eline';
    const shown = renderTable(
      [
        aCheckedSource({ readings: [aReading('binance/api', 'major_outage', { evidence: hostile })] }),
        aCheckedSource({ source: 'other', outcome: 'broken', message: hostile, readings: [] }),
      ],
      { now: NOW, width: 140 },
    );
    expect(stripVTControlCharacters(shown).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown).not.toContain('\u001B[2J');
  });
});

describe('what a source says', () => {
  it.each<[string, Parameters<typeof aCheckedSource>[0], string]>([
    ['that all is well, by name where that is little', {}, 'binance operational'],
    [
      'that all is well, by number where it is much',
      { readings: ['api', 'spot', 'card', 'login'].map((one) => aReading(`binance/${one}`, 'operational')) },
      '4 services operational',
    ],
    ['that it says nothing', { readings: [] }, 'says nothing of any service now'],
    [
      'the one thing that is wrong, and why',
      { readings: [aReading('binance/api', 'partial_outage', { evidence: 'Slow answers' })] },
      'api partly out (Slow answers)',
    ],
    [
      'what is worst first, and how much more there is',
      {
        readings: [
          aReading('binance/card', 'degraded_performance'),
          aReading('binance/withdrawals/BTC', 'major_outage'),
          aReading('binance/withdrawals', 'major_outage'),
          aReading('binance/staking', 'under_maintenance'),
          aReading('binance/spot', 'operational'),
        ],
      },
      '4 of 5 not operational: withdrawals out, withdrawals/BTC out, card degraded and 1 more',
    ],
    [
      'that a switch is closed, not that it is out',
      { readings: [aReading('binance/withdrawals/XYZ', 'major_outage', { signal: 'flag' })] },
      'withdrawals/XYZ closed',
    ],
    [
      'that some accounts are concerned',
      { readings: [aReading('binance/spot', 'partial_outage', { accounts: 'some' })] },
      'spot partly out for some accounts',
    ],
    [
      'when a window is',
      {
        readings: [
          aReading('binance/spot', 'under_maintenance', {
            window: { id: 'a', phase: 'in_progress', from: NOW - 20 * MINUTE, until: null, title: 'Upgrade' },
          }),
          aReading('binance/api', 'operational', {
            window: { id: 'b', phase: 'scheduled', from: NOW, until: NOW + 24 * 60 * MINUTE, title: 'Works' },
          }),
        ],
      },
      'under way 27 Sep 11:40 UTC, end unknown: Upgrade; planned 27 Sep 12:00 to 28 Sep 12:00 UTC: Works',
    ],
    [
      'what in it is not documented',
      { message: 'not documented, so unknown: state=7' },
      'binance operational; not documented, so unknown: state=7',
    ],
  ])('%s', (_name, changes, words) => {
    expect(table(200, [aCheckedSource(changes)])).toContain(words);
  });
});
