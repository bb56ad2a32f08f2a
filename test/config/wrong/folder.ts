import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { loadConfig } from '#config/load.ts';
import { ConfigError, explainProblem } from '#config/problem.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** A right configuration, small enough to be read at a glance. Each mistake changes one thing of it. */
export const RIGHT: Readonly<Record<string, string>> = {
  'downtick.yaml': readFileSync('config/downtick.yaml', 'utf8'),
  'networks.yaml': `networks: {}
rails: {}
`,
  'exchanges/lunex.yaml': `id: lunex
name: Lunex
aliases: [Lunex Global]
networks:
  TRC20: [Tronic]
sources:
  ping:
    type: http
    url: https://api.lunex.example/ping
    every: 15s
    probes: api
  status:
    type: json
    url: https://api.lunex.example/status
    every: 30s
    checks:
      - at: data.state
        service: spot
        values: { 0: operational, 1: major_outage }
  page:
    type: statuspage
    url: https://status.lunex.example
    every: 60s
    components:
      Spot Trading: spot
  coins:
    type: wallets
    url: https://api.lunex.example/coins
    every: 30s
    rows: data
    asset: coin
    networks: { rows: chains, name: chain, withdrawal: withdraw }
`,
};

/** Puts something in the place of what a file holds; `null` takes the file away. */
export type Change = readonly [file: string, from: string | null, to?: string | Buffer];

export function folderWith(changes: readonly Change[]): string {
  const folder = join(temporaryFolder(), 'config');
  const files: Record<string, string | Buffer> = { ...RIGHT };
  for (const [file, from, to = ''] of changes) {
    const text = files[file] ?? '';
    if (from === null) files[file] = to;
    else {
      if (!text.includes(from)) throw new Error(`${file} has no "${from}".`);
      files[file] = String(text).replace(from, String(to));
    }
  }
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

/** What is said of a folder, a sentence for each mistake, with its paths from the folder. */
export function saidOf(folder: string, env: Readonly<Record<string, string>> = {}): string[] {
  try {
    loadConfig({ CONFIG_DIR: folder, ...env });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) =>
      explainProblem({
        ...problem,
        file: problem.file.replace(folder, '').replaceAll('\\', '/').replace(/^\//, ''),
      }),
    );
  }
}
