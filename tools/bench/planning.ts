import { createSubscriptionIndex } from '#src/delivery/audience/subscription-index.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';

import { cpuOf } from './cpu.ts';
import { median } from './median.ts';
import type { Print } from './say.ts';

const MATCHING = 100;
const ROUNDS = 50;
const PER_GUILD = 20;

/** How long it takes to find those who may want a notice, among so many subscriptions of which a hundred do. */
export function measurePlanning(counts: readonly number[], say: Print): void {
  let first: number | undefined;
  for (const count of counts) {
    const index = createSubscriptionIndex();
    for (let from = 0; from < count; from += PER_GUILD) {
      const id = `g${from}`;
      const subscriptions = Array.from({ length: Math.min(PER_GUILD, count - from) }, (_, i) => ({
        id: String(i),
        channelId: `c${from + i}`,
        target: { kind: 'selector' as const, selector: selectorAt(from + i) },
        level: 'standard' as const,
        createdAt: 0,
      }));
      index.put({ ...emptyGuild(id), subscriptions });
    }
    let found = 0;
    const times = Array.from({ length: ROUNDS }, () =>
      cpuOf(() => (found = [...index.candidates(NOTICE)].length)),
    );
    const ms = median(times);
    first ??= ms;
    say(
      `a notice among ${count} subscriptions`,
      `${ms.toFixed(3)} ms CPU to find ${found}, ${(ms / first).toFixed(1)}× of ${counts[0]}`,
    );
  }
}

function selectorAt(i: number): string {
  return i < MATCHING ? 'binance/withdrawals' : `exchange${i % 500}/withdrawals/C${i % 5_000}`;
}

const NOTICE: Notice = {
  id: 'binance-withdrawals-1#1',
  kind: 'opened',
  at: 0,
  services: ['binance/withdrawals'],
  exchangeName: 'Binance',
  status: 'major_outage',
  previous: 'operational',
  basis: 'official',
  unconfirmed: false,
  disputed: false,
  incident: 'binance-withdrawals-1',
  since: 0,
  sinceKnown: true,
  evidence: [],
  stillWorking: [],
};
