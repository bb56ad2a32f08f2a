import { writeSync } from 'node:fs';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { openStore } from '#src/storage/store.ts';

// Run as a program of its own, with a store's URL: it counts up in one record, and prints each number
// once the store has acknowledged it.
const STDOUT = 1;
const WRITES = 100_000;

const { exchanges } = openStore(process.argv[2] ?? '', {
  report: (record) => {
    throw new Error(record.problem);
  },
});
const before = await exchanges.get('binance');
const first = (before?.updatedAt ?? 0) + 1;
for (let count = first; count < first + WRITES; count += 1) {
  await exchanges.set('binance', { ...emptyExchangeState('binance'), updatedAt: count });
  writeSync(STDOUT, `${count}\n`);
}
