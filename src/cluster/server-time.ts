import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

const ASK_EVERY_MS = 10_000;
/** An answer that took longer says too little of the time that it was given at. */
const PROMPT_MS = 500;

/**
 * A clock whose wall time is that of the Redis which processes share, so that all of them mean the same by a time that one
 * of them stores, whatever their machines' clocks say. Rejects where it cannot be asked at first.
 */
export async function createServerTime(
  { ask }: Pick<RedisConnection, 'ask'>,
  { machine, log }: { readonly machine: Clock; readonly log: Logger },
): Promise<Clock> {
  let offset: number | undefined;

  async function look(): Promise<number> {
    const before = machine.monotonic();
    const [seconds, micros] = await ask((client) => client.sendCommand<[string, string]>(['TIME']));
    const tookMs = machine.monotonic() - before;
    const found = Number(seconds) * 1_000 + Number(micros) / 1_000 - (before + tookMs / 2);
    if (offset === undefined || tookMs <= PROMPT_MS) offset = found;
    return offset;
  }

  function lookLater(): void {
    machine.setTimer(ASK_EVERY_MS, () => {
      look()
        .catch((error: unknown) => log.debug({ err: error }, 'Redis could not be asked for the time'))
        .finally(lookLater);
    });
  }

  const first = await look();
  lookLater();
  return { ...machine, now: () => Math.round(machine.monotonic() + (offset ?? first)) };
}
