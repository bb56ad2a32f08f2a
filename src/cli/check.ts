import { loadOwnConfig } from '#config/load.ts';
import { masked } from '#src/platform/mask.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { EXIT } from '#src/platform/exit.ts';
import { version } from '#src/platform/version.ts';

import { checkSources } from './check/check-source.ts';
import { hasChanged, readLastCheck, writeLastCheck } from './check/last-check.ts';
import { renderTable } from './check/table.ts';
import { chooseExchanges, commandLine, orExit } from './command-line.ts';

const USAGE = `Reads every source once and says what it came to.

  npm run check [-- EXCHANGE…] [--json] [--exchange ID]… [--changed] [--full]

  EXCHANGE, --exchange ID   only these exchanges
  --json                    one JSON array on standard output, and nothing else
  --full                    all that is not operational by name, on as many lines as that takes
  --changed                 only sources that say something else than when this was last asked

Exit code: 0 when every source could be read, 1 when not,
64 for an exchange that is not known, 78 when the configuration is wrong.`;

const LAST_CHECK = 'data/last-check.json';
const PARALLEL = 16;

const { values, positionals } = commandLine(
  USAGE,
  {
    json: { type: 'boolean', default: false },
    changed: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    exchange: { type: 'string', multiple: true, default: [] },
  },
  { positionals: true },
);

const config = orExit(() => loadOwnConfig());
const exchanges = orExit(
  () => chooseExchanges(config.exchanges, [...positionals, ...values.exchange]),
  EXIT.usage,
);
const sources = exchanges.flatMap((exchange) => exchange.sources);
const http = createHttpClient({ version, proxy: config.proxy });
const checked = await checkSources(sources, {
  fetch: http.fetch,
  parallel: PARALLEL,
  onChecked: (done) => showProgress(done, sources.length),
});
await http.close();
showProgress(0, 0);

const last = values.changed ? readLastCheck(LAST_CHECK) : {};
const shown = values.changed ? checked.filter((source) => hasChanged(source, last)) : checked;
if (values.changed) writeLastCheck(LAST_CHECK, checked, last);

if (values.json) {
  process.stdout.write(`${masked(JSON.stringify(shown, null, 2), config.secrets)}\n`);
} else {
  console.log(
    values.changed && shown.length === 0
      ? `Nothing has changed at ${checked.length} sources.`
      : renderTable(shown, {
          now: Date.now(),
          width: process.stdout.columns ?? 140,
          // Who looks at one exchange wants to read all that is said of it.
          isWhole: exchanges.length === 1 || values.full,
          isFull: values.full,
        }),
  );
  for (const { id, retired } of exchanges) if (retired !== undefined) console.log(`\n${id}: ${retired.note}`);
}
process.exitCode = checked.every(({ outcome }) => outcome === 'ok') ? 0 : 1;

/** A bar on a terminal; nothing in a pipe. With no total it takes itself away. */
function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const width = 30;
  const filled = total === 0 ? 0 : Math.round((done / total) * width);
  const bar = total === 0 ? '' : `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${total}`;
  process.stderr.write(`\r\u001B[K${bar}`);
}
