import type { LaneJobs, Worked } from '#src/cluster/lane-jobs.ts';
import type { Nudge } from '#src/cluster/lane-nudges.ts';
import type { LaneName } from '#src/cluster/lane-name.ts';
import type { Clock } from '#src/platform/clock.ts';

interface Job {
  readonly lane: LaneName;
  urgency: number;
  nudge: Nudge;
  state: 'waiting' | 'active' | 'delayed';
  cancel: () => void;
  /** It was added again while it was active. */
  next?: { readonly urgency: number; readonly nudge: Nudge } | undefined;
  /** Whose it is while it is active. */
  worker?: object | undefined;
}

type Task = (lane: LaneName, nudge: Nudge) => Promise<Worked>;

export interface MemoryLaneJobs {
  /** As one process has it. */
  open(): LaneJobs;
  /** What waits for its time waits for ever: the clock of whoever had it wait was years ahead. */
  park(): void;
}

/** What BullMQ does for lanes, in memory and by a test's clock. It outlives the processes that work on them. */
export function memoryLaneJobs(clock: Clock, atOnce = 100): MemoryLaneJobs {
  const jobs = new Map<string, Job>();
  const workers = new Map<object, Task>();
  const keyOf = ({ channel, address }: LaneName): string => `${channel}/${address}`;

  function pump(): void {
    for (const [worker, task] of workers) {
      const active = [...jobs.values()].filter((job) => job.worker === worker).length;
      const waiting = [...jobs.values()]
        .filter(({ state }) => state === 'waiting')
        .toSorted((a, b) => a.urgency - b.urgency);
      for (const job of waiting.slice(0, Math.max(0, atOnce - active))) {
        job.state = 'active';
        job.worker = worker;
        void run(job, worker, task);
      }
    }
  }

  async function run(job: Job, worker: object, task: Task): Promise<void> {
    const worked = await task(job.lane, job.nudge).catch((): Worked => ({ kind: 'waits', forMs: 0 }));
    // Another one has it by now, because this one was taken for dead.
    if (job.worker !== worker) return;
    job.worker = undefined;
    job.nudge = {};
    if (worked.kind === 'waits') {
      job.state = 'delayed';
      job.cancel = clock.setTimer(Math.max(1, worked.forMs), () => wake(job));
    } else if (job.next === undefined) jobs.delete(keyOf(job.lane));
    else {
      Object.assign(job, job.next, { next: undefined });
      job.state = 'waiting';
    }
    pump();
  }

  function wake(job: Job): void {
    job.cancel();
    job.state = 'waiting';
    pump();
  }

  function open(): LaneJobs {
    const self = {};
    return {
      async add(lanes, urgency, nudge = {}) {
        for (const lane of lanes) {
          const known = jobs.get(keyOf(lane));
          if (known === undefined) {
            jobs.set(keyOf(lane), { lane, urgency, nudge, state: 'waiting', cancel: () => {} });
          } else if (known.state === 'active') known.next = { urgency, nudge };
          else if (known.state === 'delayed') {
            Object.assign(known, { urgency, nudge });
            wake(known);
          }
        }
        pump();
      },
      underWay: async () => [...jobs.values()].filter(({ state }) => state !== 'delayed').length,
      work(task) {
        // Whoever worked before has died.
        for (const job of jobs.values())
          if (job.worker !== undefined) Object.assign(job, { worker: undefined, state: 'waiting' });
        workers.clear();
        workers.set(self, task);
        pump();
      },
      async stop() {
        workers.delete(self);
      },
    };
  }

  return {
    open,
    park() {
      for (const job of jobs.values()) if (job.state === 'delayed') job.cancel();
    },
  };
}
