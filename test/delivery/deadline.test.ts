import { describe, expect, it } from 'vitest';

import { withDeadline } from '#src/delivery/sending/deadline.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

describe('A call with a deadline', () => {
  it('gives what it came to, and leaves no alarm behind', async () => {
    const clock = createFakeClock();
    expect(await withDeadline(clock, 30_000, Promise.resolve('done'))).toBe('done');
    await expect(withDeadline(clock, 30_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(clock.pending()).toBe(0);
  });

  it('is given up at the deadline, as trouble that may be over the next time', async () => {
    const clock = createFakeClock();
    const call = withDeadline(clock, 30_000, new Promise(() => undefined));
    const outcome = call.catch((error: unknown) => error);
    await clock.advance(30_000);
    expect(await outcome).toMatchObject({ kind: 'trouble', message: 'There was no answer within 30 s.' });
  });
});
