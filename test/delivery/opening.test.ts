import { describe, expect, it } from 'vitest';

import { openingOf } from '#src/delivery/audience/opening.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { NoticePart } from '#src/domain/incident.ts';
import type { Status } from '#src/domain/status.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';

const part = (service: string, status: Status, since: number): NoticePart => ({
  service: `binance/${service}`,
  status,
  previous: status,
  since,
});
const evidence = (service: string, quote?: string): Evidence => ({
  source: 'x',
  venue: 'coin_list',
  service: `binance/${service}`,
  basis: 'official',
  status: 'major_outage',
  since: noon,
  ...(quote !== undefined && { quote }),
});

describe('What has joined an incident', () => {
  const running = aNotice({
    id: 'x#12',
    incident: 'x',
    kind: 'changed',
    change: 'worse',
    sinceKnown: false,
    services: ['binance/withdrawals', 'binance/spot', 'binance/api'],
    parts: [
      part('withdrawals', 'major_outage', 1),
      part('spot', 'degraded_performance', 7),
      part('api', 'partial_outage', 5),
    ],
    evidence: [evidence('withdrawals'), evidence('spot'), evidence('withdrawals', 'All is down.')],
  });

  it('is nothing where nothing joined', () => {
    expect(openingOf(running)).toBeUndefined();
    expect(openingOf({ ...running, joined: [] })).toBeUndefined();
  });

  it('begins there for who follows it: by itself, since it fell, with what speaks of it', () => {
    const opening = openingOf({ ...running, joined: ['binance/spot', 'binance/api'] });
    expect(opening).toMatchObject({
      id: 'x+spot#12',
      incident: 'x',
      kind: 'opened',
      services: ['binance/spot', 'binance/api'],
      status: 'partial_outage',
      previous: 'operational',
      since: 5,
      sinceKnown: true,
      parts: [
        { service: 'binance/spot', previous: 'operational', status: 'degraded_performance' },
        { service: 'binance/api', previous: 'operational', status: 'partial_outage' },
      ],
      evidence: [evidence('spot'), evidence('withdrawals', 'All is down.')],
    });
    for (const key of ['change', 'joined', 'members']) expect(opening).not.toHaveProperty(key);
  });

  it('is told under the component’s name where coins of a group did alone', () => {
    const joined = ['binance/withdrawals/BTC/LN'];
    const members = ['binance/withdrawals/ETH', ...joined];
    expect(openingOf({ ...running, members, joined })).toMatchObject({
      id: 'x+withdrawals.BTC.LN#12',
      services: ['binance/withdrawals'],
      members: joined,
      since: running.at,
    });
    expect(openingOf({ ...running, services: ['binance/spot'], members, joined })).toBeUndefined();
    const mixed = openingOf({ ...running, members, joined: ['binance/spot', ...joined] });
    expect(mixed).not.toHaveProperty('members');
  });

  it('has the incident’s status where no more is known of it', () => {
    const { parts: _parts, ...bare } = running;
    expect(openingOf({ ...bare, joined: ['binance/spot'] })).toMatchObject({
      status: 'major_outage',
      parts: [],
    });
  });

  it('is of a maintenance the same news of fewer services', () => {
    const window = { id: 'w', phase: 'scheduled', from: 1, until: 2, title: 'Upgrade' } as const;
    const joined = ['binance/spot', 'binance/api'];
    expect(openingOf({ ...running, kind: 'maintenance_scheduled', window, joined })).toMatchObject({
      id: 'x+spot#12',
      kind: 'maintenance_scheduled',
      services: joined,
      window,
    });
  });
});
