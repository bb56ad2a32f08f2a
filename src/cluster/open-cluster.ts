import { createElections } from '#src/polling/elections.ts';
import type { Elections, ElectionsDeps } from '#src/polling/elections.ts';
import type { Channel } from '#src/delivery/channel.ts';
import type { Allowance } from '#src/delivery/allowance.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { StoreServer } from '#src/storage/store.ts';

import { createChanges } from './changes.ts';
import type { Changes, ChangesDeps } from './changes.ts';
import { createClusterQueue } from './cluster-queue.ts';
import type { ClusterQueue, ClusterQueueDeps } from './cluster-queue.ts';
import { createCompany } from './company.ts';
import type { Company } from './company.ts';
import { createLaneJobs } from './lane-jobs.ts';
import { createRunCoordinator } from './run-coordinator.ts';
import { createSharedPace } from './shared-pace.ts';
import { createSharedTally } from './shared-tally.ts';
import { createVantages } from './vantages.ts';
import type { Vantages, VantagesDeps } from './vantages.ts';

/** What a process has with the others that share a store with it. */
export interface Cluster {
  elections(deps: Pick<ElectionsDeps, 'names' | 'onElected' | 'onLost'>): Elections;
  /** Resolves when a connection to Discord of that bucket may identify: one does every five seconds, of all processes. */
  identifySlot: (bucket: number) => Promise<void>;
  /** Counts what all processes together may do so often in a time. */
  readonly tally: Allowance;
  vantages(deps: Pick<VantagesDeps, 'own' | 'look'>): Vantages;
  /** The processes that can do what the name says. */
  company(name: string): Company;
  changes(deps: Pick<ChangesDeps, 'on' | 'onGap'>): Changes;
  queue(deps: Omit<ClusterQueueDeps, 'jobs' | 'paceOf'>): ClusterQueue;
}

export interface ClusterDeps {
  readonly server: StoreServer;
  readonly clock: Clock;
  readonly log: Logger;
}

export function openCluster({ server, clock, log }: ClusterDeps): Cluster {
  const { connection, origin, prefix } = server;
  const coordinator = createRunCoordinator(connection, { prefix, process: origin });
  const paceOf = ({ id, traits }: Channel): ReturnType<typeof createSharedPace> | undefined =>
    traits?.perSecond === undefined
      ? undefined
      : createSharedPace({ connection, key: `${prefix}@pace:${id}`, perSecond: traits.perSecond, clock });
  const identifying = new Map<number, ReturnType<typeof createSharedPace>>();
  return {
    async identifySlot(bucket) {
      const pace =
        identifying.get(bucket) ??
        createSharedPace({ connection, key: `${prefix}@identify:${bucket}`, perSecond: 1 / 5, clock });
      identifying.set(bucket, pace);
      await pace.slot(0);
    },
    tally: createSharedTally(connection, prefix),
    elections: (deps) => createElections({ ...deps, coordinator, clock, log }),
    vantages: (deps) => createVantages({ ...deps, connection, prefix, clock, log }),
    company: (name) => createCompany(connection, { key: `${prefix}@company:${name}`, process: origin }),
    changes: (deps) => createChanges({ ...deps, connection, prefix, origin, log }),
    queue: (deps) =>
      createClusterQueue({
        ...deps,
        paceOf,
        jobs: createLaneJobs({ connection, prefix, log }),
      }),
  };
}
