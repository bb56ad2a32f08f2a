import { hash } from 'node:crypto';

import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, IncidentPart, Notice, OutboxItem } from '#src/domain/incident.ts';
import { contains } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';
import { surroundingsOf } from '#src/engine/incident/surroundings.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { testPolicy, testProfile } from '#test/support/engine-bench.ts';

import { WELL, live, saysItWorks, sceneryOf } from './worlds.ts';
import type { Moment, Scenery } from './worlds.ts';

/** What came of a world, and what in it should not have been. */
interface Findings {
  readonly notices: readonly Notice[];
  readonly outbox: readonly OutboxItem[];
  /** Incidents that were closed without a word, as nothing was known of them any more. */
  readonly lapsed: ReadonlySet<string>;
  readonly toldBackWhileDown: readonly Notice[];
  readonly ofNoneOrSeveral: readonly string[];
  readonly backWithoutReading: readonly string[];
  readonly stillDown: readonly Incident[];
}

function findingsOf(moments: readonly Moment[]): Findings {
  const toldBackWhileDown: Notice[] = [];
  const ofNoneOrSeveral: string[] = [];
  const backWithoutReading: string[] = [];
  let seen = 0;
  let before = sceneryOf(WELL);
  const bench = live(moments, {
    afterEach: (running, now) => {
      const state = running.state();
      const context = { now: running.now(), policy: testPolicy, profile: testProfile };
      const scene = sceneOf(state, context);
      const { all, top: every } = scene.troubles();
      const { top } = surroundingsOf(scene, state.maintenances, state.endings);
      const planned = new Set(every.filter((one) => !top.includes(one)).map(({ service }) => service));
      const news = running.notices().slice(seen);
      toldBackWhileDown.push(
        ...news.filter(({ kind, members, services: [service] }) => {
          return kind === 'resolved' && members === undefined && all.has(service) && !planned.has(service);
        }),
      );
      ofNoneOrSeveral.push(...top.flatMap((verdict) => withoutOneOwner(verdict, state)));
      backWithoutReading.push(...news.flatMap((notice) => unfoundedIn(notice, now, before)));
      seen += news.length;
      before = now;
    },
  });
  const stillDown = bench.state().incidents.filter(({ status }) => status !== 'operational');
  const [notices, outbox] = [bench.notices(), bench.outbox()];
  const lapsed = new Set(bench.closed().flatMap((one) => (one.lapsed === true ? [one.id] : [])));
  return { notices, outbox, lapsed, toldBackWhileDown, ofNoneOrSeveral, backWithoutReading, stillDown };
}

function withoutOneOwner(verdict: Verdict, state: ExchangeState): string[] {
  const owners = ownersOf(verdict, state);
  const isPartOfUnseen = state.incidents.some(
    ({ lastHeardAt, services }) =>
      lastHeardAt !== undefined && services.some((one) => contains(one, verdict.service)),
  );
  const isRight = owners.length === 1 || (owners.length === 0 && isPartOfUnseen);
  return isRight ? [] : [`${verdict.service}: ${owners.join(' ')}`];
}

/** What a recovery tells that no reading said, neither now nor at the poll before. */
function unfoundedIn(
  { evidence, id, kind, members, parts = [] }: Notice,
  now: Scenery,
  before: Scenery,
): string[] {
  if (kind !== 'resolved') return [];
  const isNamed = evidence.length > 0 && evidence.every(({ status }) => status === 'operational');
  const unsaid = parts.filter(
    ({ previous, service, status }) =>
      members === undefined &&
      isTrouble(previous) &&
      !isTrouble(status) &&
      !saysItWorks(service, now) &&
      !saysItWorks(service, before),
  );
  return [
    ...(isNamed ? [] : [`${id} names ${JSON.stringify(evidence)}`]),
    ...unsaid.map(({ service }) => `${id} ${service}`),
  ];
}

const known = new Map<string, Findings>();
const MOST_KNOWN = 1000;

/** Properties draw the same worlds, by the same seed: each is lived through once for all that only look on. */
export function lived(moments: readonly Moment[]): Findings {
  const key = hash('sha1', JSON.stringify(moments));
  const found = known.get(key) ?? findingsOf(moments);
  if (known.size < MOST_KNOWN) known.set(key, found);
  return found;
}

/** The incidents that a trouble is of, now. Coins that are told under their component's name are not the component. */
function ownersOf({ service }: Verdict, { incidents }: ExchangeState): string[] {
  const having = (isOf: (part: IncidentPart) => boolean): string[] =>
    incidents
      .filter(
        ({ absorbed, parts }) =>
          absorbed !== true &&
          parts.some((part) => part.absorbed === undefined && isTrouble(part.status) && isOf(part)),
      )
      .map(({ id }) => id);
  const owners = having(({ members, service: own }) => members?.includes(service) ?? own === service);
  return owners.length > 0 ? owners : having((part) => part.service === service);
}
