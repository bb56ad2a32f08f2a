import { describe, expect, it } from 'vitest';

import { readPost } from '#src/reader/read-announcement.ts';

const publishedAt = Date.parse('2026-09-14T15:00:00Z');

function readingsOf(title: string, body: string, exchange = 'kraken'): string[] {
  return readPost({ title, body }, { publishedAt, exchange })
    .readings.map(({ effect, service }) => `${effect} ${service}`)
    .toSorted();
}

describe('a log of updates in one post', () => {
  const older = 'SOL withdrawals are suspended while we look into an issue.';
  const newer = 'SOL withdrawals are working again.';

  it.each([
    ['newest first, by hours in brackets', `[14:40 UTC] ${newer}\n[12:05 UTC] ${older}`],
    ['oldest first', `12:05 UTC: ${older}\n14:40 UTC: ${newer}`],
    [
      'newest first, each hour below its entry',
      `Resolved - ${newer}\nSep 14, 14:40 UTC\nInvestigating - ${older}\nSep 14, 12:05 UTC`,
    ],
    ['with the update on top of what was said first', `Update (14:40 UTC): ${newer}\n${older}`],
  ])('is read by its newest entry: %s', (_, body) => {
    expect(readingsOf('SOL withdrawals suspended', body)).toEqual(['resumed kraken/withdrawals/SOL']);
  });

  it.each([
    ['the newest first', (entries: string[]) => entries.toReversed()],
    ['the oldest first', (entries: string[]) => entries],
  ])('is read by its newest entry where none has an hour, %s', (_, order) => {
    const body = order([
      'Identified - The cause has been identified. Futures trading remains halted.',
      'Update - Futures are in post-only mode, full trading will start at 11:15 UTC.',
      'Resolved - Futures trading has resumed in full mode. This incident is now resolved.',
    ]).join('\n');
    expect(readingsOf('Futures outage', body)).toEqual(['resumed kraken/derivatives']);
  });

  it('keeps what only the older entry speaks of', () => {
    const body =
      '[2026-09-14 23:20 업데이트]\n솔라나(SOL) 입금이 재개되었습니다.\n[2026-09-14 19:05]\n솔라나(SOL) 입출금이 일시 중단되었습니다.';
    expect(readingsOf('[업데이트] 솔라나(SOL) 입출금 일시 중단 안내', body, 'upbit')).toEqual([
      'halted upbit/withdrawals/SOL',
      'resumed upbit/deposits/SOL',
    ]);
  });

  it('is none where the hours lie ahead: a plan', () => {
    const body = '18:00 UTC: SOL deposits will be suspended.\n20:00 UTC: SOL deposits will be resumed.';
    expect(readingsOf('SOL network upgrade', body)).toEqual(['scheduled kraken/deposits/SOL']);
  });
});

it('dates each service of a form by what the body says of it', () => {
  const { readings } = readPost(
    {
      title: 'USDT on TON and USDC on Solana',
      body: '1. USDT-TON deposits: suspended from 18:00 to 19:00 UTC\n2. USDC-SOL deposits: suspended from 20:00 to 21:00 UTC',
    },
    {
      publishedAt,
      exchange: 'okx',
      templates: [
        { match: /^(?<coin>USDT on TON and USDC on Solana)$/, effect: 'halted', services: ['deposits'] },
      ],
    },
  );
  expect(readings.map(({ from, service }) => [service, from])).toEqual([
    ['okx/deposits/USDT/TON', Date.parse('2026-09-14T18:00:00Z')],
    ['okx/deposits/USDC/SOL', Date.parse('2026-09-14T20:00:00Z')],
  ]);
});

it('ends each part of a coin when the line about it says, whatever the title has', () => {
  const { endings } = readPost(
    {
      title: '메토라(MTRA) 거래지원 종료 안내 (9/21 15:00)',
      body: '- 거래지원 종료 일시: 2026-09-21 15:00 KST\n- 입금지원 종료 일시: 2026-09-21 15:00 KST\n- 출금지원 종료 일시: 2026-10-21 15:00 KST',
    },
    { publishedAt, exchange: 'upbit' },
  );
  expect(endings.find(({ service }) => service === 'upbit/withdrawals/MTRA')?.at).toBe(
    Date.parse('2026-10-21T06:00:00Z'),
  );
});

it('takes the app of a named exchange for where, not for what', () => {
  expect(readingsOf('', 'GBP withdrawals are temporarily unavailable in the Kraken App.')).toEqual([
    'halted kraken/withdrawals/GBP',
  ]);
});
