import type { Observation } from '#src/domain/outcome.ts';
import type { MaintenancePhase, Reading } from '#src/domain/reading.ts';
import { contains } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import {
  START,
  createEngineBench,
  flag,
  probe,
  statement,
  window,
  word,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import * as fc from '#test/support/fast-check.ts';

// Random worlds for the engine: what is true of an exchange, poll by poll, and how well it can be read.

export const POLL_MS = 30_000;

/** What is true of the exchange during one poll, and how well each source can be read. */
export interface Moment {
  readonly withdrawals: boolean;
  readonly api: boolean;
  /** An incident that the status page tells of, by its id: of which components it speaks, and what of them. */
  readonly incident?: PageIncident;
  /** What the exchange has announced to be off; its being off no longer is announced, too. */
  readonly announced?: Announced;
  /** The one maintenance that the status page plans, starts, moves, ends or forgets. */
  readonly planned?: Planned;
  readonly coins: readonly boolean[];
  readonly deposits: readonly boolean[];
  /** The newest word of the posts on a maintenance: each is a post of its own. */
  readonly noticed?: Noticed;
  /** The networks of one coin that moves on several, where there is one. */
  readonly spread?: readonly boolean[];
  /** Whether the list of coins has each of them at all. */
  readonly listed: readonly boolean[];
  readonly faults: Readonly<Record<string, Fault>>;
}

interface PageIncident {
  readonly id: string;
  readonly on: readonly string[];
  readonly status: Status;
}

interface Announced {
  readonly of: string;
  readonly status: Status;
  /** What it says now it says by changing its newest post. */
  readonly isEdited: boolean;
}

interface Planned {
  readonly phase: MaintenancePhase;
  readonly on: readonly string[];
  /** In polls, from the world's first one on. */
  readonly from: number;
  readonly polls: number;
}

type Noticed = Omit<Planned, 'on'> & { readonly of: string };

type Fault = 'none' | 'broken' | 'throttled' | 'blocked' | 'misconfigured' | 'unproven' | 'repeat';

export const SOURCES = ['status-page', 'wallets', 'spot-ping', 'announcements'] as const;
export const WELL: Moment = {
  withdrawals: true,
  api: true,
  coins: Array.from({ length: 8 }, () => true),
  deposits: Array.from({ length: 8 }, () => true),
  listed: Array.from({ length: 8 }, () => true),
  faults: {},
};

const fault = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fault>('none') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fault>(
      'broken',
      'throttled',
      'blocked',
      'misconfigured',
      'unproven',
      'repeat',
    ),
  },
);
export const faults = fc.record({
  'status-page': fault,
  wallets: fault,
  'spot-ping': fault,
  announcements: fault,
});

const switches = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });

const moment: fc.Arbitrary<Moment> = fc.record({
  withdrawals: fc.boolean(),
  api: fc.boolean(),
  coins: switches,
  deposits: fc.constant(WELL.deposits),
  listed: fc.constant(WELL.listed),
  faults,
});

/** A moment with more that goes on in it. */
const momentWith = <What>(more: fc.Arbitrary<What>): fc.Arbitrary<Moment & What> =>
  fc.tuple(moment, more).map(([what, with_]) => ({ ...what, ...with_ }));

/** Lists that lose rows, and get them back. */
const holeyMoment = momentWith(fc.record({ listed: switches }));

/** Coins that move in both ways, each with a switch of its own. */
const twoWayMoment = momentWith(fc.record({ deposits: switches, listed: switches }));

/** A coin that moves on four networks, two of which others move on as well. */
const SPREAD = ['N0', 'N1', 'M0', 'M1'];
const spread = fc.array(fc.boolean(), { minLength: SPREAD.length, maxLength: SPREAD.length });
const spreadMoment = momentWith(fc.record({ spread }));

/** A page that tells of one or two incidents, which speak of other components from time to time. */
const pageIncident: fc.Arbitrary<PageIncident> = fc.record({
  id: fc.constantFrom('a', 'b'),
  on: fc.subarray(['login', 'deposits', 'spot', 'withdrawals'], { minLength: 1 }),
  status: fc.constantFrom<Status>('degraded_performance', 'partial_outage', 'major_outage'),
});
const toldMoment = momentWith(fc.record({ incident: fc.option(pageIncident, { nil: undefined }) }));

/** Posts that announce a halt and its end, or are changed to say it. */
const announced: fc.Arbitrary<Announced> = fc.record({
  of: fc.constantFrom('withdrawals', 'deposits', 'withdrawals/C1', 'withdrawals/C1/N1', 'withdrawals/*/N1'),
  status: fc.constantFrom<Status>('degraded_performance', 'partial_outage', 'major_outage'),
  isEdited: fc.boolean(),
});
const postedMoment = momentWith(fc.record({ announced: fc.option(announced, { nil: undefined }) }));

const planned: fc.Arbitrary<Planned> = fc.record({
  phase: fc.constantFrom<MaintenancePhase>('scheduled', 'in_progress', 'completed'),
  on: fc.subarray(['deposits', 'spot', 'withdrawals'], { minLength: 1 }),
  from: fc.integer({ min: -20, max: 120 }),
  polls: fc.integer({ min: 5, max: 80 }),
});
/** Posts that plan, move, extend, call off or end a maintenance, of which some are about another one. */
const noticed: fc.Arbitrary<Noticed> = fc.record({
  phase: fc.constantFrom<MaintenancePhase>('scheduled', 'scheduled', 'in_progress', 'completed', 'canceled'),
  of: fc.constantFrom('withdrawals', 'withdrawals/C1', 'withdrawals/C1/N1', 'withdrawals/*/N1'),
  from: fc.integer({ min: -20, max: 120 }),
  polls: fc.integer({ min: 5, max: 80 }),
});
const noticedMoment = momentWith(fc.record({ noticed: fc.option(noticed, { nil: undefined }) }));
const plannedMoment = momentWith(fc.record({ planned: fc.option(planned, { nil: undefined }) }));

const busyMoment = momentWith(
  fc.record({
    planned: fc.option(planned, { nil: undefined }),
    noticed: fc.option(noticed, { nil: undefined }),
    spread,
    deposits: switches,
    listed: switches,
    incident: fc.option(pageIncident, { nil: undefined }),
    announced: fc.option(announced, { nil: undefined }),
  }),
);

/** Worlds that change at random, each state holding for a random number of polls. */
const worldOf = (what: fc.Arbitrary<Moment>) =>
  fc
    .array(fc.tuple(what, fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 25 })
    .map((phases) => phases.flatMap(([now, times]) => Array.from({ length: times }, () => now)));

/** Worlds of each kind, by what goes on in them. */
const WORLDS = {
  plain: worldOf(moment),
  holey: worldOf(holeyMoment),
  twoWay: worldOf(twoWayMoment),
  spread: worldOf(spreadMoment),
  told: worldOf(toldMoment),
  posted: worldOf(postedMoment),
  planned: worldOf(plannedMoment),
  noticed: worldOf(noticedMoment),
  busy: worldOf(busyMoment),
};

export const anyWorld = fc.oneof(...Object.values(WORLDS));

/** A moment, and the posts that there are by then. */
export interface Scenery extends Moment {
  readonly posts: readonly Reading[];
}

/** The posts once it is so, where it was otherwise before. */
function postsAfter(before: Scenery, now: Moment, at: number): Reading[] {
  const { noticed } = now;
  const halts = haltsAfter(before, now, at);
  if (noticed === undefined || JSON.stringify(noticed) === JSON.stringify(before.noticed)) return halts;
  const from = START + noticed.from * POLL_MS;
  const isFirst = halts.every((post) => post.window === undefined);
  const plan = window(`w-${at}`, {
    phase: noticed.phase,
    from,
    until: from + noticed.polls * POLL_MS,
    ...(!isFirst && { amends: true }),
  });
  return [...halts, statement(noticed.of, 'operational', at, { ref: `plan-${at}`, window: plan })];
}

function haltsAfter({ announced: was, posts }: Scenery, { announced: is }: Moment, at: number): Reading[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [...posts];
  const said = [
    ...(was === undefined || was.of === is?.of ? [] : [{ ...was, status: 'operational' as const }]),
    ...(is === undefined ? [] : [is]),
  ];
  const last = posts.at(-1);
  const isEdited = is?.isEdited === true && last?.statedAt !== undefined && posts.length > 0;
  const [first, ...others] = said.map(({ of, status }, i) =>
    statement(of, status, at, { ref: `post-${at}-${i}`, evidence: `${of} ${status} ${at}` }),
  );
  if (!isEdited || first === undefined || first.service !== last?.service)
    return [...posts, ...(first === undefined ? [] : [first]), ...others];
  const { ref = '', statedAt = at } = last;
  return [...posts.slice(0, -1), { ...first, ref, statedAt, editedAt: at }, ...others];
}

function plannedReadings({ from, on, phase, polls }: Planned): Reading[] {
  const at = START + from * POLL_MS;
  const status = phase === 'in_progress' ? 'under_maintenance' : 'operational';
  const times = { phase, from: at, until: at + polls * POLL_MS };
  return on.map((component) => word(component, status, { window: window('m', times) }));
}

function readingsOf(source: string, now: Scenery): readonly Reading[] {
  switch (source) {
    case 'status-page':
      return [
        word('withdrawals', now.withdrawals ? 'operational' : 'major_outage'),
        ...['spot', 'login', 'deposits'].map((component) => word(component, 'operational')),
        ...(now.planned === undefined ? [] : plannedReadings(now.planned)),
        ...(now.incident?.on ?? []).map((component) =>
          word(component, now.incident?.status ?? 'unknown', { ref: now.incident?.id ?? '' }),
        ),
      ];
    case 'wallets':
      return [
        ...(now.spread ?? []).map((isOpen, i) => flag(`withdrawals/S/${SPREAD[i]}`, isOpen)),
        ...now.listed.flatMap((isListed, i) =>
          isListed
            ? [
                flag(`withdrawals/C${i}/N${i % 2}`, now.coins[i] === true),
                flag(`deposits/C${i}/N${i % 2}`, now.deposits[i] === true),
              ]
            : [],
        ),
      ];
    case 'announcements':
      return now.posts;
    default:
      return [probe('api', 'operational')];
  }
}

function observationOf(bench: EngineBench, source: string, now: Scenery, before: Scenery): Observation {
  const kind = now.faults[source] ?? 'none';
  switch (kind) {
    case 'none':
      return source === 'spot-ping' && !now.api
        ? bench.failed(source)
        : bench.ok(source, readingsOf(source, now));
    case 'repeat':
      if (source === 'spot-ping' && !now.api) return bench.failed(source);
      return isSame(source, now, before) && (before.faults[source] ?? 'none') === 'none'
        ? { source, at: bench.now(), kind: 'unchanged' }
        : bench.ok(source, readingsOf(source, now));
    case 'unproven':
      return { ...bench.failed(source, 'unproven'), ...(source !== 'spot-ping' && { readings: [] }) };
    case 'broken':
    case 'throttled':
    case 'blocked':
    case 'misconfigured':
      return { source, at: bench.now(), kind, message: 'no' };
  }
}

function isSame(source: string, a: Scenery, b: Scenery): boolean {
  return JSON.stringify(readingsOf(source, a)) === JSON.stringify(readingsOf(source, b));
}

/** Whether any source lists it, or what is part of it, as working. */
export function saysItWorks(service: string, now: Scenery): boolean {
  return SOURCES.flatMap((source) => readingsOf(source, now)).some(
    ({ service: about, signal, status, window: plan }) =>
      status === 'operational' &&
      plan === undefined &&
      (contains(service, about) || (signal === 'statement' && contains(about, service))),
  );
}

interface Course {
  readonly order?: readonly string[];
  readonly afterEach?: (bench: EngineBench, now: Scenery) => void;
}

export function sceneryOf(moment: Moment): Scenery {
  return { ...moment, posts: [] };
}

/** How long it takes until nothing is waited for: the flap window, and a little. */
const CALM_POLLS = 72;

/** Lives through a world that begins and ends well, so that what was opened can be resolved. */
export function live(moments: readonly Moment[], { order = SOURCES, afterEach }: Course = {}): EngineBench {
  const bench = createEngineBench();
  const isSpread = moments.some((moment) => moment.spread !== undefined);
  const well = isSpread ? { ...WELL, spread: SPREAD.map(() => true) } : WELL;
  const days = [well, well, well, ...moments, ...Array.from({ length: CALM_POLLS }, () => well)];
  let before = sceneryOf(WELL);
  for (const day of days) {
    const spread = day.spread ?? well.spread;
    const now = {
      ...day,
      ...(spread !== undefined && { spread }),
      posts: postsAfter(before, day, bench.now()),
    };
    bench.observe(...order.map((source) => observationOf(bench, source, now, before)));
    afterEach?.(bench, now);
    bench.pass(POLL_MS);
    before = now;
  }
  return bench;
}

/** A moment, told shortly: of each coin `+` open, `x` closed, `-` not listed; and which of them can be paid in. */
export function momentOf(
  what: Partial<Omit<Moment, 'coins' | 'listed'>>,
  coins = '++++++++',
  deposits = '++++++++',
): Moment {
  const marks = coins.split('');
  return {
    ...WELL,
    ...what,
    coins: marks.map((mark) => mark === '+'),
    deposits: deposits.split('').map((mark) => mark === '+'),
    listed: marks.map((mark) => mark !== '-'),
  };
}
