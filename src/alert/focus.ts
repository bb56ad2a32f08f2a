import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice, NoticePart } from '#src/domain/incident.ts';
import { touches } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';
import { contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath, Services } from '#src/domain/service.ts';
import { isTrouble, worstOf } from '#src/domain/status.ts';

import { statusOf } from './state.ts';

/**
 * A notice in the terms of what somebody follows: of several services that fell together, only those. Who follows one
 * that is back, while others are not, is told of a recovery. A notice that says nothing of what is followed stays whole.
 */
export function focusOn(notice: Notice, focus: readonly Selector[]): Notice {
  if (focus.length === 0) return notice;
  const coins = membersIn(notice, focus);
  const isFollowed = (service: ServicePath): boolean => focus.some((selector) => touches(selector, service));
  const [first, ...others] = coins ?? notice.services.filter(isFollowed);
  if (first === undefined) return notice;
  const services: Services = [first, ...others];
  const parts = (notice.parts ?? []).filter(({ service }) => services.includes(service));
  const isAll = coins === undefined && services.length === notice.services.length;
  if (isAll && parts.every(isAsTheWhole(notice))) return notice;
  const { extent, members: _members, back, parts: _parts, ...rest } = notice;
  const keepsExtent = extent !== undefined && services.includes(notice.services[0]) && coins === undefined;
  const keptBack = back?.filter((service) => services.some((one) => contains(one, service)));
  return {
    ...rest,
    services,
    ...(parts.length > 0 && { parts }),
    ...(coins !== undefined && { status: statusOf(notice) }),
    ...newsOf(notice, parts),
    ...(keepsExtent && { extent }),
    ...(keptBack !== undefined && keptBack.length > 0 && { back: keptBack }),
    evidence: notice.evidence
      .filter((piece) => isAbout(piece, services, notice))
      .map((piece) => (coins === undefined ? piece : inTermsOf(first, piece, services, notice))),
    stillWorking: notice.stillWorking.filter(
      (component) => !services.some((service) => parseService(service).component === component),
    ),
  };
}

const isAsTheWhole =
  ({ status, previous }: Notice) =>
  (part: NoticePart): boolean =>
    part.status === status && part.previous === previous;

/** The coins of a group that are followed by name; `undefined` where that is none of them, or all. */
function membersIn({ members }: Notice, focus: readonly Selector[]): readonly ServicePath[] | undefined {
  if (members === undefined) return undefined;
  const followed = members.filter((member) =>
    focus.some((selector) => depthOf(selector) > 2 && touches(selector, member)),
  );
  const followsWhole = focus.some(
    (selector) => depthOf(selector) <= 2 && members.some((one) => touches(selector, one)),
  );
  return followsWhole || followed.length === 0 || followed.length === members.length ? undefined : followed;
}

/** What kind of news it is for these parts alone. */
function newsOf(
  notice: Notice,
  parts: readonly NoticePart[],
): Partial<
  Pick<Notice, 'kind' | 'status' | 'previous' | 'since' | 'durationMs' | 'endedAtLatest' | 'downAt'>
> {
  if (parts.length === 0) return {};
  const status = worstOf(parts.map((part) => part.status));
  const previous = worstOf(parts.map((part) => part.previous));
  const since = Math.min(...parts.map((part) => part.since));
  if (isTrouble(previous) && !isTrouble(status) && status === 'operational') {
    const durationMs = Math.max(...parts.map((part) => part.durationMs ?? 0));
    const unseen = parts.flatMap(({ downAt }) => downAt ?? []);
    return {
      kind: 'resolved',
      status,
      previous,
      since,
      ...(durationMs > 0 && { durationMs }),
      ...(unseen.length === parts.length && { endedAtLatest: true as const, downAt: Math.min(...unseen) }),
    };
  }
  if (!isTrouble(previous) && isTrouble(status) && (notice.kind === 'changed' || notice.kind === 'opened'))
    return { kind: 'opened', status, previous, since };
  return { status, previous, since };
}

/** A list that shows one coin of a group to be off shows it of each: it is told of the one that is followed. */
function inTermsOf(
  coin: ServicePath,
  piece: Evidence,
  services: Services,
  { members = [] }: Notice,
): Evidence {
  const isOfOther = members.includes(piece.service) && !services.includes(piece.service);
  return isOfOther && piece.quote === undefined ? { ...piece, service: coin } : piece;
}

function isAbout(piece: Evidence, services: readonly ServicePath[], notice: Notice): boolean {
  // What was said of one of the others says nothing of these; what was said of all of them does.
  const isOfOthers = notice.services.includes(piece.service) && !services.includes(piece.service);
  return !isOfOthers || piece.quote !== undefined;
}
