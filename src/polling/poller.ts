import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';
import type { Reread } from '#src/engine/step.ts';
import { inTurns } from '#src/platform/turns.ts';
import type { Write } from '#src/platform/collection.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { hostOf } from './classify.ts';
import { closeUnwatched } from './close-unwatched.ts';
import { ExchangeWriter } from './exchange-writer.ts';
import type { ExchangeWriterDeps, Stepped } from './exchange-writer.ts';
import { createNetworkWatch } from './network-watch.ts';
import type { NetworkWatch } from './network-watch.ts';
import { groupSources, offsetMsOf } from './plan.ts';
import type { ThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';

import { createSourceReader } from './read-source.ts';
import type { SourceRead } from './read-source.ts';
import type { Scheduler } from './scheduler.ts';
import type { SourceHealth } from './source-health.ts';
import { UnitPoller } from './unit-poller.ts';

export interface PolledExchange {
  readonly profile: ExchangeProfile;
  readonly policy: Policy;
  readonly sources: readonly ConfiguredSource[];
}

/** What is polled. */
export interface PolledField {
  readonly exchanges: readonly PolledExchange[];
  /** Our network is one for all exchanges, whatever their own policies. */
  readonly ownNetwork: Policy['ownNetwork'];
}

export interface PollerDeps extends Omit<ExchangeWriterDeps, 'profile' | 'policy'>, PolledField {
  readonly scheduler: Scheduler;
  readonly fetch: HttpFetch;
  readonly opinion?: ThirdOpinion | undefined;
}

export interface Poller {
  /** Loads what is known, then begins to read. Rejects when the store cannot be read. */
  start(): Promise<void>;
  /**
   * Goes on with another field. What is known of the exchanges that stay, stays; what the others had open is closed
   * without a word.
   */
  change(next: PolledField): Promise<void>;
  /** Takes over one exchange, of those that other processes poll too. Rejects when the store cannot be read. */
  lead(exchange: string): Promise<void>;
  /** Leaves it to others: begins nothing new of it, and writes what may still be written. */
  leave(exchange: string): Promise<void>;
  /** As in `close-unwatched.ts`, of what is not watched here. */
  closeUnwatched(before: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
  /** Takes in how an exchange stands that somebody else leads. */
  watch(exchange: string, state: ExchangeState): void;
  isLeading(exchange: string): boolean;
  /** Begins nothing new, drops what is being read, and writes what is not written yet. */
  stop(): Promise<void>;
  /** Reads all sources of an exchange, or of all, and resolves when that is decided and stored. */
  pollNow(exchange?: string): Promise<void>;
  /** What is known of a watched exchange. */
  state(exchange: string): ExchangeState;
  /** Whether our own network is taken to be down, so that no probe counts. */
  isOwnNetworkHeld(): boolean;
  /**
   * Takes dispatched items out of the outbox, and keeps what they have become in the same write. Rejects when the
   * store does not take it.
   */
  clearOutbox(exchange: string, items: Iterable<OutboxItem>, instead?: readonly Write[]): Promise<void>;
}

/** Time decides too: staleness, windows, flaps. */
const HEARTBEAT_MS = 15_000;
/** The first reads are spread over a moment, so that a start is no burst. */
const START_SPREAD_MS = 3_000;

interface Watched {
  readonly writer: ExchangeWriter;
  readonly health: Map<string, SourceHealth>;
  readonly units: readonly UnitPoller[];
}

/** Reads every source at its cadence, has the engine decide, and keeps what it decided. */
export function createPoller(deps: PollerDeps): Poller {
  const { clock, scheduler } = deps;
  const network = createNetworkWatch({
    hosts: hostsOf(deps.exchanges),
    policy: deps.ownNetwork,
    onOperator: deps.onOperator,
  });
  const heldUntil = new Map<string, number>();
  const surroundings = { ...deps, network, heldUntil };
  let watched = new Map(deps.exchanges.map((one) => [one.profile.id, watch(one, surroundings)]));
  const all = (): UnitPoller[] => [...watched.values()].flatMap(({ units }) => units);
  const find = (exchange: string): Watched => {
    const found = watched.get(exchange);
    if (found === undefined) throw new RangeError(`The exchange "${exchange}" is not watched.`);
    return found;
  };
  let fields = fieldsOf(deps.exchanges);
  /** By exchange that is led here: what ends its polls. */
  const led = new Map<string, (() => void)[]>();
  /** By exchange: how it stands where somebody else leads it. */
  const seen = new Map<string, ExchangeState>();
  const turn = inTurns();

  function schedule(exchange: string): void {
    const { writer, units } = find(exchange);
    const cancels: (() => void)[] = [];
    led.set(exchange, cancels);
    for (const poller of units) {
      const { id, everyMs } = poller.unit;
      const poll = (): Promise<void> => poller.poll();
      cancels.push(
        clock.setTimer(offsetMsOf(START_SPREAD_MS, id), () => void poll()),
        scheduler.every(everyMs, id, poll),
      );
    }
    const beat = async (): Promise<void> => followRereads(await writer.observe([]), units);
    cancels.push(scheduler.every(HEARTBEAT_MS, `${exchange} heartbeat`, beat));
  }

  function halt(exchange: string): void {
    for (const cancel of led.get(exchange) ?? []) cancel();
    led.delete(exchange);
    for (const poller of watched.get(exchange)?.units ?? []) poller.stop();
  }

  async function lead(exchange: string): Promise<void> {
    const field = fields.get(exchange);
    if (field === undefined || led.has(exchange)) return;
    // What was left is begun anew: its units have ended.
    const own = watch(field, surroundings);
    await own.writer.load();
    // It may be read in another way by now, or no more.
    if (fields.get(exchange) !== field) return await lead(exchange);
    watched.set(exchange, own);
    schedule(exchange);
  }

  async function leave(exchange: string): Promise<void> {
    const own = watched.get(exchange);
    if (own === undefined) return;
    halt(exchange);
    await own.writer.finish();
    seen.set(exchange, own.writer.state);
  }

  return {
    async start() {
      // What is loaded is read, whatever is still to be loaded of others.
      for (const [id, { writer }] of watched) {
        await writer.load();
        schedule(id);
      }
      await closeUnwatched(deps, (exchange) => watched.has(exchange));
    },
    // A lead may be lost while what it is about is loaded; there is one writer at a time.
    lead: (exchange) => turn(exchange, () => lead(exchange)),
    leave: (exchange) => turn(exchange, () => leave(exchange)),
    watch: (exchange, state) => void seen.set(exchange, state),
    closeUnwatched: (before) => closeUnwatched(deps, (exchange) => watched.has(exchange), before),
    isLeading: (exchange) => led.has(exchange),
    async change({ exchanges, ownNetwork }) {
      const before = watched;
      const isLed = new Set(led.keys());
      // Where there are others, somebody is elected to lead what is new.
      const isOurs = (id: string): boolean => deps.mayWrite === undefined || isLed.has(id);
      const next = new Map(
        exchanges.map((one) => [one.profile.id, watch(one, surroundings, before.get(one.profile.id))]),
      );
      for (const [id, { writer }] of next) if (!before.has(id) && isOurs(id)) await writer.load();
      for (const id of before.keys()) halt(id);
      network.watch(hostsOf(exchanges), ownNetwork);
      watched = next;
      fields = fieldsOf(exchanges);
      for (const { policy, profile } of exchanges)
        next.get(profile.id)?.writer.configure({ policy, profile });
      for (const [id, { writer }] of before) if (!next.has(id) && isOurs(id)) await writer.abandon();
      for (const id of next.keys()) if (isOurs(id)) schedule(id);
    },
    async stop() {
      await Promise.all([...watched.keys()].map((exchange) => turn(exchange, () => leave(exchange))));
    },
    async pollNow(exchange) {
      const units = exchange === undefined ? all() : find(exchange).units;
      await Promise.all(units.map((poller) => poller.poll()));
    },
    state(exchange) {
      const own = find(exchange).writer.state;
      return led.has(exchange) ? own : (seen.get(exchange) ?? own);
    },
    isOwnNetworkHeld: () => network.isHeld(),
    // Of an exchange that was taken out meanwhile there is nothing left to clear.
    clearOutbox: async (exchange, items, instead) =>
      watched.get(exchange)?.writer.clearOutbox(items, instead),
  };
}

function fieldsOf(exchanges: readonly PolledExchange[]): ReadonlyMap<string, PolledExchange> {
  return new Map(exchanges.map((one) => [one.profile.id, one]));
}

interface PollerSurroundings extends PollerDeps {
  readonly network: NetworkWatch;
  readonly heldUntil: Map<string, number>;
}

/** An exchange and what reads it; where it was watched before, with what is known of it. */
function watch(
  { profile, policy, sources }: PolledExchange,
  surroundings: PollerSurroundings,
  before?: Watched,
): Watched {
  const { clock, fetch, heldUntil, log, network, onOperator, opinion } = surroundings;
  const writer = before?.writer ?? new ExchangeWriter({ ...surroundings, profile, policy });
  const health = before?.health ?? new Map<string, SourceHealth>();
  const observe = async (reads: readonly SourceRead[]): Promise<Stepped> => {
    const stepped = await writer.observe(reads.map(({ observation }) => observation));
    followRereads(stepped, units);
    return stepped;
  };
  const units = groupSources(sources).map((unit) => {
    const reader = createSourceReader(unit.sources, { clock, fetch, network, opinion });
    const shared = { policy, clock, heldUntil, health, observe, onOperator, log };
    return new UnitPoller({ ...shared, unit, reader, exchangeName: profile.name });
  });
  return { writer, health, units };
}

function followRereads(stepped: Stepped, units: readonly UnitPoller[]): void {
  if (stepped.kind === 'not_stored') return;
  for (const reread of stepped.rereads) unitOf(reread, units)?.rereadAfter(reread.afterMs);
}

function unitOf({ source }: Reread, units: readonly UnitPoller[]): UnitPoller | undefined {
  return units.find(({ unit }) => unit.sources.some(({ id }) => id === source));
}

/** The hosts that are asked all the time. An alternate is asked only when another host fails, so it tells nothing. */
function hostsOf(exchanges: readonly PolledExchange[]): Set<string> {
  const requests = exchanges.flatMap(({ sources }) => sources.flatMap((source) => source.requests));
  return new Set(requests.map(({ url }) => hostOf(url)));
}
