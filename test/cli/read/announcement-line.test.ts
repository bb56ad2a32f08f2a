import { expect, it } from 'vitest';
import { readLines } from '#src/cli/read/announcement-line.ts';

const NOW = Date.parse('2026-03-03T12:00:00Z');

it('answers every line with one result, in order', () => {
  const lines = [
    JSON.stringify({
      text: 'Withdrawals are suspended.',
      published: '2026-03-03T10:00:00Z',
      exchange: 'binance',
    }),
    'not json',
    JSON.stringify({ text: 7 }),
    '',
    JSON.stringify({
      text: 'Withdrawals will resume in 1 hour.',
      published: '2026-03-03T10:00:00Z',
      exchange: 'OKX',
    }),
  ];
  expect(readLines(`${lines.join('\n')}\n`, {}, NOW)).toEqual([
    {
      readings: [{ service: 'binance/withdrawals', effect: 'halted', from: null, until: null, sure: 0.95 }],
      ignored: null,
    },
    { readings: [], ignored: 'line 2 is no announcement: it is not JSON' },
    { readings: [], ignored: 'line 3 is no announcement: "text" must be the words of the announcement' },
    { readings: [], ignored: 'line 4 is no announcement: it is not JSON' },
    {
      readings: [
        {
          service: 'okx/withdrawals',
          effect: 'halted',
          from: null,
          until: '2026-03-03T11:00:00.000Z',
          sure: 0.75,
        },
      ],
      ignored: null,
    },
  ]);
});

it('counts from now where a line does not say when it was published', () => {
  const [result] = readLines(
    JSON.stringify({ text: 'Withdrawals are down, back in 30 minutes.' }),
    { exchange: 'okx' },
    NOW,
  );
  expect(result?.readings[0]?.until).toBe('2026-03-03T12:30:00.000Z');
});

it('says what is wrong with a time', () => {
  const line = JSON.stringify({ text: 'Withdrawals are down.', published: 'today', exchange: 'okx' });
  expect(readLines(line, {}, NOW)[0]?.ignored).toContain('"published" must be a time such as');
});

it('names what ends for good, and only then', () => {
  const line = JSON.stringify({
    text: 'We will stop supporting withdrawals of QRN on 2026-03-20 08:00 (UTC).',
    exchange: 'okx',
  });
  expect(readLines(line, {}, NOW)[0]?.endings).toContainEqual({
    service: 'okx/withdrawals/QRN',
    at: '2026-03-20T08:00:00.000Z',
  });
  expect(
    readLines(JSON.stringify({ text: 'Withdrawals are down.' }), { exchange: 'okx' }, NOW)[0],
  ).not.toHaveProperty('endings');
});

it('reads a plan that is moved as the plan that it is now, and one that is called off as nothing', () => {
  const line = (title: string) =>
    JSON.stringify({ title, published: '2026-03-03T10:00:00Z', exchange: 'bitget' });
  expect(
    readLines(
      [
        line('P2P system upgrade rescheduled to 02:00 - 04:00 (UTC), March 6, 2026'),
        line('Cancellation of the P2P system upgrade'),
      ].join('\n'),
      {},
      NOW,
    ),
  ).toEqual([
    {
      readings: [
        {
          service: 'bitget/p2p',
          effect: 'scheduled',
          from: '2026-03-06T02:00:00.000Z',
          until: '2026-03-06T04:00:00.000Z',
          sure: 0.9,
        },
      ],
      ignored: null,
    },
    { readings: [], ignored: 'cancelled: a plan that was called off' },
  ]);
});
