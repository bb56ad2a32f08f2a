import { partsOfComponent } from '#src/domain/components.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { EndingPlan, ServiceEnding } from '#src/domain/ending.ts';
import type { Notice, OutboxItem } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { isSameValue } from '#src/domain/same-value.ts';
import { contains, parseService } from '#src/domain/service.ts';
import type { Services } from '#src/domain/service.ts';

import { DAY_MS } from '#src/domain/time.ts';
import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { venueOf } from '#src/engine/scene/evidence.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { isOfSameRegions, voiceOf } from '#src/engine/claims/voice.ts';

/** After the last of its dates, or its first word where it names none, an end is remembered for so long. */
const REMEMBERED_MS = 90 * DAY_MS;

export interface EndingStep {
  readonly endings: readonly EndingPlan[];
  readonly outbox: readonly OutboxItem[];
}

/**
 * What is given up for good: told once, to those who follow it, and remembered so that its closing is no outage. An
 * end that is first read together with all other old posts is known and not told.
 */
export function stepEndings(
  before: ExchangeState,
  { context, state }: Scene,
  observations: readonly Observation[],
): EndingStep {
  let endings = state.endings;
  const outbox: OutboxItem[] = [];
  for (const observation of observations) {
    if (observation.kind !== 'ok') continue;
    const { source } = observation;
    const isNews = (before.sources[source]?.okAt ?? 0) > 0;
    for (const plan of plansIn(source, observation.readings, context)) {
      const known = endings.find((one) => one.id === plan.id || isSameEnd(one, plan));
      if (known !== undefined) {
        if (known.id === plan.id)
          endings = endings.map((one) => (one === known ? heardAgain(one, plan) : one));
        continue;
      }
      const isTold = isNews && !isOver(plan, context) && !isOfPairs(plan);
      const told: EndingPlan = isTold ? { ...plan, notices: 1 } : plan;
      endings = [...endings, told];
      if (told.notices > 0) outbox.push({ kind: 'notice', notice: noticeOf(told, context) });
    }
  }
  const kept = endings.filter((one) => ageOf(lastOf(one), context.now) < REMEMBERED_MS);
  return { endings: kept.length === endings.length ? endings : kept, outbox };
}

function plansIn(source: string, readings: readonly Reading[], { now, profile }: StepContext): EndingPlan[] {
  const ends = readings.filter(({ ending }) => ending !== undefined);
  const byPost = Map.groupBy(ends, ({ ending, regions }) => voiceOf(ending?.id ?? '', regions));
  return [...byPost].map(([id, said]) => {
    const [first] = said;
    const services = said.map(({ ending, service }): ServiceEnding => ({ service, at: ending?.at ?? null }));
    const { link, regions } = first ?? {};
    return {
      id: `${profile.id}-${source}-${id}`,
      source,
      services: services.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.service < b.service ? -1 : 1)),
      title: first?.ending?.title ?? '',
      ...(link !== undefined && { link }),
      firstSeenAt: now,
      ...(regions !== undefined && regions.length > 0 && { regions }),
      notices: 0,
    };
  });
}

/** Two posts, such as a reminder, that tell of the same end. */
function isSameEnd(one: EndingPlan, other: EndingPlan): boolean {
  return (
    isOfSameRegions(one, other) &&
    other.services.every(({ service, at }) =>
      one.services.some((known) => contains(known.service, service) && (at === null || known.at === at)),
    )
  );
}

function heardAgain(one: EndingPlan, again: EndingPlan): EndingPlan {
  return isSameValue(one.services, again.services) ? one : { ...one, services: again.services };
}

/** Pairs come and go all the time: that they end is no news, and closes nothing else. */
function isOfPairs({ services }: EndingPlan): boolean {
  return services.every(({ service }) => {
    const { component = '', network } = parseService(service);
    return partsOfComponent(component) === 'pairs' && network !== undefined;
  });
}

function lastOf({ firstSeenAt, services }: EndingPlan): number {
  return Math.max(firstSeenAt, ...services.map(({ at }) => at ?? 0));
}

function isOver({ services }: EndingPlan, { now }: StepContext): boolean {
  return services.every(({ at }) => at !== null && at < now);
}

function noticeOf(plan: EndingPlan, { now, profile }: StepContext): Notice {
  const { id, link, regions, services, source, title } = plan;
  const [first = profile.id, ...others] = services.map(({ service }) => service);
  const all: Services = [first, ...others];
  const since = services.find(({ at }) => at !== null)?.at ?? now;
  return {
    id: `${id}#${plan.notices}`,
    kind: 'ending_scheduled',
    at: now,
    services: all,
    exchangeName: profile.name,
    status: 'operational',
    previous: 'operational',
    basis: 'official',
    unconfirmed: false,
    disputed: false,
    rule: 'ends_for_good',
    incident: id,
    since,
    sinceKnown: true,
    evidence: [
      {
        source,
        venue: venueOf(source, profile),
        service: first,
        basis: 'official',
        status: 'operational',
        since,
        ...(link !== undefined && { link }),
        ...(title.trim() !== '' && { quote: title }),
      },
    ],
    stillWorking: [],
    endings: services,
    ...(regions !== undefined && { regions }),
  };
}
