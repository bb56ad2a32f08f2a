import type { Role } from '#config/environment-schema.ts';
import type { Cluster } from '#src/cluster/open-cluster.ts';
import type { ClusterQueue } from '#src/cluster/cluster-queue.ts';
import type { GuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { MINUTE_MS } from '#src/domain/time.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { Poller } from '#src/polling/poller.ts';
import type { ExchangeStates } from '#src/storage/exchange-states.ts';

/** What it has with other processes on the same store, and what it does among them. */
export interface Shared {
  readonly cluster: Cluster;
  readonly roles: ReadonlySet<Role>;
  /** What of the listening is this process's, by a name that those share who stand by for one another. */
  readonly listensTo?: string;
  /** Where it looks from, of several places. */
  readonly vantage?: string;
}

export interface MembershipDeps extends Omit<Shared, 'vantage'> {
  /** The ids of all exchanges that are watched. */
  readonly exchanges: readonly string[];
  readonly poller: Poller;
  readonly queue: ClusterQueue;
  readonly settings: GuildSettings;
  readonly states: Pick<ExchangeStates, 'read'>;
  /** What was to be dispatched of an exchange is somebody else's to dispatch. */
  readonly onLeft: (exchange: string) => void;
  /** Commands are to be heard here. */
  readonly onListening: () => void;
  /** They are heard by another process by now. */
  readonly onListenedElsewhere: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A process among others: it leads what nobody else does, and hears what the others have changed. */
export interface Membership {
  start(): Promise<void>;
  /** Other exchanges are watched here from now on. */
  change(exchanges: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  /** Whether the state of an exchange may be written here, at this moment. */
  mayWrite(exchange: string): boolean;
  /** Somebody else has written the state of an exchange that is led here. */
  overtaken(exchange: string): void;
  /** Whether what is for one process at a time is for this one. */
  readonly isKeeper: boolean;
}

const SWEEP = 'sweep';
const SWEEP_EVERY_MS = 5_000;
/** Who holds too much lets go of it so often, and so much at once. */
const BALANCE_EVERY_MS = 10_000;
const BALANCED_AT_ONCE = 3;
const ASKED_WITHIN_MS = 5_000;
/** Whoever watches an exchange writes of it once a minute: of what is the same after so long, nobody does. */
const UNWATCHED_EVERY_MS = 10 * MINUTE_MS;
/** Of what changes all the time it is enough to look so often. */
const LOOK_AFTER_MS = 300;
const UNWATCHED = 'what nobody watches';

const nameOf = (exchange: string): string => `poll/${exchange}`;
const exchangeOf = (name: string): string => name.slice(nameOf('').length);

export function joinCluster(deps: MembershipDeps): Membership {
  const { cluster, roles, poller, queue, settings, states, clock, log } = deps;
  let { exchanges } = deps;
  const listening = `gateway${deps.listensTo ?? ''}`;
  const looking = new Map<string, () => void>();
  const pollers = roles.has('poller') ? cluster.company('pollers') : undefined;
  let cancelSweep: (() => void) | undefined;
  let cancelBalance: (() => void) | undefined;
  let cancelUnwatched: (() => void) | undefined;
  /** By exchange that is not watched here: when it was last decided on, at the last look. */
  let unwatched: ReadonlyMap<string, number> = new Map();

  const elections = cluster.elections({
    names: names(),
    async onElected(name) {
      if (name === listening) deps.onListening();
      else if (name === SWEEP) await sweep();
      else await poller.lead(exchangeOf(name));
    },
    async onLost(name, isElsewhere) {
      // While nobody can tell it goes on: two that answer are better than none.
      if (name === listening) {
        if (isElsewhere) deps.onListenedElsewhere();
      } else if (name !== SWEEP) await leave(exchangeOf(name));
    },
  });
  const changes = cluster.changes({
    on: {
      guilds: (id) => void settled('settings of a server', settings.refresh(id)),
      fences: (id) => {
        if (!looking.has(id))
          looking.set(
            id,
            clock.setTimer(LOOK_AFTER_MS, () => void look(id)),
          );
      },
    },
    onGap: () => void settled('what was missed', lookAtAll()),
  });

  function names(): string[] {
    return [
      ...(roles.has('poller') ? exchanges.map(nameOf) : []),
      ...(roles.has('notifier') ? [SWEEP] : []),
      ...(roles.has('gateway') ? [listening] : []),
    ];
  }

  async function settled(what: string, work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => log.warn({ err: error }, `could not look up ${what}`));
  }

  async function leave(exchange: string): Promise<void> {
    deps.onLeft(exchange);
    await poller.leave(exchange);
  }

  async function look(exchange: string): Promise<void> {
    looking.delete(exchange);
    if (poller.isLeading(exchange) || !exchanges.includes(exchange)) return;
    await settled(
      `the state of ${exchange}`,
      states.read(exchange).then((state) => state !== undefined && poller.watch(exchange, state)),
    );
  }

  async function lookAtAll(): Promise<void> {
    await settings.load();
    await Promise.all(exchanges.map(look));
  }

  async function sweep(): Promise<void> {
    cancelSweep?.();
    cancelSweep = clock.setTimer(SWEEP_EVERY_MS, () => void sweep());
    if (elections.isLed(SWEEP)) await settled('what is left to tell', queue.sweep());
  }

  /** The first to start leads everything: whoever leads more than its share leaves some to the others. */
  async function balance(): Promise<void> {
    cancelBalance = clock.setTimer(BALANCE_EVERY_MS, () => void settled('who else polls', balance()));
    const there = await pollers?.join(2 * BALANCE_EVERY_MS + ASKED_WITHIN_MS);
    if (there === undefined) return;
    const own = exchanges.filter((exchange) => elections.isLed(nameOf(exchange)));
    const tooMany = own.length - Math.ceil(exchanges.length / there);
    for (const exchange of own.slice(0, Math.min(Math.max(0, tooMany), BALANCED_AT_ONCE)))
      await elections.yieldTo(nameOf(exchange));
  }

  /** What was taken out of the configuration of all is closed, as one alone does when it starts. */
  async function closeUnwatched(): Promise<void> {
    cancelUnwatched = clock.setTimer(UNWATCHED_EVERY_MS, () => void settled(UNWATCHED, closeUnwatched()));
    const before = unwatched;
    unwatched = new Map();
    unwatched = await poller.closeUnwatched(before);
  }

  return {
    async start() {
      await changes.start();
      await lookAtAll();
      elections.start();
      if (pollers === undefined) return;
      await settled('who else polls', balance());
      await settled(UNWATCHED, closeUnwatched());
    },
    async change(next) {
      const before = new Set(exchanges);
      exchanges = next;
      for (const exchange of before) if (!next.includes(exchange)) deps.onLeft(exchange);
      await elections.change(names());
      await Promise.all(next.filter((exchange) => !before.has(exchange)).map(look));
    },
    async stop() {
      cancelSweep?.();
      cancelBalance?.();
      cancelUnwatched?.();
      await pollers?.leave().catch(() => undefined);
      for (const cancel of looking.values()) cancel();
      await poller.stop();
      await elections.stop().catch((error: unknown) => {
        // They end by themselves.
        log.debug({ err: error }, 'leases were not given up');
      });
      await changes.stop();
    },
    mayWrite: (exchange) => elections.isLed(nameOf(exchange)),
    overtaken(exchange) {
      elections.resign(nameOf(exchange));
      void leave(exchange);
    },
    get isKeeper() {
      return elections.isLed(SWEEP);
    },
  };
}
