import { describe, expect, it } from 'vitest';

import { allOf } from '#src/delivery/sending/lane.ts';
import type { Ended, Ledger } from '#src/delivery/ledger.ts';
import { createRecorder } from '#src/delivery/sending/recorder.ts';
import type { PostedMessage } from '#src/domain/delivery.ts';
import { aDelivery, aLane, aWaiting } from '#test/delivery/a-delivery.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

/** A recorder over a store that takes nothing for so many tries. */
function setUp(failures = 0) {
  const clock = createFakeClock(noon);
  const { log, lines } = fakeLog();
  const tries: number[] = [];
  const taken: Parameters<Ledger['end']>[] = [];
  const recorder = createRecorder({
    clock,
    log,
    ledger: {
      async end(...all) {
        tries.push(clock.monotonic());
        if (tries.length <= failures) throw new Error('no space left on device');
        taken.push(all);
      },
    },
  });
  return { clock, lines, tries, taken, recorder };
}

const first = aDelivery({ incident: 'x', id: 'x#1' });
const second = aDelivery({ incident: 'x', id: 'x#2' });
const idsOf = (ended: readonly Ended[] = []): string[] => ended.map(({ delivery }) => delivery.id);

describe('How a delivery ended', () => {
  it('is recorded with what was posted, and it waits no more', async () => {
    const { recorder, taken } = setUp();
    const lane = aLane({}, first, second);
    const posted = [{ incident: 'x' } as PostedMessage];
    await recorder.finish(lane, lane.notices.slice(0, 1), { kind: 'sent', messageId: '7' }, { posted });
    const ending = { kind: 'sent', messageId: '7', at: noon };
    expect(taken).toEqual([[[{ delivery: first, ending }], { posted, attempts: [first.id] }]]);
    expect(allOf(lane).map(({ delivery }) => delivery)).toEqual([second]);
    expect(recorder.isFailing).toBe(false);
  });

  it('is tried again every five seconds until the store takes it, and waits until then', async () => {
    const { clock, lines, recorder, tries, taken } = setUp(2);
    const lane = aLane({}, first);
    const done = recorder.finish(lane, [...lane.notices], { kind: 'edited' });
    await clock.advance(5_000);
    expect([tries, recorder.isFailing, allOf(lane).length]).toEqual([[0, 5_000], true, 1]);
    await clock.advance(5_000);
    await done;
    expect([tries, taken.length, allOf(lane).length]).toEqual([[0, 5_000, 10_000], 1, 0]);
    // It is the time of the end that is kept, not that of the write.
    expect(taken[0]?.[0][0]?.ending.at).toBe(noon);
    expect(lines).toEqual(
      Array.from({ length: 2 }, () => 'error: could not record what was told; trying again'),
    );
  });

  it('is left to the next run where the store takes nothing and the program stops', async () => {
    const { clock, recorder, tries } = setUp(Number.POSITIVE_INFINITY);
    const lane = aLane({}, first);
    recorder.stop();
    await recorder.finish(lane, [...lane.notices], { kind: 'edited' });
    await clock.advance(60_000);
    expect([tries, allOf(lane).length]).toEqual([[0], 1]);
  });
});

describe('Whether the store is failing', () => {
  it('is what came of the last write', () => {
    const { recorder } = setUp();
    recorder.stored(false);
    expect(recorder.isFailing).toBe(true);
    recorder.stored(true);
    expect(recorder.isFailing).toBe(false);
  });
});

describe('An edit that a newer one has taken the place of', () => {
  it('is recorded as superseded, and its attempt is left to who is sending it', async () => {
    const { clock, recorder, taken } = setUp();
    recorder.outdated(aWaiting(first), 'x#2@a');
    await clock.advance(0);
    expect(taken).toMatchObject([[[{ ending: { kind: 'superseded', why: 'by x#2@a' } }]]]);
    expect(idsOf(taken[0]?.[0])).toEqual([first.id]);
  });

  it('does no harm where that cannot be recorded', async () => {
    const { clock, lines, recorder, tries } = setUp(1);
    recorder.outdated(aWaiting(first), 'x#2@a');
    await clock.advance(60_000);
    expect([tries, recorder.isFailing]).toEqual([[0], false]);
    expect(lines).toEqual(['warn: could not forget an outdated edit']);
  });
});
