import { openCluster } from '#src/cluster/open-cluster.ts';
import { createServerTime } from '#src/cluster/server-time.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { createSteadyClock } from '#src/platform/steady-clock.ts';
import { connectStore } from '#src/storage/store.ts';

// Run as a program of its own, with a store's URL: it tells what is to be told, and asks its parent how each message
// goes; and it replaces the state of an exchange again and again until somebody else has.
const log = createLogger('silent');
const store = await connectStore(process.argv[2] ?? '', {
  report: (record) => {
    throw new Error(record.problem);
  },
});
const { server } = store;
if (server === undefined) throw new Error('It has no server.');
const clock = createSteadyClock({ machine: systemClock, onStep: () => undefined });
clock.follow(await createServerTime(server.connection, { machine: systemClock, log }));

const tell = (word: object): void => void process.send?.(word);
const answers: ((answer: string) => void)[] = [];
process.on('message', ({ answer }: { readonly answer?: string }) => {
  if (answer !== undefined) answers.shift()?.(answer);
});

await openCluster({ server, clock, log })
  .queue({
    store,
    isNotifier: true,
    channels: [
      {
        id: 'discord',
        start: async () => {},
        stop: async () => {},
        tellOperator: async () => {},
        paused: async () => {},
        edit: async () => {},
        find: async () => undefined,
        async post({ nonce }) {
          const answer = Promise.withResolvers<string>();
          answers.push(answer.resolve);
          tell({ asks: nonce });
          if ((await answer.promise) === 'trouble') throw new DeliveryError('trouble', 'no');
          tell({ sent: nonce });
          return { messageId: nonce };
        },
      },
    ],
    clock,
    log,
    random: () => 1,
    onPaused: async () => {},
    onResumed: async () => {},
    pausedIn: async () => new Map(),
  })
  .start([]);

await store.exchanges.get('binance');
tell({ is: 'there' });
for (let count = 1; ; count += 1) {
  try {
    await store.exchanges.set('binance', { ...emptyExchangeState('binance'), updatedAt: count });
    if (count === 1) tell({ is: 'writing' });
  } catch (error) {
    tell({ is: error instanceof OvertakenError ? 'overtaken' : String(error) });
    break;
  }
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
}
