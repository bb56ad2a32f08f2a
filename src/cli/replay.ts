import { parseArgs } from 'node:util';

import { loadConfig } from '#config/load.ts';
import { compare, isMet } from '#src/replay/expectations.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { replay } from '#src/replay/replay.ts';

import { orExit } from './command-line.ts';
import { renderComparison, renderNotices, toJsonLine } from './replay/report.ts';

const USAGE = `Plays a scripted world through the real sources, polling and engine in virtual time.

  npm run replay -- SCENARIO.yaml… [--json]

  --json   one JSON object a line for each notice, and nothing else on standard output

Exit code: 0 when what was told is what the scenario expects, 1 when not, 78 when a file is wrong.
How a scenario is written: docs/replay.md.`;

const { values, positionals } = orExit(() =>
  parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
);
if (values.help || positionals.length === 0) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 78);
}

// Nothing is sent in a replay, so that sources which need a token are played without one.
const config = orExit(() => loadConfig({ ...process.env, X_BEARER_TOKEN: 'not-sent-in-a-replay' }));
for (const path of positionals) {
  const { scenario, exchange } = orExit(() => readScenario(path, config));
  const told = await replay(exchange, scenario);
  if (values.json) for (const notice of told) process.stdout.write(`${toJsonLine(notice)}\n`);
  else console.log(renderNotices(scenario, told));
  if (scenario.expect === undefined) continue;
  const rows = compare(scenario.expect, told);
  if (isMet(rows)) {
    if (!values.json) console.log('\nAs expected.');
    continue;
  }
  process.exitCode = 1;
  console.error(renderComparison(path, rows));
}
