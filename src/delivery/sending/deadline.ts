import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Clock } from '#src/platform/clock.ts';

/** The promise's result, or a temporary `DeliveryError` when it takes longer than the deadline. */
export async function withDeadline<T>(clock: Clock, deadlineMs: number, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const cancel = clock.setTimer(deadlineMs, () =>
    late.reject(new DeliveryError('trouble', `There was no answer within ${deadlineMs / 1000} s.`)),
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    cancel();
  }
}
