import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Config } from '#config/load.ts';
import { sizeOf } from '#src/domain/claims.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { MINUTE_MS } from '#src/domain/time.ts';
import { step } from '#src/engine/step.ts';
import { openStore } from '#src/storage/store.ts';

import { cpuOf } from './cpu.ts';
import { median } from './median.ts';
import type { Print } from './say.ts';

const NETWORKS = 20;
const FLIPS = 30;
/** One of so many steps is taken from nothing too. */
const ANEW_EVERY = 9;
const BASELINE_COINS = 100;

/** What one coin that closes among so many costs: the engine's step, against one that computes all of it anew. */
export async function measureFlips(config: Config, counts: readonly number[], say: Print): Promise<void> {
  let first: number | undefined;
  for (const count of counts) {
    const { stepMs, fromNothingMs, bytes, writeMs } = await flipsAmong(config, count);
    first ??= stepMs;
    say(
      `one flip among ${count} coins`,
      `${stepMs.toFixed(2)} ms CPU a step, ${(stepMs / fromNothingMs).toFixed(2)}× of computing from nothing` +
        ` (${fromNothingMs.toFixed(1)} ms), ${(stepMs / first).toFixed(1)}× of ${counts[0] ?? BASELINE_COINS};` +
        ` ${(bytes / 1_000).toFixed(1)} kB and ${writeMs.toFixed(1)} ms CPU a write`,
    );
  }
}

function reading(i: number, isOpen: boolean): Reading {
  return {
    service: `binance/withdrawals/C${i}/N${i % NETWORKS}`,
    status: isOpen ? 'operational' : 'major_outage',
    basis: 'official',
    signal: 'flag',
    evidence: isOpen ? '' : 'suspended',
  };
}

async function flipsAmong(
  { policy }: Config,
  count: number,
): Promise<{ stepMs: number; fromNothingMs: number; bytes: number; writeMs: number }> {
  const profile = {
    id: 'binance',
    name: 'Binance',
    sources: { wallets: { everyMs: MINUTE_MS, venue: 'coin_list' as const } },
  };
  const folder = mkdtempSync(join(tmpdir(), 'downtick-flips-'));
  const path = join(folder, 'flips.db');
  const store = openStore(`sqlite:${path}`, { report: () => undefined });
  const well = Array.from({ length: count }, (_, i) => reading(i, true));
  let state = emptyExchangeState(profile.id);
  let now = Date.UTC(2026, 0, 1);
  const take = (from: ExchangeState, readings: readonly Reading[]): ExchangeState => {
    const observation: Observation = { source: 'wallets', at: now, kind: 'ok', readings };
    return { ...step(from, [observation], { now, policy, profile }).state, outbox: [] };
  };
  state = take(state, well);
  await store.exchanges.set(profile.id, state);
  if (sizeOf(state.claims['wallets'] ?? []) !== count) throw new Error('Not every coin was taken in.');
  const steps: number[] = [];
  const anew: number[] = [];
  const writes: number[] = [];
  const bytes: number[] = [];
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const at = (flip * 37) % count;
    const closed = well.with(at, reading(at, false));
    // Doubted, confirmed, and back.
    for (const readings of [closed, closed, well]) {
      now += MINUTE_MS;
      if (steps.length % ANEW_EVERY === 0) {
        // Copies share nothing, so that nothing of the last step stands.
        const [copy, said] = [structuredClone(state), structuredClone(readings)];
        anew.push(cpuOf(() => void take(copy, said)));
      }
      let next = state;
      steps.push(cpuOf(() => (next = take(state, readings))));
      state = next;
      const before = written(path);
      const cpu = process.cpuUsage();
      await store.exchanges.set(profile.id, state);
      const { system, user } = process.cpuUsage(cpu);
      writes.push((system + user) / 1_000);
      bytes.push(written(path, before));
    }
  }
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    stepMs: median(steps),
    fromNothingMs: median(anew),
    bytes: Math.max(...bytes),
    writeMs: median(writes),
  };
}

type Rows = ReadonlyMap<string, string>;

function written(path: string): Rows;
function written(path: string, before: Rows): number;
function written(path: string, before?: Rows): Rows | number {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = new Map(
    database
      .prepare('SELECT key, value FROM keyv')
      .all()
      .map(({ key, value }) => [String(key), String(value)]),
  );
  database.close();
  if (before === undefined) return rows;
  return [...rows]
    .filter(([key, value]) => before.get(key) !== value)
    .reduce((sum, [key, value]) => sum + key.length + value.length, 0);
}
