import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import type { DeliveryKind, Telling } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { fakeDiscord } from '#test/delivery/fake-discord.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

interface TellingChanges {
  readonly kind?: DeliveryKind;
  readonly address?: string;
  readonly guildId?: string;
}

/** A notice, or a refresh of one, on its way to an address. */
export function aTelling(
  notice: Notice,
  { kind = 'notice', address = 'a', guildId = 'guild' }: TellingChanges = {},
): Telling {
  const target = { channel: 'discord', address, mentions: [] };
  const [telling] = tellingsOf({ kind, notice }, [{ guildId, target, subscriptionIds: [] }], noon);
  // One record for each address, as for one of many.
  if (telling === undefined) throw new Error('There is no telling.');
  return { ...telling, id: `${telling.id}@${address}` };
}

/** A queue over a store and a Discord that outlive it. */
export function setUpQueue(options: { atOnce?: number; storeCall?: (call: string) => void } = {}) {
  const clock = createFakeClock(noon);
  const discord = fakeDiscord(clock);
  const { log, lines } = fakeLog();
  const store = memoryStore(options.storeCall);
  const paused: string[] = [];
  const resumed: string[] = [];
  const newQueue = (): DeliveryQueue =>
    createDeliveryQueue({
      store,
      channels: [discord.channel],
      clock,
      log,
      random: () => 0,
      onPaused: async (_, _guildId, address, reason) => void paused.push(`${address}: ${reason}`),
      onResumed: async (_, _guildId, address) => void resumed.push(address),
      ...(options.atOnce !== undefined && { atOnce: options.atOnce }),
    });
  const send = async (queue: DeliveryQueue, ...tellings: Telling[]): Promise<void> => {
    const fresh = queue.fresh(tellings);
    await store.commit(queue.writesOf(fresh));
    await queue.take(fresh);
  };
  const endings = (): string[] => [...store.endings.records.values()].map(({ kind }) => kind);
  return { clock, discord, store, paused, resumed, newQueue, send, endings, lines };
}
