import { loadOwnConfig } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { EXIT } from '#src/platform/exit.ts';

import { commandLine } from './command-line.ts';
import { renderConfigSummary, renderProblems } from './config/report.ts';

const USAGE = `Explains what is wrong in the settings and in the configuration, each with its file and line.

  npm run config:validate

Exit code: 0 when all is well, 78 when not.`;

commandLine(USAGE, {});
try {
  console.log(renderConfigSummary(loadOwnConfig()));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(renderProblems(error.problems));
  process.exitCode = EXIT.config;
}
