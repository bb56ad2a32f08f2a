import { claimOn, claimsFrom, entriesOf, withClaims } from '#src/domain/claims.ts';
import type { Claim, Claims } from '#src/domain/exchange-state.ts';
import { given } from '#src/domain/given.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { digestOf } from './digest.ts';
import { isForgotten, saidAt } from './freshness.ts';
import { isPlain, newlySaid, noteHeard, noteHeardAgain } from './heard.ts';
import { movedRows } from './moved-rows.ts';
import { implicitClaim, unsaid, weighReading, wordingOf } from './weigh.ts';
import type { WeighOptions } from './weigh.ts';

export interface HearOptions extends WeighOptions {
  /** The source speaks for the first time: what it says was so before. */
  readonly firstTime: boolean;
}

/** Merges what a voice says now into what it said before. Nothing is copied before something differs. */
export function mergeReadings(claims: Claims, readings: readonly Reading[], options: HearOptions): Claims {
  const changes = new Map<ServicePath, Claim | undefined>();
  const put = (service: ServicePath, before: Claim | undefined, after: Claim | undefined): void => {
    if (before !== after) changes.set(service, after);
  };

  const news = newlySaid(claims, readings);
  if (news !== undefined) {
    for (const reading of news) {
      const before = claimOn(claims, reading.service);
      if (before !== undefined) put(reading.service, before, weighReading(before, reading, options));
    }
    const next = withClaims(claims, changes);
    noteHeard(next, readings, new Set(changes.keys()));
    return next;
  }

  const said = oneForEach(readings);
  const movedTo = movedRows(claims, said);
  let saidAgain = 0;
  for (const [service, reading] of said) {
    const before = claimOn(claims, service);
    if (before !== undefined) saidAgain += 1;
    else if (reading.signal === 'statement' && isForgotten(reading, options.now, options.policy)) continue;
    const moved = before === undefined ? movedTo(reading) : undefined;
    for (const row of moved?.from ?? []) changes.set(row, undefined);
    const claim =
      before ?? moved?.claim ?? implicitClaim(reading, options.firstTime, options.now, options.policy);
    const after = weighReading(claim, reading, options);
    put(service, before, after);
    for (const [part, halted] of leftOut(before, after, reading)) {
      if (!said.has(part)) put(part, claimOn(claims, part), halted);
    }
  }
  const isWhole = saidAgain === digestOf(claims).size;
  if (!isWhole) {
    for (const [service, claim] of entriesOf(claims))
      if (!said.has(service) && !changes.has(service)) put(service, claim, unsaid(claim, options));
  }
  const next = withClaims(claims, changes);
  if (isWhole && said.size === readings.length && readings.every(isPlain))
    noteHeard(next, readings, new Set(changes.keys()));
  return next;
}

/** "All withdrawals are back except those of BTC": what is left out is as the whole was before. */
function leftOut(before: Claim | undefined, after: Claim, reading: Reading): [ServicePath, Claim][] {
  const { except = [], signal, statedAt } = reading;
  if (signal !== 'statement' || before === undefined || before === after) return [];
  if (!isTrouble(before.status) || before.overtaken === true || isTrouble(after.status)) return [];
  const halted: Claim = { ...before, ...(statedAt !== undefined && { statedAt }) };
  return except.map((part) => [part, halted]);
}

/** Merges readings that speak only of their own services: what the source said of others stands. */
export function mergeSome(claims: Claims, readings: readonly Reading[], options: HearOptions): Claims {
  const own = new Map<ServicePath, Claim>();
  for (const { service } of readings) {
    const claim = claimOn(claims, service);
    if (claim !== undefined) own.set(service, claim);
  }
  const merged = mergeReadings(claimsFrom(own), readings, options);
  return withClaims(claims, new Map(entriesOf(merged)));
}

/** The same body again: what was doubted is said once more, and the endpoint answers. */
export function repeat(claims: Claims, options: HearOptions): Claims {
  const changes = new Map<ServicePath, Claim>();
  const { doubted, probed } = digestOf(claims);
  for (const service of new Set([...doubted, ...probed])) {
    const claim = claimOn(claims, service);
    if (claim !== undefined) changes.set(service, weighReading(claim, repeated(service, claim), options));
  }
  const next = withClaims(claims, changes);
  noteHeardAgain(claims, next, changes.keys());
  return next;
}

function repeated(service: ServicePath, claim: Claim): Reading {
  const { basis, doubt, listsTroubleOnly, signal } = claim;
  // What is doubted was said by something else than what stands, which has an id and a time of its own.
  const said = { ...wordingOf(doubt ?? claim), ...given({ listsTroubleOnly }) };
  if (signal === 'probe')
    return { service, status: 'operational', basis, signal, ...said, evidence: 'answers' };
  return { service, status: (doubt ?? claim).status, basis, signal, ...said };
}

/** Where a poll says several things of one service, the worst stands; statements go by their time. */
function oneForEach(readings: readonly Reading[]): Map<ServicePath, Reading> {
  const said = new Map<ServicePath, Reading>();
  for (const reading of readings) {
    // A statement of a plan or of an end speaks of that, not of how the service does.
    if (reading.ending !== undefined) continue;
    if (reading.signal === 'statement' && reading.window !== undefined) continue;
    const other = said.get(reading.service);
    if (other === undefined || outranks(reading, other)) said.set(reading.service, reading);
  }
  return said;
}

function outranks(a: Reading, b: Reading): boolean {
  if (a.signal === 'statement' && b.signal === 'statement') {
    const byTime = saidAt(a) - saidAt(b);
    if (byTime !== 0) return byTime > 0;
  }
  const bySeverity = severityOf(a.status) - severityOf(b.status);
  // An order of its own for equals, so that the order of rows decides nothing.
  return bySeverity === 0 ? a.evidence < b.evidence : bySeverity > 0;
}
