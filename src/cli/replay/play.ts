import { loadOwnConfig } from '#config/load.ts';
import { compareAll, isMet } from '#src/replay/expectations.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { replay } from '#src/replay/replay.ts';

import { orExit } from '#src/cli/command-line.ts';
import { interestFrom, asFollowed } from './as-followed.ts';
import { renderAsides, renderComparison, renderPlayed, toJsonLines, lastWord } from './report.ts';

interface Options {
  readonly json: boolean;
  readonly refreshes: boolean;
  readonly explain: boolean;
  readonly follow?: readonly string[];
  readonly level: string;
}

/** Plays scenarios one after the other, and sets the exit code where one is not met. */
export async function play(paths: readonly string[], values: Options): Promise<void> {
  // Nothing is sent in a replay, so that sources which need a token are played without one.
  const config = orExit(() => loadOwnConfig({ X_BEARER_TOKEN: 'not-sent-in-a-replay' }));
  for (const path of paths) {
    const { scenario, exchanges } = orExit(() => readScenario(path, config));
    const ids = exchanges.map(({ id }) => id);
    const follows = values.follow;
    const interest =
      follows === undefined ? undefined : orExit(() => interestFrom(follows, values.level, ids));
    const played = await replay(exchanges, scenario);
    const majorsOf = (id: string) => exchanges.find((one) => one.id === id)?.policy.rollUp.majors ?? [];
    const followed = interest === undefined ? undefined : asFollowed(interest, played, majorsOf);
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
      console.log(`\n${lastWord(scenario, played)}`);
    }
  }
}
