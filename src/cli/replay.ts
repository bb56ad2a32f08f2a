import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

import { commandLine, misused } from './command-line.ts';

const USAGE = `Plays a scripted world through the real sources, polling and engine in virtual time.

  npm run replay -- SCENARIO.yaml… [--refreshes] [--follow SELECTOR… [--level LEVEL]] [--explain] [--json]

  --refreshes        show also which messages are brought up to date, and how
  --follow SELECTOR  show what a channel is told that follows this, such as binance/withdrawals
  --level LEVEL      how much that channel wants to hear: major, standard (as it is) or detailed
  --explain          say of each notice which rule decided, and with --follow why it is wanted or not
  --json             one JSON object a line for each notice, and nothing else on standard output

Exit code: 0 when what was told is what the scenario expects, 1 when not, 78 when a file is wrong.
How a scenario is written: docs/replay.md.`;

const { values, positionals } = commandLine(
  USAGE,
  {
    json: { type: 'boolean', default: false },
    refreshes: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    follow: { type: 'string', multiple: true },
    level: { type: 'string', default: 'standard' },
  },
  { positionals: true },
);
if (positionals.length === 0) misused('No scenario is named.', USAGE);

// What Node makes of the source is kept for the next replay, which then starts in half of the time.
enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node'));
const { play } = await import('./replay/play.ts');
await play(positionals, values);
