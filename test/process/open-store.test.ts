import { expect, it, onTestFinished } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { createLogger } from '#src/platform/log.ts';
import { openStoreOrExit } from '#src/process/open-store.ts';

it('counts all that is written while it runs: states, commits, and that somebody watches', async () => {
  let written = 0;
  const store = await openStoreOrExit({
    url: 'memory:',
    meter: {
      write:
        (write) =>
        async (...args) => {
          written += 1;
          await write(...args);
        },
    },
    log: createLogger('silent'),
    onAvailable: () => undefined,
  });
  onTestFinished(() => store.close());
  await store.absences.set('running', { from: 1, until: 2 });
  expect(written).toBe(1);
  await store.exchanges.set('kraken', emptyExchangeState('kraken'));
  expect(written).toBe(2);
  await store.commit([{ collection: 'absences', id: 'before', value: { from: 0, until: 1 } }]);
  expect(written).toBe(3);
  expect(await store.absences.get('before')).toEqual({ from: 0, until: 1 });
});
