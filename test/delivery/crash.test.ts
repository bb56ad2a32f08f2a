import { describe, expect, it } from 'vitest';

import type { DeliveryQueue } from '#src/delivery/queue.ts';
import { aNotice, aRecovery, minute } from '#test/delivery/a-notice.ts';
import { aTelling, setUpQueue as setUp } from '#test/delivery/a-queue.ts';

describe.each([
  ['one process', 'one'],
  ['many processes', 'many'],
] as const)('A crash of %s', (_, kind) => {
  const crash = new Error('the process is gone');

  /** Plays one delivery through, with a crash at the given step; says how many steps there were. */
  async function play(
    crashAt: number,
    awayMs: number,
  ): Promise<{ told: string[]; first: string | undefined; steps: number }> {
    let step = 0;
    let isDead = false;
    const tick = (): void => {
      step += 1;
      if (step === crashAt) isDead = true;
      if (isDead) throw crash;
    };
    const { clock, discord, newQueue, send } = setUp({ storeCall: tick }, kind);
    discord.onCall = tick;
    const queue = newQueue();
    const outbox = [aTelling(aNotice()), aTelling(aRecovery())];
    // What is kept leaves the outbox in the same write.
    const dispatch = async (to: DeliveryQueue): Promise<void> => {
      for (let [next] = outbox; next !== undefined; [next] = outbox) {
        await send(to, next);
        outbox.shift();
        await clock.advance(0);
      }
    };
    await queue.start([]).catch(() => undefined);
    await dispatch(queue).catch(() => undefined);
    const steps = step;
    void queue.stop();

    crashAt = 0;
    isDead = false;
    await clock.advance(awayMs);
    const restarted = newQueue();
    await restarted.start([]);
    await dispatch(restarted);
    await clock.advance(10 * minute);
    return {
      told: discord.messages.map(({ notice }) => notice.kind),
      first: discord.messages[0]?.shows?.kind,
      steps,
    };
  }

  it.each([0, 20 * minute])(
    'at any step loses nothing and tells nothing twice, after %i ms away',
    async (away) => {
      const { steps } = await play(Number.POSITIVE_INFINITY, away);
      expect(steps).toBeGreaterThan(10);
      for (let at = 1; at <= steps; at += 1) {
        const { first, told } = await play(at, away);
        expect({ at, told, first }).toEqual({ at, told: ['opened', 'resolved'], first: 'resolved' });
      }
    },
  );
});
