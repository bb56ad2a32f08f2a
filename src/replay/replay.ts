import type { Notice } from '#src/domain/incident.ts';
import type { Basis } from '#src/domain/reading.ts';
import { depthOf, exchangeOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import { step } from '#src/engine/step.ts';
import { viewExchange, viewService } from '#src/engine/view/view.ts';
import { createLogger } from '#src/platform/log.ts';
import { createVirtualClock } from '#src/platform/virtual-clock.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { Poller, PolledExchange } from '#src/polling/poller.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import type { ExchangeStates } from '#src/storage/exchange-states.ts';
import { openStore } from '#src/storage/store.ts';

import { keepStates } from './keep-states.ts';
import type { Question } from './resolve-scenario.ts';
import type { Scenario } from './scenario.ts';
import { newsOfSources } from './source-news.ts';
import { createWorld } from './world.ts';

export interface ReplayedExchange extends PolledExchange {
  readonly components?: readonly string[];
}

/** What the operator hears, or would see in the log: of a source that cannot be read, or in words of the program's own. */
export interface OperatorEvent {
  readonly at: number;
  readonly kind: 'unreadable' | 'readable' | 'undocumented' | 'said';
  /** `binance/wallets`, where it is about a source. */
  readonly source?: string;
  readonly message: string;
}

/** What a question was answered: the status of a service as `/status` would show it. */
export interface StatusAnswer {
  readonly at: number;
  readonly question: Question;
  readonly service: ServicePath;
  readonly status: Status;
  readonly basis?: Basis;
  readonly since?: number;
  readonly hit?: number;
  readonly of?: number;
}

/** What came of a scenario, each list in the order of time. */
export interface Played {
  readonly told: readonly Notice[];
  /** Messages told before, as they were brought up to date. */
  readonly refreshed: readonly { readonly at: number; readonly notice: Notice }[];
  readonly operator: readonly OperatorEvent[];
  readonly answers: readonly StatusAnswer[];
}

/** Plays a scenario through the real polling, decoding and engine in virtual time. */
export async function replay(exchanges: readonly ReplayedExchange[], scenario: Scenario): Promise<Played> {
  const clock = createVirtualClock(scenario.start);
  const operator: OperatorEvent[] = [];
  const hear = (event: Omit<OperatorEvent, 'at'>): void => {
    operator.push({ at: clock.now(), ...event });
  };
  const byId = new Map(exchanges.map((exchange) => [exchange.profile.id, exchange]));
  const undocumented = new Set<string>();
  const world = createWorld(
    exchanges.flatMap(({ sources }) => sources),
    scenario.world,
    clock,
    ({ exchange, id }, message) => {
      const source = `${exchange}/${id}`;
      if (undocumented.has(`${source} ${message}`)) return;
      undocumented.add(`${source} ${message}`);
      hear({ kind: 'undocumented', source, message });
    },
    scenario.asked?.map(({ service }) => service),
  );
  const store = openStore('memory:', { report: () => {} });
  const newsOf = newsOfSources();
  const told = new Map<string, Notice>();
  const refreshed: { at: number; notice: Notice }[] = [];

  const watch = (states: Pick<ExchangeStates, 'get' | 'set'>): Poller => {
    const poller = createPoller({
      exchanges: exchanges.map((exchange) => ({
        ...exchange,
        sources: world.sources.filter((source) => source.exchange === exchange.profile.id),
      })),
      ownNetwork: exchanges[0]?.policy.ownNetwork ?? { share: 1, minHosts: 2 },
      step: (state, observations, context) => {
        const stepped = step(state, observations, context);
        for (const news of newsOf(state, stepped.state, observations)) hear(news);
        return stepped;
      },
      clock,
      scheduler: createScheduler({ clock }),
      fetch: world.fetch,
      states,
      archive: (_, incident) => store.incidents.writeOf(incident.id, incident),
      onOutbox: (id, items) => {
        for (const { kind, notice } of items) {
          if (kind === 'notice') {
            // What has the same id is the same alert, and is sent once.
            if (!told.has(notice.id)) told.set(notice.id, notice);
          } else refreshed.push({ at: clock.now(), notice });
        }
        void poller.clearOutbox(id, items);
      },
      onOperator: (message) => {
        // What is said of a source is heard at once, not only when it has lasted.
        if (!/, source "[^"]+", can/.test(message)) hear({ kind: 'said', message });
      },
      log: createLogger('silent'),
    });
    return poller;
  };

  const answers: StatusAnswer[] = [];
  const questions = (scenario.asked ?? []).toSorted((a, b) => a.at - b.at);
  for (const { from, until } of awake(scenario)) {
    await clock.runUntil(from);
    const states = keepStates(store.exchanges);
    const poller = watch(states);
    await poller.start();
    for (const question of questions.filter(({ at }) => at > from && at <= until)) {
      await clock.runUntil(question.at);
      answers.push(answerTo(question, poller, byId, clock.now()));
    }
    await clock.runUntil(until);
    const stopped = poller.stop();
    await clock.runUntil(until);
    await stopped;
    await states.flush();
  }
  await store.close();
  return { told: [...told.values()], refreshed, operator, answers };
}

function answerTo(
  question: Question,
  poller: Poller,
  exchanges: ReadonlyMap<string, ReplayedExchange>,
  now: number,
): StatusAnswer {
  const { at, service } = question;
  const id = exchangeOf(service);
  const exchange = exchanges.get(id);
  if (exchange === undefined) throw new RangeError(`The exchange "${id}" is not part of the scenario.`);
  const { profile, policy, components = [] } = exchange;
  const context = { now, policy, profile };
  const state = poller.state(id);
  const { status, basis, since, parts } = viewService(state, service, context);
  if (depthOf(service) > 1) {
    return {
      at,
      question,
      service,
      status,
      basis,
      ...(since > 0 && { since }),
      ...(parts && { hit: parts.hit, of: parts.of }),
    };
  }
  // Of a whole exchange people ask whether anything is wrong there.
  return { at, question, service, status: viewExchange(state, { ...context, components }).status };
}

/** The times between those in which the bot is off. */
function awake({ start, end, off = [] }: Scenario): { from: number; until: number }[] {
  const spans: { from: number; until: number }[] = [];
  let from = start;
  for (const pause of off.toSorted((a, b) => a.from - b.from)) {
    if (pause.from > from) spans.push({ from, until: pause.from });
    from = Math.max(from, pause.until);
  }
  if (from < end) spans.push({ from, until: end });
  return spans;
}
