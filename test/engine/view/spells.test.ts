import { describe, expect, it } from 'vitest';

import type { IncidentPart } from '#src/domain/incident.ts';
import { spellsOf } from '#src/engine/view/spells.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';

const now = noon + 1000 * minute;
const end = noon + 90 * minute;
const whole = [{ from: noon, until: end, status: 'major_outage' }];

const part = (service: string, changes: Partial<IncidentPart> = {}): IncidentPart => ({
  service,
  status: 'operational',
  since: end,
  sinceKnown: true,
  downs: 1,
  backAt: end,
  ...changes,
});

describe('the times in which a service was in trouble', () => {
  it('go from the beginning of an incident to its end', () => {
    expect(spellsOf([anIncident()], 'binance/withdrawals', now)).toEqual(whole);
  });

  it('count for what is part of it, for its exchange, and for nothing beside it', () => {
    expect(spellsOf([anIncident()], 'binance/withdrawals/USDT', now)).toEqual(whole);
    expect(spellsOf([anIncident()], 'binance', now)).toEqual(whole);
    expect(spellsOf([anIncident()], 'binance/deposits', now)).toEqual([]);
    expect(spellsOf([anIncident()], 'kraken', now)).toEqual([]);
  });

  it('do not count against a component or an exchange where only some coins were hit', () => {
    const some = anIncident({
      parts: [
        part('binance/withdrawals', { members: ['binance/withdrawals/SOL', 'binance/withdrawals/XRP'] }),
      ],
    });
    const coin = anIncident({ parts: [part('binance/withdrawals/SOL')] });
    for (const service of ['binance', 'binance/withdrawals']) {
      expect(spellsOf([some, coin], service, now)).toEqual([]);
    }
    expect(spellsOf([some], 'binance/withdrawals/SOL/SOL', now)).toEqual(whole);
    expect(spellsOf([some], 'binance/withdrawals/BTC', now)).toEqual([]);
  });

  it('end for each part when it is back, and go on where it is not', () => {
    const early = anIncident({
      parts: [part('binance/deposits', { backAt: noon + 10 * minute }), part('binance/withdrawals')],
    });
    expect(spellsOf([early], 'binance/deposits', now)).toEqual([
      { from: noon, until: noon + 10 * minute, status: 'major_outage' },
    ]);
    const { backAt: _, ...still } = part('binance/withdrawals', { status: 'major_outage' });
    const open = anIncident({
      status: 'major_outage',
      parts: [still],
      timeline: [{ at: noon, kind: 'opened', status: 'major_outage' }],
    });
    expect(spellsOf([open], 'binance/withdrawals', now)).toEqual([
      { from: noon, until: now, status: 'major_outage' },
    ]);
  });

  it('leave out the minutes in which it worked, and know worse from better', () => {
    const at = (minutes: number): number => noon + minutes * minute;
    const flapped = anIncident({
      timeline: [
        { at: at(0), kind: 'opened', status: 'degraded_performance' },
        { at: at(20), kind: 'changed', change: 'worse', status: 'major_outage' },
        { at: at(40), kind: 'resolved', status: 'operational' },
        { at: at(60), kind: 'reopened', status: 'major_outage' },
        { at: at(90), kind: 'resolved', status: 'operational' },
      ],
    });
    expect(spellsOf([flapped], 'binance/withdrawals', now)).toEqual([
      { from: at(0), until: at(20), status: 'degraded_performance' },
      { from: at(20), until: at(40), status: 'major_outage' },
      { from: at(60), until: at(90), status: 'major_outage' },
    ]);
  });
});
