import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { checkRun } from './check.ts';
import type { Findings } from './check.ts';
import type { ExchangeStatus, Flip } from './exchanges.ts';

const START = Date.UTC(2026, 0, 1);
const SECOND = 1_000;

const flips: readonly Flip[] = (['down', 'up', 'down', 'up'] as const).map((to, i) => ({
  exchange: 'binance',
  to,
  at: START + i * 10 * SECOND,
  heardAt: START + i * 10 * SECOND + SECOND,
}));

/** What a channel was told: the status, decided so many seconds after the start, and sent so many seconds later. */
function told(to: ExchangeStatus, decidedS: number, { afterS = 1, sumsUp = false } = {}): APIMessage {
  const decidedAt = START + decidedS * SECOND;
  const words = sumsUp ? 'were down for 9 s (00:00 to 00:09)' : 'are as they are';
  const headline = `${to === 'down' ? '❌' : '✅'} **BINANCE** withdrawals ${words}`;
  return {
    content: headline,
    timestamp: new Date(decidedAt + afterS * SECOND).toISOString(),
    embeds: [{ timestamp: new Date(decidedAt).toISOString() }],
  } as APIMessage;
}

function check(messages: readonly APIMessage[]): Partial<Record<keyof Findings, number>> {
  const findings = checkRun({
    exchanges: ['binance'],
    flips,
    faultsAt: [],
    channels: new Map([['alerts', messages]]),
  });
  const counts = Object.entries(findings).map(([kind, list]) => [kind, (list as string[]).length]);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}

const well = [told('down', 0.1), told('up', 10.1), told('down', 20.1), told('up', 30.1)];

describe('The checker of the fault runs', () => {
  it.each([
    ['finds nothing where all is told', well, {}],
    [
      'takes a message that sums up for what it stands for',
      [told('down', 0.1), told('up', 30.1, { sumsUp: true })],
      {},
    ],
    ['finds what is missing at the end', well.slice(0, 3), { lost: 1 }],
    ['finds what is missing in between', [told('down', 0.1), told('up', 30.1)], { lost: 1 }],
    ['finds that nothing was told', [], { lost: 1 }],
    ['finds what was told twice', [...well, told('up', 30.2)], { doubled: 1 }],
    [
      'finds what was told too late to be true',
      [told('up', 10.1), told('down', 0.1)],
      { lost: 2, outOfOrder: 1 },
    ],
    ['finds what never was', [...well, told('down', 35)], { false: 1 }],
    ['finds what came late', [...well.slice(0, 3), told('up', 30.1, { afterS: 40 })], { late: 1 }],
  ])('%s', (_, messages, expected) => {
    expect(check(messages)).toEqual(expected);
  });
});
