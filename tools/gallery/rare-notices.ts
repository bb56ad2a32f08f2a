import type { Notice } from '#src/domain/incident.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

const hour = 60 * minute;
const day = 24 * hour;

const planned = (changes: Partial<Notice>): Notice =>
  aNotice({
    exchangeName: 'KuCoin',
    services: ['kucoin/website'],
    status: 'operational',
    kind: 'maintenance_scheduled',
    window: { id: 'w', phase: 'scheduled', from: noon + day, until: noon + day + hour, title: 'Upgrade' },
    evidence: [],
    stillWorking: [],
    ...changes,
  });

const ending = (changes: Partial<Notice>): Notice =>
  aNotice({
    exchangeName: 'Bybit',
    kind: 'ending_scheduled',
    status: 'operational',
    services: ['bybit'],
    evidence: [],
    stillWorking: [],
    ...changes,
  });

/** Alerts that are told once in a while. */
export const RARE_NOTICES: readonly Notice[] = [
  aNotice({ services: ['binance/spot'], basis: 'measured', unconfirmed: true, evidence: [] }),
  aNotice({ kind: 'reopened', downs: 2 }),
  aNotice({
    kind: 'changed',
    change: 'worse',
    previous: 'major_outage',
    services: ['binance/withdrawals', 'binance/deposits'],
    parts: [
      { service: 'binance/withdrawals', status: 'major_outage', previous: 'major_outage', since: noon },
      { service: 'binance/deposits', status: 'major_outage', previous: 'operational', since: noon },
    ],
  }),
  aNotice({
    kind: 'changed',
    change: 'partly_back',
    services: ['binance/deposits/TON', 'binance/withdrawals/TON'],
    status: 'major_outage',
    back: ['binance/deposits/TON'],
    parts: [
      { service: 'binance/withdrawals/TON', status: 'major_outage', previous: 'major_outage', since: noon },
      { service: 'binance/deposits/TON', status: 'operational', previous: 'major_outage', since: noon },
    ],
  }),
  aNotice({ kind: 'changed', change: 'better', status: 'degraded_performance', previous: 'major_outage' }),
  aRecovery({ sinceKnown: false }),
  aRecovery({ regions: ['GB'], services: ['binance/withdrawals/GBP'] }),
  aNotice({ lapsed: true, at: noon + 8 * day }),
  planned({ window: { id: 'w', phase: 'scheduled', from: null, until: null, title: '' } }),
  planned({ services: ['kucoin'] }),
  planned({
    kind: 'maintenance_moved',
    window: { id: 'w', phase: 'scheduled', from: null, until: null, title: '' },
  }),
  planned({ kind: 'maintenance_moved', status: 'under_maintenance' }),
  planned({ kind: 'maintenance_started', planned: true, status: 'under_maintenance' }),
  planned({ kind: 'maintenance_started', plannedOnly: true, status: 'under_maintenance' }),
  planned({ kind: 'maintenance_ended', durationMs: hour }),
  planned({ kind: 'maintenance_ended', plannedOnly: true }),
  ending({}),
  ending({ regions: ['FR'], endings: [{ service: 'bybit', at: noon + 30 * day }] }),
  ending({
    services: ['bybit/spot/KLYR', 'bybit/spot/XYZ'],
    endings: ['KLYR', 'XYZ'].map((coin) => ({ service: `bybit/spot/${coin}`, at: null })),
  }),
  ending({ services: ['bybit/p2p'], endings: [{ service: 'bybit/p2p', at: noon + 30 * day }] }),
];
