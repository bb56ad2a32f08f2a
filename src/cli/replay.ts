import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What Node makes of the source is kept for the next replay, which then starts in half of the time.
enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node'));
await import('./replay/play.ts');
