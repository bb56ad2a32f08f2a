import { flushCompileCache } from 'node:module';

const FLUSH_AFTER_MS = 3_000;

await import('#src/process/run.ts');
setTimeout(flushCompileCache, FLUSH_AFTER_MS).unref();
