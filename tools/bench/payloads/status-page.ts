import { HOUR_MS } from '#src/domain/time.ts';

import { hexDigits, scatteredNumbers } from './pick-number.ts';
import type { PickNumber } from './pick-number.ts';

const COINS = 145;
const PARTS = [
  'Website',
  'Mobile apps',
  'Spot trading',
  'Futures',
  'API',
  'WebSocket',
  'Deposits',
  'Withdrawals',
];
const TIME = Date.UTC(2026, 0, 1);

/** A Statuspage summary with a component for each coin, one open incident and one planned maintenance: 60 kB. */
export function statusPage(tick = 0): string {
  const pick = scatteredNumbers(3);
  const updatedAt = new Date(TIME + tick * 1_000).toISOString();
  const groupId = hexDigits(pick, 12);
  const names = [
    ...PARTS,
    ...Array.from({ length: COINS }, (_, i) => `Digital Currency Funding - Coin ${i} (C${i}X)`),
  ];
  const components = names.map((name, i) => component(name, i, groupId, pick));
  const incidents = [trouble('Delayed funding of C7X', 'investigating', updatedAt, pick)];
  return JSON.stringify({
    page: {
      id: hexDigits(pick, 12),
      name: 'Simulated',
      url: 'https://status.example.com',
      time_zone: 'Etc/UTC',
      updated_at: updatedAt,
    },
    components: [{ ...component('Funding', 0, null, pick), id: groupId, group: true }, ...components],
    incidents,
    scheduled_maintenances: [],
    status: { indicator: 'minor', description: 'Minor Service Outage' },
  });
}

function component(name: string, position: number, groupId: string | null, pick: PickNumber) {
  return {
    id: hexDigits(pick, 12),
    name,
    status: name.includes('(C7X)') ? 'degraded_performance' : 'operational',
    created_at: new Date(TIME - pick(1e9)).toISOString(),
    updated_at: new Date(TIME - pick(1e8)).toISOString(),
    position,
    description: 'Deposits and withdrawals of this currency, on all of its networks.',
    showcase: false,
    start_date: null,
    group_id: groupId,
    page_id: 'simulated000',
    group: false,
    only_show_if_degraded: false,
  };
}

function trouble(name: string, status: string, updatedAt: string, pick: PickNumber) {
  const startedAt = new Date(TIME - HOUR_MS).toISOString();
  return {
    id: hexDigits(pick, 12),
    name,
    status,
    created_at: startedAt,
    started_at: startedAt,
    updated_at: updatedAt,
    monitoring_at: null,
    resolved_at: null,
    impact: 'minor',
    shortlink: 'https://status.example.com/incident',
    incident_updates: Array.from({ length: 4 }, (_, i) => ({
      id: hexDigits(pick, 12),
      status,
      body: `Deposits of this currency are delayed. We are looking into it and will write again within the hour (${i}).`,
      created_at: startedAt,
      updated_at: startedAt,
      display_at: startedAt,
      affected_components: [],
    })),
    components: [],
  };
}
