import { EXIT, exitSaying } from '#src/platform/exit.ts';
import type { Logger } from '#src/platform/log.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { StoreAwayError } from '#src/storage/store-error.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import type { Meter } from '#src/web/meter.ts';

export interface OpenStoreDeps {
  readonly url: string;
  readonly meter: Pick<Meter, 'write'>;
  readonly log: Logger;
  /** The server that holds the store is away, with what is wrong as a sentence; or it is back. */
  readonly onAvailable: (problem: string | undefined) => void;
}

/** Opens the store, with what is written counted; ends the process where it cannot be had. */
export async function openStoreOrExit({ url, meter, log, onAvailable }: OpenStoreDeps): Promise<Store> {
  const store = await connectStore(url, {
    report: ({ collection, id, problem, keptAs }) =>
      log.error(`${collection}/${id} was set aside: ${problem}. It is kept as ${keptAs}.`),
    onWarning: (message) => log.warn(message),
    onAvailable,
  }).catch(exitForStore);
  const { absences, exchanges } = store;
  return {
    ...store,
    absences: {
      ...absences,
      set: meter.write((...record: Parameters<typeof absences.set>) => absences.set(...record)),
    },
    exchanges: {
      ...exchanges,
      set: meter.write((...state: Parameters<typeof exchanges.set>) => exchanges.set(...state)),
    },
    commit: meter.write(store.commit),
  };
}

/** Ends the process because of its store: one that is away may be back at the next start, a file that cannot be used is not. */
export function exitForStore(error: unknown): never {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const isAway = cause instanceof StoreAwayError;
  return exitSaying(reasonOf(error), isAway ? EXIT.unavailable : EXIT.config);
}
