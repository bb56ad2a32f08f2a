import type { ComponentView, ExchangeView } from '#src/engine/view/view.ts';
import { aNotice, minute, noon } from '#test/delivery/a-notice.ts';

export function aComponent(component: string, changes: Partial<ComponentView> = {}): ComponentView {
  return {
    component,
    service: `binance/${component}`,
    status: 'operational',
    since: noon - 600 * minute,
    sinceKnown: false,
    basis: 'official',
    evidence: [],
    closedForLong: 0,
    ...changes,
  };
}

/** Binance in the middle of its bad morning, a minute after noon. */
export function aView(changes: Partial<ExchangeView> = {}): ExchangeView {
  return {
    id: 'binance',
    name: 'Binance',
    status: 'major_outage',
    components: [
      aComponent('website'),
      aComponent('api'),
      aComponent('spot'),
      aComponent('deposits', {
        status: 'degraded_performance',
        since: noon,
        sinceKnown: true,
        hit: 3,
        of: 340,
      }),
      aComponent('withdrawals', {
        status: 'major_outage',
        since: noon - minute,
        sinceKnown: true,
        hit: 312,
        of: 340,
        closedForLong: 27,
        evidence: aNotice().evidence,
      }),
      aComponent('staking', { status: 'unknown' }),
    ],
    incidents: [],
    maintenances: [
      {
        id: 'm',
        source: 'system-status',
        services: ['binance/spot'],
        window: {
          id: 'm',
          phase: 'scheduled',
          from: noon + 60 * minute,
          until: noon + 90 * minute,
          title: 'Upgrade',
        },
        firstSeenAt: 0,
        signal: 'word',
        stage: 'scheduled',
        stageSince: 0,
        told: true,
        notices: 1,
      },
    ],
    sources: [
      { id: 'wallets', outcome: 'ok', okAt: noon, checkedAt: noon, fresh: true },
      { id: 'system-status', outcome: 'ok', okAt: noon, checkedAt: noon, fresh: true },
      {
        id: 'p2p',
        outcome: 'blocked',
        okAt: 0,
        checkedAt: noon,
        fresh: false,
      },
    ],
    freshAt: noon,
    ...changes,
  };
}
