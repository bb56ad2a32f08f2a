import { loadOwnConfig } from '#config/load.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';

import { commandLine, orExit } from './command-line.ts';

const USAGE = `Asks the bot on this machine whether it is alive, at HTTP_ADDRESS. For container engines.

  npm run healthcheck

Exit code: 0 when it is, 1 when not, 78 when HTTP_ADDRESS is not set.`;

const ANSWER_WITHIN_MS = 4_000;

commandLine(USAGE, {});
const { httpAddress } = orExit(() => loadOwnConfig());
if (httpAddress === undefined) {
  exitSaying('HTTP_ADDRESS is not set, so there is nobody to ask. Set it to 127.0.0.1:8080.', EXIT.config);
}
// Who listens on every address is asked on this machine's own.
const own = httpAddress.replace(/^0\.0\.0\.0:/, '127.0.0.1:').replace(/^\[::\]:/, '[::1]:');
try {
  const answer = await fetch(`http://${own}/healthz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  console.log(await answer.text());
  process.exitCode = answer.ok ? EXIT.ok : EXIT.failed;
} catch {
  console.error(
    `Nobody answers at ${own} within ${ANSWER_WITHIN_MS / 1_000} s. Is the bot running, with this HTTP_ADDRESS?`,
  );
  process.exitCode = EXIT.failed;
}
