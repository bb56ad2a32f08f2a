import { createClusterQueue } from '#src/cluster/cluster-queue.ts';
import type { ClusterQueue } from '#src/cluster/cluster-queue.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueue, DeliveryQueueDeps } from '#src/delivery/queue.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import type { DeliveryKind, Telling } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Closed } from '#src/domain/closed.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { fakeDiscord } from '#test/delivery/fake-discord.ts';
import { memoryLaneJobs } from '#test/delivery/memory-lane-jobs.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

interface TellingChanges {
  readonly kind?: DeliveryKind;
  readonly address?: string;
  readonly guildId?: string;
}

/** A notice, or a refresh of one, on its way to an address. */
export function aTelling(
  notice: Notice,
  { kind = 'notice', address = 'a', guildId = 'guild' }: TellingChanges = {},
): Telling {
  const target = { channel: 'discord', address, mentions: [] };
  const [telling] = tellingsOf({ kind, notice }, [{ guildId, target, subscriptionIds: [] }], noon);
  // One record for each address, as for one of many.
  if (telling === undefined) throw new Error('There is no telling.');
  return { ...telling, id: `${telling.id}@${address}` };
}

interface SetUp {
  readonly atOnce?: number;
  readonly storeCall?: (call: string) => void;
}

const SWEEP_EVERY_MS = 5_000;

/** A queue over a store and a Discord that outlive it: of one process, or of many. */
export function setUpQueue(options: SetUp = {}, kind: 'one' | 'many' = 'one') {
  const clock = createFakeClock(noon);
  const discord = fakeDiscord(clock);
  const { log, lines } = fakeLog();
  const store = memoryStore(options.storeCall);
  const paused: string[] = [];
  const resumed: string[] = [];
  /** As the settings of guilds have it. */
  const pausedNow = new Map<string, Map<string, Closed>>();
  const jobs = memoryLaneJobs(clock);
  let cancelSweep = (): void => {};

  function pause(guildId: string, address: string, reason: Closed): void {
    pausedNow.set(guildId, new Map([...(pausedNow.get(guildId) ?? []), [address, reason]]));
  }

  function newQueue(): DeliveryQueue {
    const deps = {
      store,
      channels: [discord.channel],
      clock,
      log,
      random: () => 0,
      async onPaused(_: unknown, guildId: string, address: string, reason: Closed) {
        paused.push(`${address}: ${reason.kind}`);
        pause(guildId, address, reason);
      },
      async onResumed(_: unknown, guildId: string, address: string) {
        resumed.push(address);
        pausedNow.get(guildId)?.delete(address);
      },
      ...(options.atOnce !== undefined && { atOnce: options.atOnce }),
    } satisfies DeliveryQueueDeps;
    if (kind === 'one') return createDeliveryQueue(deps);
    const queue = createClusterQueue({
      ...deps,
      jobs: jobs.open(),
      paceOf: () => undefined,
      isNotifier: true,
      pausedIn: async (guildId) => pausedNow.get(guildId) ?? new Map(),
    });
    return {
      ...queue,
      async start(all) {
        for (const { guildId, address, reason } of all) pause(guildId, address, reason);
        await queue.start(all);
        await sweep(queue);
      },
    };
  }

  async function sweep(queue: ClusterQueue): Promise<void> {
    cancelSweep();
    cancelSweep = clock.setTimer(SWEEP_EVERY_MS, () => void sweep(queue));
    await queue.sweep().catch(() => undefined);
  }

  const send = async (queue: DeliveryQueue, ...tellings: Telling[]): Promise<void> => {
    const fresh = queue.fresh(tellings);
    await store.commit(queue.writesOf(fresh));
    await queue.take(fresh);
  };
  const endings = (): string[] => [...store.endings.records.values()].map(({ kind }) => kind);
  return { clock, discord, store, jobs, paused, resumed, newQueue, send, endings, lines };
}
