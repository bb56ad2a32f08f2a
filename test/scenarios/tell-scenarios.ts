import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { loadConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { renderComparison } from '#src/cli/replay/report.ts';
import type { Notice } from '#src/domain/incident.ts';
import { contains } from '#src/domain/service.ts';
import { compareAll, isMet } from '#src/replay/expectations.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { replay } from '#src/replay/replay.ts';
import type { ReplayedExchange } from '#src/replay/replay.ts';
import type { Scenario } from '#src/replay/scenario.ts';
import { isFor } from '#src/replay/world.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
export const SCENARIOS = globSync(`${FOLDER}*.yaml`).toSorted();

/** Days on which sources break on purpose. On any other the operator hears nothing that the scenario does not expect. */
const BREAKS = new Set([
  'a-list-changes-its-shape-amid-a-halt',
  'a-list-comes-empty-amid-a-halt',
  'a-list-comes-short-then-empty-then-as-an-error',
  'a-list-is-blocked-amid-a-halt',
  'alipay-closes-at-binance-p2p-and-opens',
  'list-changes-shape-comes-empty-and-loses-rows',
  'moved-page-and-cut-answers',
  'our-own-name-server-is-down',
  'our-own-network-fails-in-the-middle-of-an-outage',
  'our-own-network-is-down',
  'source-falls-silent-during-an-outage',
  'we-are-blocked',
]);

/** In so many files, so that they are played side by side. */
export const PARTS = 4;

let loaded: Config | undefined;

export function scenarioConfig(): Config {
  loaded ??= loadConfig({ X_BEARER_TOKEN: 'not-sent-in-a-replay' });
  return loaded;
}

/** Plays every fourth scenario, from the `part`th on, and compares what is told with what it expects. */
export function tellScenarios(part: number): void {
  describe('what is told', () => {
    for (const path of SCENARIOS.filter((_, i) => i % PARTS === part)) {
      const id = basename(path, '.yaml');
      test(`when ${id.replaceAll('-', ' ')}`, async () => {
        const { scenario, exchanges } = readScenario(path, scenarioConfig());
        const played = await replay(withQuietOnes(exchanges, scenario), scenario);
        const rows = compareAll(scenario, played);
        expect(isMet(rows) ? '' : renderComparison(id, rows)).toBe('');
        expect(storiesWithoutBeginning(played.told)).toEqual([]);
        const isHeard = played.operator.length > 0;
        expect(scenario.operator !== undefined || isHeard === BREAKS.has(id)).toBe(true);
      });
    }
  });
}

const HOUR_MS = 3_600_000;
const LONG_MS = 3 * HOUR_MS;
const QUIET_EVERY_MS = 15 * 60_000;

/**
 * Over days, the sources of which a scenario says nothing are asked now and then only: they say the same each time, a
 * million times in all scenarios together.
 */
function withQuietOnes(exchanges: readonly ReplayedExchange[], scenario: Scenario): ReplayedExchange[] {
  const isQuiet = (source: ConfiguredSource): boolean =>
    source.everyMs < QUIET_EVERY_MS && !scenario.world.some((answer) => isFor(answer.source, source));
  if (scenario.end - scenario.start < LONG_MS) return [...exchanges];
  return exchanges.map((exchange) => {
    const sources = exchange.sources.map((one) => (isQuiet(one) ? { ...one, everyMs: QUIET_EVERY_MS } : one));
    // What is asked more rarely stays true for longer.
    const profiles = sources.flatMap(({ id, everyMs }) => {
      const known = exchange.profile.sources[id];
      return known === undefined ? [] : [[id, { ...known, everyMs }] as const];
    });
    return {
      ...exchange,
      sources,
      profile: { ...exchange.profile, sources: Object.fromEntries(profiles) },
    };
  });
}

/** Notices that tell how an incident goes on of which nobody was told, as its own or as part of a wider one. */
function storiesWithoutBeginning(told: readonly Notice[]): string[] {
  const opened = new Map<string, string>();
  return told.flatMap(({ id, incident, kind, services: [service] }) => {
    if (kind === 'opened') opened.set(incident, service);
    const goesOn = ['changed', 'reopened', 'resolved', 'flapping'].includes(kind);
    const isKnown = opened.has(incident) || [...opened.values()].some((whole) => contains(whole, service));
    return goesOn && !isKnown ? [id] : [];
  });
}
