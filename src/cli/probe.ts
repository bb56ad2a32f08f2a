import { withEnvFile } from '#config/env-file.ts';
import { readEnvironment } from '#config/environment.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import { detectPage } from './detect-page.ts';
import { pageYaml } from './page-yaml.ts';

const USAGE =
  'Usage: npm run probe -- URL\nTells which platform serves a status page, and prints the YAML that reads it.';

export interface ProbeResult {
  readonly text: string;
  /** 0: found, or help was asked for. 1: no platform that is known, or not to be seen. 64: no address was given. */
  readonly exitCode: 0 | 1 | 64;
}

/** `npm run probe -- URL` */
export async function probe(args: readonly string[], fetch: HttpFetch): Promise<ProbeResult> {
  const [address, ...rest] = args;
  if (address === '--help' || address === '-h') return { text: USAGE, exitCode: 0 };
  if (address === undefined || rest.length > 0) return { text: USAGE, exitCode: 64 };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase() ?? 'https';
  if (scheme !== 'http' && scheme !== 'https') {
    return {
      text: `"${address}" is no address of a web page: it begins with ${scheme}:.\n\n${USAGE}`,
      exitCode: 64,
    };
  }
  if (!URL.canParse(/^https?:\/\//i.test(address) ? address : `https://${address}`)) {
    return { text: `"${address}" is no address. Paste what the browser shows.\n\n${USAGE}`, exitCode: 64 };
  }
  const detection = await detectPage(address, fetch);
  switch (detection.kind) {
    case 'found':
      return {
        text: [
          `# ${detection.title}, read at ${address}`,
          "# Anybody can open a status page in an exchange's name: use it only if the exchange itself links to it.",
          pageYaml(detection.sources, detection.names),
        ].join('\n'),
        exitCode: 0,
      };
    case 'blocked':
      return {
        text: `Blocked. ${detection.message} That says nothing of the exchange; try from another network.`,
        exitCode: 1,
      };
    case 'unreachable':
      return { text: `No answer. ${detection.message}`, exitCode: 1 };
    case 'none':
      return { text: `${detection.message} (${detection.asked} addresses were asked.)`, exitCode: 1 };
  }
}

/** Of the settings alone: somebody who adds an exchange may have a configuration that is not right yet. */
function ownProxy(): ProxySettings {
  const env = withEnvFile(process.env);
  if (Array.isArray(env)) return {};
  const read = readEnvironment(env as typeof process.env);
  return 'proxy' in read ? read.proxy : {};
}

if (import.meta.main) {
  const client = createHttpClient({ version: 'probe', proxy: ownProxy() });
  const { text, exitCode } = await probe(process.argv.slice(2), client.fetch);
  console.log(text);
  process.exitCode = exitCode;
  await client.close();
}
