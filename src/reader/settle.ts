import { ANY, contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { chainOf } from '#src/names/name-rules.ts';

import type { AnnouncementReading } from './announcement.ts';
import type { Candidate } from './candidate.ts';

/** An hour that is told of this. */
const EXACT = 3;
/** How sure a verb makes a title, and a heading that something is back; one that something is off is less. */
const ASSERTED = 0.88;

/**
 * One placing for a post. Where title and body speak of the same trouble, the body's narrower place is meant ("USDT
 * withdrawals" and "USDT on TRC20"), and its chain where the title has the chain's coin, or the other way round.
 */
export function placedOnce(found: readonly Candidate[]): Candidate[] {
  const all = asPlanned(found);
  const asserted = all.filter(({ isTitle, sure }) => isTitle && sure >= ASSERTED);
  return all.filter((one) => {
    // No text below turns around what its title says.
    const isTurned =
      !one.isTitle &&
      one.update === 0 &&
      asserted.some((title) => isTrouble(title) !== isTrouble(one) && contains(title.service, one.service));
    return (
      !isTurned &&
      !all.some((newer) => newer.update > one.update && isOfSame(newer, one)) &&
      !all.some((whole) => isPartOf(whole, one)) &&
      (one.isAll || !all.some((other) => placesBetter(other, one)))
    );
  });
}

/** A heading without a time, over a body that tells of plans alone, is of these: "Suspension of ETH and ERC20 withdrawals". */
function asPlanned(all: readonly Candidate[]): readonly Candidate[] {
  const below = all.filter(({ isTitle, effect }) => !isTitle && effect !== 'resumed');
  const [plan] = below;
  if (plan === undefined || below.some(({ effect, from }) => effect !== 'scheduled' || from !== plan.from))
    return all;
  return all.map((one) =>
    one.isTitle && one.effect === 'halted' && one.from === null && one.until === null && one.sure < ASSERTED
      ? { ...one, effect: 'scheduled', from: plan.from, until: plan.until, dated: 1 }
      : one,
  );
}

/** The newer of two updates tells how it is now, of the same place or of all that has it. */
function isOfSame(newer: Candidate, one: Candidate): boolean {
  return (
    contains(newer.service, one.service) ||
    isCoinOfChain(newer.service, one.service) ||
    isCoinOfChain(one.service, newer.service)
  );
}

/** "The exchange will be offline. You will not be able to trade": a part of it, unless that has a time of its own. */
function isPartOf(whole: Candidate, one: Candidate): boolean {
  if (depthOf(whole.service) > 1 || depthOf(one.service) < 2 || (whole.isTitle && !one.isTitle)) return false;
  if (whole.effect === 'resumed' || whole.effect === 'degraded')
    return one.effect === whole.effect && one.isTitle === whole.isTitle;
  const isSame =
    (one.from === null || one.from === whole.from) && (one.until === null || one.until === whole.until);
  return isTrouble(one) && (isSame || one.dated < EXACT);
}

function placesBetter(other: Candidate, one: Candidate): boolean {
  if (other.isTitle === one.isTitle || isTrouble(other) !== isTrouble(one)) return false;
  if (other.service === one.service) return false;
  // "HBAR withdrawals" over a body that has them "on the Hedera network" is the coin.
  if (isOnOwnChain(one.service, other.service)) return other.isTitle;
  if (isOnOwnChain(other.service, one.service)) return false;
  // "EUR withdrawals are slow" below "SEPA: withdrawals in EUR are slow".
  if (
    !one.isTitle &&
    (depthOf(one.service) > 2 || one.effect === 'resumed') &&
    contains(one.service, other.service)
  )
    return true;
  // "Wallet maintenance notice" over a body that says of which wallet, and when.
  if (one.isTitle && one.promised && depthOf(one.service) <= 2) return true;
  if (!one.isTitle) return false;
  const isOther = isCoinOfChain(one.service, other.service) || isCoinOfChain(other.service, one.service);
  return contains(one.service, other.service) || (isOther && !one.beside.includes(other.service));
}

// `x/deposits/HBAR/HBAR` beside `x/deposits/HBAR`.
function isOnOwnChain(placed: ServicePath, coin: ServicePath): boolean {
  const { asset, network } = parseService(placed);
  return asset !== undefined && asset === network && placed === `${coin}/${network}`;
}

// `x/deposits/ETH` beside `x/deposits/*/ERC20`.
function isCoinOfChain(coin: ServicePath, chain: ServicePath): boolean {
  const [a, b] = [parseService(coin), parseService(chain)];
  if (a.component !== b.component || a.asset === undefined || a.network !== undefined || b.asset !== ANY)
    return false;
  return chainOf(a.asset) === b.network;
}

/**
 * One reading for each service. What is beats what was, and the later word the earlier; a date
 * beats a heading without one; a halt beats a slowdown.
 */
export function settle(all: readonly Candidate[]): AnnouncementReading[] {
  const winners = new Map<string, Candidate>();
  for (const candidate of all) {
    const standing = winners.get(candidate.service);
    if (standing === undefined || beats(candidate, standing))
      winners.set(candidate.service, withEnd(candidate, standing));
    else winners.set(candidate.service, withEnd(standing, candidate));
  }
  return [...winners.values()].map(
    ({
      background: _background,
      dated: _dated,
      promised: _promised,
      isTitle: _isTitle,
      update: _update,
      isAll: _isAll,
      beside: _beside,
      byLength: _byLength,
      ...reading
    }) => reading,
  );
}

function beats(next: Candidate, standing: Candidate): boolean {
  if (next.background !== standing.background) return standing.background;
  if (isTrouble(next) && isTrouble(standing) && next.promised !== standing.promised) return standing.promised;
  if (next.effect === standing.effect) return next.dated > standing.dated;
  if (isTrouble(next) && isTrouble(standing)) {
    if (next.effect === 'scheduled' && standing.dated === 0)
      return standing.sure < 0.9 || standing.until !== null;
    return next.effect === 'halted' && standing.effect === 'degraded';
  }
  // A plan says nothing of now, so it does not undo a return that is told in the same text.
  return next.effect !== 'scheduled';
}

function isTrouble({ effect }: Candidate): boolean {
  return effect !== 'resumed';
}

/** A halt takes over the beginning and the end that other clauses give it. */
function withEnd(winner: Candidate, other: Candidate | undefined): Candidate {
  if (other === undefined || !isTrouble(winner) || !isTrouble(other)) return winner;
  const from = winner.from ?? (other.effect === winner.effect ? other.from : null);
  // How long works take says nothing of what is closed for them from another time on.
  const isApart = other.byLength && winner.from !== null && winner.from !== other.from;
  const isEnd = other.until !== null && !isApart && (from === null || other.until > from);
  const until = winner.until ?? (isEnd ? other.until : null);
  return {
    ...winner,
    from,
    until,
    sure: other.effect === winner.effect ? Math.max(winner.sure, other.sure) : winner.sure,
  };
}
