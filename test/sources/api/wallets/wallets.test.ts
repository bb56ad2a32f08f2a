import { describe, expect, it } from 'vitest';

import { wallets } from '#src/sources/api/wallets/wallets.ts';
import { describeSourceContract } from '#test/contracts/source.ts';
import { SourceError } from '#src/sources/source.ts';
import { readAnswer, statusesIn } from '#test/sources/read-answer.ts';

const url = 'https://api.example.com/coins';
const network = (name: string, deposit: unknown, withdraw: unknown, more: object = {}) => ({
  network: name,
  depositEnable: deposit,
  withdrawEnable: withdraw,
  ...more,
});

const nested = {
  url,
  require: { at: 'code', is: '000000' },
  rows: 'data',
  asset: 'coin',
  networks: {
    rows: 'networkList',
    name: 'network',
    deposit: { at: 'depositEnable', reason: 'depositDesc' },
    withdrawal: { at: 'withdrawEnable', reason: ['withdrawDesc', 'tips'], busy: { at: 'busy', is: true } },
  },
};
const coins = (...networkList: object[]) => ({ code: '000000', data: [{ coin: 'USDT', networkList }] });

describeSourceContract('wallets', {
  type: wallets,
  config: nested,
  good: coins(network('TRX', true, true), network('BSC', true, true)),
  empty: { body: { code: '000000', data: [] }, means: 'broken' },
  errors: [
    { code: '000002', message: 'busy', data: null },
    { code: '-1', data: [] },
  ],
  wrongShapes: [
    null,
    [],
    'text',
    { code: '000000' },
    { code: '000000', data: null },
    { code: '000000', data: ['BTC'] },
    { code: '000000', data: [{ name: 'no coin', networkList: [network('TRX', true, true)] }] },
    coins({ network: 'TRX' }, { network: 'BSC' }),
    coins(network('TRX', [true], { open: true })),
    { code: '000000', data: [{ coin: 'USDT', networkList: ['TRX'] }] },
  ],
  unknownValue: coins(network('TRX', true, 'perhaps'), network('BSC', true, true)),
});

describe('wallets: coins with a list of networks', () => {
  it('reads each network in both directions, by its canonical name', () => {
    const decoded = readAnswer(
      wallets,
      nested,
      coins(network('TRX', true, false), network('BSC', false, true)),
    );
    expect(statusesIn(decoded)).toEqual([
      'deposits/USDT/TRC20: operational',
      'withdrawals/USDT/TRC20: major_outage',
      'deposits/USDT/BEP20: major_outage',
      'withdrawals/USDT/BEP20: operational',
    ]);
    expect(decoded.readings.every(({ basis, signal }) => basis === 'official' && signal === 'flag')).toBe(
      true,
    );
  });

  it("gives the exchange's reason, or the flag itself, and nothing for what is open", () => {
    const body = coins(
      network('TRX', true, false, { tips: 'Wallet Maintenance,\n Withdrawal Suspended' }),
      network('BSC', true, false),
    );
    const evidence = readAnswer(wallets, nested, body).readings.map((reading) => reading.evidence);
    expect(evidence).toEqual(['', 'Wallet Maintenance, Withdrawal Suspended', '', 'withdrawEnable is false']);
  });

  it('takes what is open but busy for degraded', () => {
    const decoded = readAnswer(wallets, nested, coins(network('TRX', true, true, { busy: true })));
    expect(statusesIn(decoded)).toEqual([
      'deposits/USDT/TRC20: operational',
      'withdrawals/USDT/TRC20: degraded_performance',
    ]);
  });

  it('takes a missing flag of one network for unknown, and says which', () => {
    const decoded = readAnswer(
      wallets,
      nested,
      coins(network('TRX', true, true), { network: 'BSC', depositEnable: true }),
    );
    expect(statusesIn(decoded)).toContain('withdrawals/USDT/BEP20: unknown');
    expect(decoded.unread).toEqual(['example/withdrawals/USDT/BEP20 has nothing at `withdrawEnable`']);
  });

  it.each([null, [], undefined])('leaves out money that has no networks: %j', (networkList) => {
    const body = {
      code: '000000',
      data: [
        { coin: 'EUR', networkList },
        { coin: 'BTC', networkList: [network('BTC', true, true)] },
      ],
    };
    expect(statusesIn(readAnswer(wallets, nested, body))).toEqual([
      'deposits/BTC/BTC: operational',
      'withdrawals/BTC/BTC: operational',
    ]);
  });

  it('names the network by the first column that is not empty', () => {
    const config = { ...nested, networks: { ...nested.networks, name: ['displayName', 'network'] } };
    const decoded = readAnswer(wallets, config, coins(network('TRX', true, true, { displayName: '' })));
    expect(statusesIn(decoded)[0]).toBe('deposits/USDT/TRC20: operational');
  });

  it('makes a path of any name', () => {
    const decoded = readAnswer(wallets, nested, coins(network('BNB Smart Chain / new', true, true)));
    expect(decoded.readings[0]?.service).toBe('example/deposits/USDT/BNB-SMART-CHAIN-NEW');
  });
});

describe("wallets: a coin's own flags", () => {
  const withRow = { ...nested, deposit: 'depositAll', withdrawal: 'withdrawAll' };
  const body = (depositAll: boolean, withdrawAll: boolean) => ({
    code: '000000',
    data: [{ coin: 'DFC', depositAll, withdrawAll, networkList: [network('ETH', true, false)] }],
  });

  it('does not call open what a flag that cannot be read may have closed', () => {
    const row = { coin: 'DFC', depositAll: 'partly', withdrawAll: true };
    const data = [{ ...row, networkList: [network('ETH', true, true)] }];
    expect(statusesIn(readAnswer(wallets, withRow, { code: '000000', data }))).toEqual([
      'deposits/DFC/ERC20: unknown',
      'withdrawals/DFC/ERC20: operational',
    ]);
  });

  it('closes every network of a coin that is closed as a whole', () => {
    expect(statusesIn(readAnswer(wallets, withRow, body(false, true)))[0]).toBe(
      'deposits/DFC/ERC20: major_outage',
    );
  });

  it('opens no network that is closed', () => {
    expect(statusesIn(readAnswer(wallets, withRow, body(true, true)))[1]).toBe(
      'withdrawals/DFC/ERC20: major_outage',
    );
  });

  it('says nothing beside networks where it is only a fallback', () => {
    const decoded = readAnswer(wallets, { ...withRow, rowFlags: 'fallback' }, body(false, false));
    expect(statusesIn(decoded)).toEqual([
      'deposits/DFC/ERC20: operational',
      'withdrawals/DFC/ERC20: major_outage',
    ]);
  });

  it('stands for the coin where it has no networks', () => {
    const alone = {
      code: '000000',
      data: [{ coin: 'EUR', depositAll: true, withdrawAll: false, networkList: [] }],
    };
    expect(statusesIn(readAnswer(wallets, withRow, alone))).toEqual([
      'deposits/EUR: operational',
      'withdrawals/EUR: major_outage',
    ]);
  });
});

describe('wallets: other shapes', () => {
  it('reads one row for each coin on each network', () => {
    const config = {
      url,
      rows: 'data',
      asset: 'currency',
      network: 'net_type',
      deposit: 'deposit_status',
      withdrawal: 'withdrawal_status',
    };
    const data = [
      { currency: 'btc', net_type: 'BTC', deposit_status: 1, withdrawal_status: 0 },
      { currency: 'usdt', net_type: 'TRX', deposit_status: '1', withdrawal_status: 'true' },
    ];
    expect(statusesIn(readAnswer(wallets, config, { data }))).toEqual([
      'deposits/BTC/BTC: operational',
      'withdrawals/BTC/BTC: major_outage',
      'deposits/USDT/TRC20: operational',
      'withdrawals/USDT/TRC20: operational',
    ]);
  });

  it('reads one word that means something for each direction', () => {
    const open = 'operational' as const;
    const shut = 'major_outage' as const;
    const config = {
      url,
      rows: 'result',
      asset: 'altname',
      rename: { XBT: 'BTC' },
      skip: { at: 'altname', matches: String.raw`\.[A-Z]$` },
      deposit: { at: 'status', values: { enabled: open, deposit_only: open, withdrawal_only: shut } },
      withdrawal: { at: 'status', values: { enabled: open, deposit_only: shut, withdrawal_only: open } },
    };
    const result = {
      XXBT: { altname: 'XBT', status: 'deposit_only' },
      'ETH.S': { altname: 'ETH.S', status: 'withdrawal_only' },
    };
    expect(statusesIn(readAnswer(wallets, config, { result }))).toEqual([
      'deposits/BTC: operational',
      'withdrawals/BTC: major_outage',
    ]);
  });

  it('reads flags that say that something is disabled', () => {
    const config = {
      url,
      rows: '',
      asset: 'currency',
      network: 'chain',
      deposit: { at: 'deposit_disabled', inverted: true },
      withdrawal: { at: 'withdraw_disabled', inverted: true, busy: { at: 'withdraw_delayed', is: true } },
    };
    const row = {
      currency: 'GT',
      chain: 'GT',
      deposit_disabled: true,
      withdraw_disabled: false,
      withdraw_delayed: true,
    };
    expect(statusesIn(readAnswer(wallets, config, [row]))).toEqual([
      'deposits/GT/GT: major_outage',
      'withdrawals/GT/GT: degraded_performance',
    ]);
  });

  it('takes a network that stands in one list only for closed the other way', () => {
    const config = {
      url,
      rows: '',
      asset: '$key',
      networkLists: { deposits: 'networks.in', withdrawals: 'networks.out' },
    };
    const body = { USDT: { networks: { in: ['ERC20', 'TRC20'], out: ['ERC20'] } } };
    const decoded = readAnswer(wallets, config, body);
    expect(decoded.readings.filter(({ status }) => status !== 'operational')).toMatchObject([
      { service: 'example/withdrawals/USDT/TRC20', status: 'major_outage' },
    ]);
  });

  it('takes a provider that serves one way only for open that way, and says nothing of the other', () => {
    const config = {
      url,
      rows: '',
      asset: '$key',
      deposit: 'in',
      providerLists: { deposits: 'by.in', withdrawals: 'by.out' },
    };
    const body = { UAH: { in: true, by: { in: ['CARD', 'ADVCASH'], out: ['CARD'] } } };
    expect(statusesIn(readAnswer(wallets, config, body))).toEqual([
      'deposits/UAH/CARD: operational',
      'deposits/UAH/ADVCASH: operational',
      'withdrawals/UAH/CARD: operational',
    ]);
  });

  it('finds the coins of a method in a second list', () => {
    const config = {
      url,
      rows: '[0]',
      asset: '[0]',
      network: '[0]',
      deposit: '[1]',
      withdrawal: '[2]',
      rename: { UST: 'USDT' },
      methods: { rows: '[1]', name: '[0]', assets: '[1]' },
    };
    const body = [
      [
        ['TETHERUSX', 1, 0],
        ['DOT', 1, 1],
      ],
      [
        ['TETHERUSX', [' ', 'UST']],
        ['WIRE', ['USD', 'EUR']],
      ],
    ];
    expect(statusesIn(readAnswer(wallets, config, body))).toEqual([
      'deposits/USDT/TETHERUSX: operational',
      'withdrawals/USDT/TETHERUSX: major_outage',
      'deposits/DOT/DOT: operational',
      'withdrawals/DOT/DOT: operational',
    ]);
  });

  it.each([
    ['missing', [[['TETHERUSX', 1, 0]]]],
    ['empty', [[['TETHERUSX', 1, 0]], []]],
  ])('is broken where the list of methods is %s: all of its names would be strange', (_, body) => {
    const config = {
      url,
      rows: '[0]',
      asset: '[0]',
      deposit: '[1]',
      methods: { rows: '[1]', name: '[0]', assets: '[1]' },
    };
    expect(() => readAnswer(wallets, config, body)).toThrow(SourceError);
  });

  it.each([
    ['the very same', true, true, 'operational', []],
    [
      'two things',
      true,
      false,
      'unknown',
      ['example/withdrawals/USDT is listed twice: as operational, and as major outage'],
    ],
  ])('that is listed twice and says %s is in doubt only there', (_, one, other, expected, unread) => {
    const config = { url, rows: '', asset: 'coin', withdrawal: 'open' };
    const body = [
      { coin: 'USDT', open: one },
      { coin: 'USDT', open: other },
    ];
    const decoded = readAnswer(wallets, config, body);
    expect(statusesIn(decoded)).toEqual([`withdrawals/USDT: ${expected}`]);
    expect(decoded.unread).toEqual(unread);
  });

  it('leaves out the rows that it should', () => {
    const config = { ...nested, skip: { at: 'delisted', is: true } };
    const gone = { coin: 'OLD', delisted: true, networkList: [network('OLD', false, false)] };
    const body = { code: '000000', data: [gone, ...coins(network('TRX', true, true)).data] };
    expect(statusesIn(readAnswer(wallets, config, body))).toHaveLength(2);
  });
});
