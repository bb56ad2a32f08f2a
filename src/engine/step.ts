import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';

import { observe } from './claims/observe.ts';
import type { StepContext } from './context.ts';
import { digestOf } from './claims/digest.ts';
import { stepEndings } from './endings/endings.ts';
import { stepIncidents } from './incident/incidents.ts';
import { inferFromFlags, settleStatements } from './inference/infer.ts';
import { besideIncidents } from './maintenance/beside-incidents.ts';
import { stepMaintenances } from './maintenance/maintenance.ts';
import { sceneOf } from './scene/scene.ts';
import { sourceOfVoice } from './claims/voice.ts';

export interface StepResult {
  /** With the new notices at the end of its outbox. */
  readonly state: ExchangeState;
  /** Incidents that are over for good, to be archived. */
  readonly closed: readonly Incident[];
  /** Sources that said something suspicious, and how soon to read them again. */
  readonly rereads: readonly Reread[];
}

export interface Reread {
  readonly source: string;
  readonly afterMs: number;
}

/**
 * The engine: one exchange, what was observed of it, and the time, to what is known now and what is worth telling.
 * It is pure. An empty list of observations lets time alone pass. Claims come first, then the scene that follows from
 * them, then what ends for good, maintenances and incidents, each of which looks at those before it.
 */
export function step(
  before: ExchangeState,
  observations: readonly Observation[],
  context: StepContext,
): StepResult {
  let state = before;
  for (const observation of observations) state = observe(state, observation, context);
  state = inferFromFlags(state, before, context);
  state = settleStatements(state, before, context);
  const scene = sceneOf(state, context);
  const ending = stepEndings(before, scene, observations);
  const maintained = stepMaintenances(before, scene, observations);
  const { incidents, closed, outbox } = stepIncidents(scene, maintained.maintenances, ending.endings);
  const news = [...ending.outbox, ...besideIncidents(maintained.outbox, outbox), ...outbox];
  const next: ExchangeState = {
    ...state,
    endings: ending.endings,
    maintenances: maintained.maintenances,
    incidents,
    updatedAt: context.now,
    outbox: news.length === 0 ? state.outbox : [...state.outbox, ...news],
  };
  return { state: next, closed, rereads: planRereads(next, context) };
}

/** The sources with an unconfirmed change, each with the pause that its next try deserves. */
function planRereads(state: ExchangeState, { policy }: StepContext): Reread[] {
  const rereads = new Map<string, Reread>();
  for (const [voice, claims] of Object.entries(state.claims)) {
    const { fewestDoubts } = digestOf(claims);
    if (fewestDoubts === Number.POSITIVE_INFINITY) continue;
    const afterMs = policy.rereadMs[Math.min(fewestDoubts, policy.rereadMs.length) - 1];
    const source = sourceOfVoice(voice);
    const known = rereads.get(source);
    if (afterMs !== undefined && (known === undefined || afterMs < known.afterMs))
      rereads.set(source, { source, afterMs });
  }
  return [...rereads.values()];
}
