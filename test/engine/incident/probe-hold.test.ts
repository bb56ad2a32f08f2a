import { describe, expect, it } from 'vitest';

import type { Claim, Doubt } from '#src/domain/exchange-state.ts';
import type { Status } from '#src/domain/status.ts';
import { holdProbes, isHeldBack } from '#src/engine/incident/probe-hold.ts';
import type { Standing } from '#src/engine/incident/standing.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import type { SaidByVoice } from '#test/engine/some-claims.ts';
import { aPart, aVerdict, contextAt } from './an-incident.ts';

const doubt = (status: Status, changes: Partial<Doubt> = {}): Doubt => ({
  status,
  since: LATER - 5_000,
  count: 1,
  evidence: '',
  ...changes,
});
const endpoint = (status: Status, doubted?: Doubt): Claim =>
  aClaim('probe', status, doubted === undefined ? {} : { doubt: doubted });
const sceneWith = (said: SaidByVoice) => sceneOf(stateWith(said), contextAt(LATER));

const FAILING = endpoint('operational', doubt('major_outage'));
const RETURNING = endpoint('major_outage', doubt('operational'));
const measured = { basis: 'measured' as const };

describe('An endpoint that has failed', () => {
  it.each<[rule: string, said: SaidByVoice, isHeld: boolean]>([
    ['waits while another begins to fail', { ping: { api: FAILING } }, true],
    [
      'waits though others beside that one are well',
      { ping: { login: endpoint('operational'), api: FAILING, website: endpoint('operational') } },
      true,
    ],
    ['is told while another begins to answer', { ping: { api: RETURNING } }, false],
    ['is told where nothing is in doubt', { ping: { api: endpoint('operational') } }, false],
    [
      'waits for another up to half a minute',
      { ping: { api: endpoint('operational', doubt('major_outage', { since: LATER - 30_000 })) } },
      true,
    ],
    [
      'waits no longer than that',
      { ping: { api: endpoint('operational', doubt('major_outage', { since: LATER - 30_001 })) } },
      false,
    ],
    [
      'does not wait for a switch that is in doubt',
      {
        wallets: { 'withdrawals/BTC': aClaim('flag', 'operational', { doubt: doubt('major_outage') }) },
        ping: { api: endpoint('operational') },
      },
      false,
    ],
    [
      'does not wait for a switch of the source that reads endpoints as well',
      {
        ping: {
          'withdrawals/BTC': aClaim('flag', 'operational', { doubt: doubt('major_outage') }),
          api: endpoint('operational'),
        },
      },
      false,
    ],
  ])('%s', (_rule, said, isHeld) => {
    expect(isHeldBack(aVerdict('website', measured), sceneWith(said))).toBe(isHeld);
  });

  it('waits alone: what the exchange says itself is told at once', () => {
    expect(isHeldBack(aVerdict('website'), sceneWith({ ping: { api: FAILING } }))).toBe(false);
  });
});

describe('An endpoint that answers again', () => {
  const down: Standing = {
    kind: 'down',
    part: aPart('api'),
    verdict: aVerdict('api', measured),
    own: [],
  };
  const back: Standing = {
    kind: 'back',
    part: aPart('website'),
    verdict: aVerdict('website', { ...measured, status: 'operational' }),
  };
  const wasBack: Standing = { ...back, part: aPart('website', { status: 'operational' }) };
  const saidBack: Standing = { ...back, verdict: { ...back.verdict, basis: 'official' } };
  const saidDown: Standing = { ...down, verdict: { ...down.verdict, basis: 'official' } };
  const returning = { ping: { api: RETURNING } };

  it.each<[rule: string, standings: readonly Standing[], said: SaidByVoice, kind: Standing['kind']]>([
    ['waits while another is about to', [back, down], returning, 'unseen'],
    [
      'is told where the other still fails',
      [back, down],
      { ping: { api: endpoint('major_outage') } },
      'back',
    ],
    ['is told while another begins to fail', [back, down], { ping: { api: FAILING } }, 'back'],
    ['is told where no other of its incident is down', [back, wasBack], returning, 'back'],
    ['is told where the other is down by what the exchange says', [back, saidDown], returning, 'back'],
    ['waits no more once that was told', [wasBack, down], returning, 'back'],
    ['is told where the exchange says so itself', [saidBack, down], returning, 'back'],
  ])('%s', (_rule, standings, said, kind) => {
    expect(holdProbes(standings, sceneWith(said))[0]?.kind).toBe(kind);
  });

  it('is out of sight as of now while it waits, and the others stand as they do', () => {
    const part = aPart('website');
    expect(holdProbes([back, down], sceneWith(returning))).toEqual([
      { kind: 'unseen', part, heardAt: LATER },
      down,
    ]);
  });
});
