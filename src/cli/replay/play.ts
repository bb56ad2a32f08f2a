import { loadOwnConfig } from '#config/load.ts';
import { compareAll, isMet } from '#src/replay/expectations.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { replay } from '#src/replay/replay.ts';

import { commandLine, misused, orExit } from '#src/cli/command-line.ts';
import { interestFrom, follow } from './follow.ts';
import { renderAsides, renderComparison, renderPlayed, toJsonLines, verdictOf } from './report.ts';

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

// Nothing is sent in a replay, so that sources which need a token are played without one.
const config = orExit(() => loadOwnConfig({ X_BEARER_TOKEN: 'not-sent-in-a-replay' }));
for (const path of positionals) {
  const { scenario, exchanges } = orExit(() => readScenario(path, config));
  const ids = exchanges.map(({ id }) => id);
  const follows = values.follow;
  const interest = follows === undefined ? undefined : orExit(() => interestFrom(follows, values.level, ids));
  const played = await replay(exchanges, scenario);
  const majorsOf = (id: string) => exchanges.find((one) => one.id === id)?.policy.rollUp.majors ?? [];
  const followed = interest === undefined ? undefined : follow(interest, played, majorsOf);
  const { refreshes, explain } = values;
  const shown = { refreshes, explain, followed, focus: interest?.selectors ?? [] };
  if (values.json) {
    for (const line of toJsonLines(played, shown)) process.stdout.write(`${line}\n`);
    for (const line of renderAsides(scenario, played)) console.error(line);
  } else console.log(renderPlayed(scenario, played, shown));
  const rows = compareAll(scenario, played);
  if (!isMet(rows)) {
    process.exitCode = 1;
    console.error(renderComparison(path, rows));
  } else if (!values.json && (rows.length > 0 || scenario.expect !== undefined)) {
    console.log(`\n${verdictOf(scenario, played)}`);
  }
}
