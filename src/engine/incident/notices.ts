import type {
  Incident,
  IncidentPart,
  Notice,
  NoticeKind,
  NoticePart,
  OutboxItem,
} from '#src/domain/incident.ts';
import { contains, isComponent, parseService } from '#src/domain/service.ts';
import type { Component, ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { ageOf, clampToNow } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { keyOfRegions } from '#src/engine/claims/voice.ts';
import { isKnownBelow } from './joined.ts';
import type { IncidentNews } from './news.ts';
import { namedParts } from './sum-parts.ts';

type IncidentKind = Extract<NoticeKind, 'opened' | 'changed' | 'reopened' | 'resolved' | 'flapping'>;

/** An incident after a decision, and what of it goes out. */
export interface Recorded {
  readonly incident: Incident;
  readonly item?: OutboxItem;
}

/** Enough to see what happened; a storm of flaps does not make a record grow without end. */
const TIMELINE_LIMIT = 50;

/** Notes a decision on the incident's timeline and makes the notice, or the refresh of an earlier one. */
export function record(news: IncidentNews, incident: Incident, before: Incident, scene: Scene): Recorded {
  if (news.kind === 'quiet') return { incident };
  if (news.kind === 'refresh') {
    if (!incident.told) return { incident };
    const kind = incident.flapping
      ? 'flapping'
      : isTrouble(incident.status)
        ? lastKind(incident)
        : 'resolved';
    return { incident, item: { kind: 'refresh', notice: noticeOf({ kind, news, incident, before }, scene) } };
  }
  if (!incident.told && news.kind !== 'opened') return { incident };
  const told: Incident = { ...incident, told: true, notices: incident.notices + 1 };
  const entry = {
    at: scene.context.now,
    kind: news.kind,
    status: told.status,
    ...(news.kind === 'changed' && { change: news.change }),
    ...(told.rule !== undefined && { rule: told.rule }),
  };
  return {
    incident: { ...told, timeline: [...told.timeline, entry].slice(-TIMELINE_LIMIT) },
    item: { kind: 'notice', notice: noticeOf({ kind: news.kind, news, incident: told, before }, scene) },
  };
}

function lastKind({ timeline }: Incident): IncidentKind {
  const kind = timeline.at(-1)?.kind;
  return kind === 'changed' || kind === 'reopened' || kind === 'resolved' || kind === 'flapping'
    ? kind
    : 'opened';
}

interface ToTell {
  readonly kind: IncidentKind;
  readonly news: IncidentNews;
  readonly incident: Incident;
  readonly before: Incident;
}

function noticeOf({ kind, news, incident, before }: ToTell, scene: Scene): Notice {
  const { now, profile } = scene.context;
  const { accounts, basis, eta, evidence, extent, members, regions, rule, services, status } = incident;
  const isOver = kind === 'resolved';
  const began = before.status === 'operational' ? incident.since : downSince(before);
  const endOf = news.kind === 'refresh' ? lastBack : endOfAll;
  const durationMs = ageOf(began, isOver ? endOf(incident, began, scene) : now);
  const change = news.kind === 'changed' ? news.change : undefined;
  const back = news.kind === 'changed' ? news.back : undefined;
  const workedAt = incident.sinceKnown || kind !== 'opened' ? undefined : incident.since;
  const parts = namedParts(incident.parts).map((part) => noticePart(part, before, scene));
  const joined = news.kind === 'refresh' ? joinedSince(before, incident) : [];
  const downAt = isOver ? endedUnseen(parts) : undefined;
  return {
    id: `${incident.id}#${incident.notices}`,
    kind,
    ...(change !== undefined && { change }),
    at: now,
    services,
    parts,
    ...(joined.length > 0 && { joined }),
    ...(back !== undefined && back.length > 0 && { back }),
    ...(members !== undefined && { members }),
    exchangeName: profile.name,
    status,
    previous: before.status,
    basis,
    unconfirmed: incident.unconfirmed,
    disputed: incident.disputed === true,
    ...(rule !== undefined && { rule }),
    incident: incident.id,
    since: clampToNow(kind === 'reopened' ? incident.phaseSince : incident.since, now),
    sinceKnown: incident.sinceKnown,
    ...(workedAt !== undefined && { workedAt }),
    ...(downAt !== undefined && { endedAtLatest: true as const, downAt }),
    downs: incident.downs,
    ...(isOver && { durationMs }),
    ...(incident.lapsed === true && { lapsed: true as const }),
    ...(incident.leftBehind === true && kind !== 'opened' && { leftBehind: true as const }),
    ...(!isTrouble(before.status) && kind !== 'opened' && { upMs: ageOf(before.phaseSince, now) }),
    evidence,
    ...(extent !== undefined && { extent }),
    stillWorking: isOver ? [] : stillWorking(incident, scene),
    ...(eta !== undefined && !isOver && { eta }),
    ...(change === 'eta_moved' && before.eta !== undefined && { previousEta: before.eta }),
    ...(regions !== undefined && { regions }),
    ...(accounts !== undefined && { accounts }),
  };
}

function noticePart(part: IncidentPart, before: Incident, scene: Scene): NoticePart {
  const { service, since, status } = part;
  const known = before.parts.find((one) => one.service === service);
  // What a wider part was told in place of is told anew.
  const previous = known === undefined || known.absorbed === 'here' ? 'operational' : known.status;
  if (!isTrouble(previous) || isTrouble(status)) return { service, status, previous, since };
  const downAt = downAtOf(part, keyOfRegions(before.regions), scene);
  const durationMs = ageOf(since, scene.context.now);
  return { service, status, previous, since, durationMs, ...(downAt !== undefined && { downAt }) };
}

/** Services, and coins of groups, that fell since then. What is the same by a wider name fell before. */
function joinedSince(before: Incident, after: Incident): ServicePath[] {
  const named = ({ parts }: Incident): ServicePath[] =>
    parts.flatMap(({ absorbed, members, service, status }) =>
      absorbed === undefined && isTrouble(status) ? (members ?? [service]) : [],
    );
  const known = new Set([...before.services, ...(before.members ?? [])]);
  return named(after).filter((service) => !known.has(service) && !isKnownBelow(service, before));
}

/** When the last of what is back came back, where its end was told before. */
function lastBack({ parts }: Incident, _began: number, { context }: Scene): number {
  return Math.max(...parts.map(({ backAt = context.now }) => backAt));
}

/** When it was over: now, or when the exchange said so of all of it, which is read later where nobody was there. */
function endOfAll({ parts, regions }: Incident, began: number, { context, verdict }: Scene): number {
  const ends = parts.flatMap(({ members, service }) =>
    (members ?? [service]).map((one) => {
      const { evidence, since, status } = verdict(one, keyOfRegions(regions));
      const isStated = evidence[0]?.statedAt !== undefined && evidence[0].since === since;
      return status === 'operational' && isStated ? since : context.now;
    }),
  );
  const at = Math.max(...ends);
  return at > began && at < context.now - context.policy.togetherMs ? at : context.now;
}

/** When the trouble that ends now began: the first time for the first, its return for a later one. */
function downSince({ downs, since, phaseSince, timeline }: Incident): number {
  // Its falls are counted anew once it has stopped switching.
  const hasFallenAgain = downs > 1 || timeline.some(({ change }) => change === 'steady');
  return hasFallenAgain ? phaseSince : since;
}

/** Of an end that nobody saw: when the last of it was last seen to be down. */
function downAtOf({ members, service }: IncidentPart, regionsKey: string, scene: Scene): number | undefined {
  const verdicts = (members ?? [service]).map((one) => scene.verdict(one, regionsKey));
  const gaps = verdicts.flatMap(({ downAt }) => downAt ?? []);
  const downAt = Math.min(...gaps);
  const isSeen = verdicts.some((one) => one.downAt === undefined && one.since > downAt);
  return gaps.length === 0 || isSeen ? undefined : downAt;
}

/** When all that is back now was last seen to be down; nothing where the end of any of it was seen. */
function endedUnseen(parts: readonly NoticePart[]): number | undefined {
  const back = parts.filter(({ previous, status }) => isTrouble(previous) && !isTrouble(status));
  const gaps = back.flatMap(({ downAt }) => downAt ?? []);
  return gaps.length === 0 || gaps.length < back.length ? undefined : Math.min(...gaps);
}

/** The components that are known to work while these do not, judged as a whole or by their parts. */
function stillWorking({ services }: Incident, { look, verdict }: Scene): Component[] {
  const working = new Set<ServicePath>();
  for (const { claims, source } of look.voices('')) {
    if (!look.isFresh(source)) continue;
    for (const component of digestOf(claims).working) working.add(component);
  }
  return [...working]
    .filter((component) => !services.some((one) => contains(component, one) || contains(one, component)))
    .filter((component) => !isTrouble(verdict(component).status))
    .map((component) => parseService(component).component ?? '')
    .filter(isComponent)
    .toSorted();
}
