import { array, assert, constantFrom, oneof, property, string } from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';
import { problemOfService } from '#src/domain/service.ts';
import { SURE_ENOUGH } from '#src/reader/announcement.ts';
import type { ReadOptions } from '#src/reader/announcement.ts';
import { readAnnouncement } from '#src/reader/read-announcement.ts';

const PUBLISHED = Date.parse('2026-03-03T12:00:00Z');

function read(text: string, options: Partial<ReadOptions> = {}) {
  return readAnnouncement(text, { publishedAt: PUBLISHED, exchange: 'binance', ...options });
}

describe('readAnnouncement', () => {
  it('names the phrases that decided', () => {
    const [reading] = read('All crypto withdrawals have been suspended.').readings;
    expect(reading?.because).toEqual(['All crypto', 'withdrawals', 'have', 'been', 'suspended']);
  });

  it('takes the exchange that the text names where none is given', () => {
    const { readings } = read('Kraken has suspended withdrawals.', { exchange: undefined });
    expect(readings.map(({ service }) => service)).toEqual(['kraken/withdrawals']);
  });

  it('never takes what happens to a network for what happens to the exchange that tells of it', () => {
    const { readings } = read(
      'Hello, this is Upbit. As block creation on the Sui network has stopped, deposits of Sui (SUI) are suspended.',
      { exchange: 'upbit' },
    );
    expect(readings.map(({ service }) => service)).toEqual(['upbit/deposits/SUI']);
  });

  it.each([
    ['USDt (Tron) deposits are paused', 'kraken/deposits/USDT/TRC20'],
    ['Tether (USDT) deposits are paused', 'kraken/deposits/USDT'],
    ['TRON (TRX) deposits are paused', 'kraken/deposits/TRX'],
  ])('tells a name in brackets from a ticker: %s', (text, service) => {
    const { readings } = read(text, { exchange: 'kraken' });
    expect(readings.map((reading) => reading.service)).toEqual([service]);
  });

  it.each([
    'Withdrawals are delayed. The team is working on quickly resolving this issue.',
    'Withdrawals are delayed. We are fixing this.',
    'We are working on restoring withdrawals.',
    'We are resolving an issue with withdrawals.',
  ])('takes what is being worked on for no return: %s', (text) => {
    expect(read(text).readings.filter(({ effect }) => effect === 'resumed')).toEqual([]);
  });

  it.each([
    ['We have suspended USD bank transfers.', ['binance/deposits/USD/BANK', 'binance/withdrawals/USD/BANK']],
    ['SEPA transfers are suspended.', ['binance/deposits/EUR/SEPA', 'binance/withdrawals/EUR/SEPA']],
    ['Buying coins via USD bank transfers is suspended.', []],
    ['USD deposits by bank transfer are suspended.', ['binance/deposits/USD/BANK']],
  ])('takes transfers by a rail for both ways: %s', (text, services) => {
    expect(read(text).readings.map(({ service }) => service)).toEqual(services);
  });

  it('never takes all services on a network for all services', () => {
    expect(read('All services on the Sui network are suspended.').readings).toEqual([]);
  });

  it.each([
    ['btcmarkets', 'The BTC Markets platform is down.'],
    ['mercadobitcoin', 'Mercado Bitcoin is down.'],
  ])('takes no coin for what is in the name of %s', (exchange, text) => {
    expect(read(text, { exchange }).readings.map(({ service }) => service)).toEqual([exchange]);
  });

  it('knows the exchanges it is told of', () => {
    const options = { exchange: undefined, exchanges: { 'acme exchange': 'acme' } };
    expect(read('Acme Exchange halted deposits.', options).readings[0]?.service).toBe('acme/deposits');
  });

  it('ignores a text that names no exchange where none is given', () => {
    expect(read('Withdrawals are suspended.', { exchange: undefined }).ignored).toMatch(/^no exchange/);
  });

  it('gives networks the names that it is handed', () => {
    const network = (name: string) => (name === 'TRC20' ? 'TRON-MAINNET' : name);
    const { readings } = read('USDT withdrawals via TRC20 are suspended.', { network });
    expect(readings[0]?.service).toBe('binance/withdrawals/USDT/TRON-MAINNET');
  });

  it('keeps the region of a halt beside the service', () => {
    const [reading] = read('GBP withdrawals are suspended for UK customers.').readings;
    expect(reading).toMatchObject({ service: 'binance/withdrawals/GBP', regions: ['GB'] });
  });

  it('shows what it does not act on as context, with the reason', () => {
    const { context } = read('Deposits are suspended. Withdrawals may be delayed.');
    expect(context).toContainEqual({ text: 'Withdrawals may be delayed.', why: 'condition' });
  });

  it('reads a window that is running as a halt, and one that is over as nothing', () => {
    const text = 'XRP deposits will be suspended from 2026-03-03 11:00 to 2026-03-03 13:00 UTC.';
    expect(read(text).readings[0]?.effect).toBe('halted');
    const later = read(text, { publishedAt: Date.parse('2026-03-03T13:00:00Z') });
    expect(later.ignored).toMatch(/^past/);
  });

  it('reads any text without throwing, and only into valid services that it is sure of', () => {
    const word = constantFrom(
      ...'withdrawals deposits SOL USDT (TRC20) suspended resumed will not be , . and but once until 14:00 UTC 2026-03-04 暂停 提现 恢复 出金 停止 입출금 중단 재개 network on in : - ? the all no'.split(
        ' ',
      ),
    );
    const text = oneof(
      string({ unit: 'grapheme' }),
      array(word, { maxLength: 24 }).map((words) => words.join(' ')),
    );
    assert(
      property(text, (words) => {
        const { ignored, readings } = read(words);
        expect(ignored === null).toBe(readings.length > 0);
        for (const { from, service, sure, until } of readings) {
          expect(problemOfService(service)).toBeNull();
          expect(sure).toBeGreaterThanOrEqual(SURE_ENOUGH);
          expect(sure).toBeLessThanOrEqual(1);
          expect(from === null || until === null || until > from).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads a long text in reasonable time', () => {
    const text =
      'Deposits and withdrawals of SOL, ETH and USDT (TRC20) are suspended from 14:00 UTC. '.repeat(120);
    const before = performance.now();
    expect(read(text).readings.length).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

it('hears what an issue that is told of does to a service', () => {
  const text =
    'We are having a server issue that affects all withdrawals. Estimated repair time is one to two hours.';
  const { readings } = readAnnouncement(text, {
    publishedAt: Date.parse('2026-03-03T12:00:00Z'),
    exchange: 'binance',
  });
  expect(readings).toMatchObject([{ service: 'binance/withdrawals', effect: 'halted' }]);
});
