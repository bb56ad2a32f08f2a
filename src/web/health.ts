/** What the parts of the program say of themselves. Times are milliseconds. */
export interface Vitals {
  readonly polling: { readonly quietMs: number; readonly everyMs: number };
  /** When any exchange's state was last decided on, by the same clock as `now`; 0 for never. */
  readonly decidedAt: number;
  readonly delivery: {
    readonly pending: number;
    readonly oldestMs: number;
    readonly isStoreFailing: boolean;
  };
  /** Since when writes of the store fail; `undefined` while they work. */
  readonly storeFailingSince: number | undefined;
  /** What is wrong with the server that holds the store, as a sentence; absent while it answers. */
  readonly storeProblem?: string | undefined;
  readonly startedAt: number;
  /** Why nothing can be told any more, as a sentence: the program is about to end. */
  readonly lost?: string | undefined;
}

export interface Health {
  readonly isReady: boolean;
  /** Each part, with what is late; `ok` where nothing is. */
  readonly parts: Readonly<Record<'polls' | 'decides' | 'delivers' | 'stores', string>>;
}

/** A start takes a moment until everything has happened once. */
const START_MS = 60_000;
const QUIET_CADENCES = 3;
const QUIET_MS = 60_000;
const UNDECIDED_MS = 120_000;
const UNSENT_MS = 5 * 60_000;

/** Whether the program does what it is there for, and what is late where it does not. */
export function judgeHealth(
  { decidedAt, delivery, lost, polling, startedAt, storeFailingSince, storeProblem }: Vitals,
  now: number,
): Health {
  const isStarting = now - startedAt < START_MS;
  const isQuiet = polling.quietMs > Math.max(QUIET_MS, QUIET_CADENCES * polling.everyMs);
  const isUndecided = !isStarting && now - decidedAt > UNDECIDED_MS;
  const parts = {
    polls: isQuiet ? `nothing was polled for ${seconds(polling.quietMs)}` : 'ok',
    decides: isUndecided
      ? decidedAt === 0
        ? 'nothing was decided since the start'
        : `nothing was decided for ${seconds(now - decidedAt)}`
      : 'ok',
    delivers:
      lost ??
      (delivery.oldestMs > UNSENT_MS
        ? `the oldest of ${delivery.pending} messages waits for ${seconds(delivery.oldestMs)}`
        : 'ok'),
    stores: storeProblem ?? storeTrouble(storeFailingSince, delivery.isStoreFailing, now),
  };
  return { isReady: Object.values(parts).every((part) => part === 'ok'), parts };
}

/** What is late, as a sentence; `undefined` while nothing is. */
export function troubleIn({ isReady, parts }: Health): string | undefined {
  return isReady
    ? undefined
    : Object.values(parts)
        .filter((part) => part !== 'ok')
        .join('; ');
}

function storeTrouble(failingSince: number | undefined, isDeliveryFailing: boolean, now: number): string {
  if (failingSince !== undefined) return `the store takes nothing for ${seconds(now - failingSince)}`;
  return isDeliveryFailing ? 'the store does not take what became of messages' : 'ok';
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
