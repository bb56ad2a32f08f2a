import type { DeliveryEnding, Telling } from '#src/domain/delivery.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { Lane } from './lane.ts';
import type { Written } from '#src/delivery/ledger.ts';
import type { Recorder } from './recorder.ts';
import type { Setbacks } from './setbacks.ts';
import type { TellOutcome } from './tell.ts';

export interface ConcludeDeps {
  readonly recorder: Pick<Recorder, 'finish'>;
  readonly setbacks: Setbacks;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/**
 * Records what came of one try to tell something, and lets the lane know. Resolves with what follows from it, which is
 * kept by then. Rejects when the store does not take it.
 */
export async function conclude(
  lane: Lane,
  { waiting, result, posted, owed = [] }: TellOutcome,
  { recorder, setbacks, clock, log }: ConcludeDeps,
): Promise<readonly Telling[]> {
  const ids = waiting.map(({ delivery }) => delivery.id);

  async function ended(ending: Omit<DeliveryEnding, 'at'>, told?: Pick<Written, 'posted' | 'owed'>) {
    await recorder.finish(lane, waiting, ending, told);
    return told?.owed ?? [];
  }

  async function keep(sent: Exclude<typeof result, { kind: 'failed' | 'moot' }>) {
    switch (sent.kind) {
      case 'sent': {
        const { messageId } = sent;
        const lateMs = waiting.map(({ delivery }) => clock.now() - delivery.notice.at);
        log.info({ deliveries: ids, messageId, lateMs }, 'told');
        return await ended({ kind: 'sent', messageId }, { posted: posted(clock.now(), messageId), owed });
      }
      case 'edited':
        return await ended({ kind: 'edited' }, { posted: posted(clock.now(), ''), owed });
      case 'gone':
        return await ended({ kind: 'refused', why: 'the message was deleted' });
      case 'refused':
        log.error({ deliveries: ids }, `refused: ${sent.reason}`);
        return await ended({ kind: 'refused', why: sent.reason });
    }
  }

  if (result.kind === 'failed') {
    await setbacks.failed(lane, waiting, result.error);
    return [];
  }
  if (result.kind === 'moot') return await ended({ kind: 'superseded', why: result.why });
  const noted = setbacks.succeeded(lane);
  const followed = await keep(result);
  // Whoever works on the lane next goes by what is noted of its address.
  await noted;
  return followed;
}
