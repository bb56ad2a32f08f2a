import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

const FLUSH_AFTER_MS = 3_000;

// A program that mostly waits has more of memory than of speed: without this, V8 keeps a hundred megabytes of room.
// Whatever starts it, it is said here, before anything else is loaded.
setFlagsFromString('--optimize-for-size');
// What Node makes of the source is kept for the next start, which then takes a third less time and 20 MB less. It is
// kept where only who installs writes, and where that is not possible, nothing is kept.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'));
await import('#src/process/run.ts');
setTimeout(flushCompileCache, FLUSH_AFTER_MS).unref();
