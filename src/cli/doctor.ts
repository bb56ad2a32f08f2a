import { loadOwnConfig } from '#config/load.ts';
import type { Address } from '#src/channels/discord/line/examine.ts';
import manifest from '#package.json' with { type: 'json' };
import { EXIT } from '#src/platform/exit.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { masked } from '#src/platform/mask.ts';
import { version } from '#src/platform/version.ts';
import { followedAddresses } from '#src/storage/followed-addresses.ts';

import { commandLine, orExit } from './command-line.ts';
import { examineNetwork, examineNode, examineStore, examineToken } from './doctor/examine.ts';
import type { Diagnosis } from './doctor/examine.ts';

const USAGE = `Looks at everything that the bot needs, and says what to do where something is wrong. Changes nothing,
posts nothing, and prints no secret. The bot may be running.

  npm run doctor

Exit code: 0 when all is well, 1 when something is wrong, 78 when the configuration is.`;

const MARKS = { well: '✓', doubtful: '?', bad: '✗' } as const;

commandLine(USAGE, {});
const config = orExit(() => loadOwnConfig());
let isWell = true;
show(examineNode(process.version, manifest.engines.node));
show({ what: 'configuration', kind: 'well', says: `${config.exchanges.length} exchanges.` });
const store = await examineStore(config);
show(store);
const dates = new Map<string, number>();
const http = createHttpClient({
  version,
  proxy: config.proxy,
  onDate: (host, at) => dates.set(host, at - Date.now()),
});
for (const finding of await examineNetwork(config, { fetch: http.fetch, dates })) show(finding);
await http.close();
const addresses: readonly Address[] = store.kind === 'well' ? followedAddresses(config.storeUrl) : [];
for (const finding of await examineToken(config, addresses)) show(finding);
process.exitCode = isWell ? EXIT.ok : EXIT.failed;

function show({ kind, says, what }: Diagnosis): void {
  if (kind === 'bad') isWell = false;
  console.log(masked(`${MARKS[kind]} ${what.padEnd(13)} ${says}`, config.secrets));
}
