import { claimOn } from '#src/domain/claims.ts';
import type { Basis } from '#src/domain/reading.ts';
import { ownChainOf } from '#src/domain/own-chain.ts';
import { ancestorsOf, contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { severityOf } from '#src/domain/status.ts';

import { digestOf } from '#src/engine/claims/digest.ts';
import { saidAt } from '#src/engine/claims/freshness.ts';
import type { Look, Said } from './look.ts';

/** What is said of one service, sorted by how it counts. */
export interface Case {
  readonly look: Look;
  readonly service: ServicePath;
  readonly said: readonly Said[];
  /** What counts now. */
  readonly live: readonly Said[];
  /** What is closed for good. */
  readonly closed: Said | undefined;
  /** The worst that the exchange keeps saying. */
  readonly word: Said | undefined;
  /** The newest that it has stated, of this service or of all that contains it. */
  readonly statement: Said | undefined;
  readonly probe: Said | undefined;
}

export function caseOf(look: Look, service: ServicePath, regionsKey: string): Case {
  const said = look.said(service, regionsKey);
  const heard = said.filter((one) => look.isHeard(one));
  const closed = heard.find(({ claim }) => look.isClosedForGood(claim));
  const live = closed === undefined ? heard : heard.filter(({ claim }) => !look.isClosedForGood(claim));
  const stated = said.filter(({ claim }) => claim.signal === 'statement' && claim.overtaken !== true);
  return {
    look,
    service,
    said,
    live,
    closed,
    word: worst(live.filter(({ claim }) => claim.signal === 'word' || claim.signal === 'flag')),
    statement: newest([...stated, ...reaching(look, service, regionsKey)]),
    probe: worst(live.filter(({ claim }) => claim.signal === 'probe')),
  };
}

/** Statements that a whole works again: they reach its parts, save for those that they name as exceptions. */
function reaching(look: Look, service: ServicePath, regionsKey: string): Said[] {
  const found: Said[] = [];
  const reach = (key: string, about: readonly ServicePath[]): void => {
    for (const { claims, source } of look.voices(key)) {
      if (digestOf(claims).stated.length === 0) continue;
      for (const whole of about) {
        const claim = claimOn(claims, whole);
        if (claim?.signal !== 'statement' || claim.status !== 'operational') continue;
        if (claim.except?.some((one) => contains(one, service)) !== true) found.push({ source, claim });
      }
    }
  };
  const chain = ownChainOf(service);
  const wholes = [...ancestorsOf(service), ...(chain === undefined ? [] : [chain])];
  reach(regionsKey, wholes);
  if (regionsKey !== '') reach('', [service, ...wholes]);
  return found;
}

function worst(said: readonly Said[]): Said | undefined {
  let worst: Said | undefined;
  for (const one of said) {
    const isWorse =
      worst === undefined ||
      severityOf(one.claim.status) > severityOf(worst.claim.status) ||
      (one.claim.status === worst.claim.status && precedes(one, worst));
    if (isWorse) worst = one;
  }
  return worst;
}

/** Of equals, the exchange's own word goes before what we infer, then the earlier, then the name: never the order. */
function precedes(a: Said, b: Said): boolean {
  const byBasis = BASIS_RANK[a.claim.basis] - BASIS_RANK[b.claim.basis];
  if (byBasis !== 0) return byBasis < 0;
  return a.claim.since === b.claim.since ? a.source < b.source : a.claim.since < b.claim.since;
}

export const BASIS_RANK: Record<Basis, number> = { official: 0, inferred: 1, measured: 2 };

function newest(said: readonly Said[]): Said | undefined {
  let newest: Said | undefined;
  for (const one of said) {
    const age = saidAt(one.claim) - (newest === undefined ? 0 : saidAt(newest.claim));
    if (newest === undefined || age > 0 || (age === 0 && one.source < newest.source)) newest = one;
  }
  return newest;
}
