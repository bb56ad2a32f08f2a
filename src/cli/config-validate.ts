import { loadConfig } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';

import { renderConfigSummary, renderProblems } from './config/report.ts';

/** What sysexits.h calls a configuration error. */
const EXIT_CONFIG = 78;

try {
  console.log(renderConfigSummary(loadConfig(process.env)));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(renderProblems(error.problems));
  process.exitCode = EXIT_CONFIG;
}
