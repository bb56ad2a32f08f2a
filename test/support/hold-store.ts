import { openStore } from '#src/storage/store.ts';

// Run as a program of its own, with a store's URL: it says when it holds the store, and holds it until it is killed.
openStore(process.argv[2] ?? '', { report: () => {} });
process.stdout.write('held\n');
setInterval(() => {}, 1_000);
