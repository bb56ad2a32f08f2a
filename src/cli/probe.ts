import { withEnvFile } from '#config/env-file.ts';
import { readEnvironment } from '#config/environment.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import { EXIT } from '#src/platform/exit.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import { commandLine } from './command-line.ts';
import { detectPage } from './detect-page.ts';
import { pageYaml } from './page-yaml.ts';

const USAGE = `Tells which platform serves a status page, and prints the YAML that reads it.

  npm run probe -- URL

Exit code: 0 when it was found, 1 when not.`;

export interface ProbeResult {
  readonly text: string;
  /** 0: found. 1: no platform that is known, or not to be seen. 64: no address was given. */
  readonly exitCode: 0 | 1 | 64;
}

/** `npm run probe -- URL` */
export async function probe(args: readonly string[], fetch: HttpFetch): Promise<ProbeResult> {
  const [address, ...rest] = args;
  if (address === undefined || rest.length > 0)
    return { text: `One address is to be named.\n\n${USAGE}`, exitCode: EXIT.usage };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase() ?? 'https';
  if (scheme !== 'http' && scheme !== 'https') {
    return {
      text: `"${address}" is no address of a web page: it begins with ${scheme}:.\n\n${USAGE}`,
      exitCode: EXIT.usage,
    };
  }
  if (!isAddress(address)) {
    return {
      text: `"${address}" is no address. Paste what the browser shows.\n\n${USAGE}`,
      exitCode: EXIT.usage,
    };
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
      return { text: `No answer: ${detection.message}.`, exitCode: 1 };
    case 'none':
      return { text: `${detection.message} (${detection.asked} addresses were asked.)`, exitCode: 1 };
  }
}

/** What a browser shows; where it leaves out the scheme, a host has a dot in it, which a file's path or a word has not. */
function isAddress(text: string): boolean {
  if (/^https?:\/\//i.test(text)) return URL.canParse(text);
  return URL.canParse(`https://${text}`) && /^[^/]*\w\.\w/.test(text);
}

/** Of the settings alone: somebody who adds an exchange may have a configuration that is not right yet. */
function ownProxy(): ProxySettings {
  const env = withEnvFile(process.env);
  if (Array.isArray(env)) return {};
  const read = readEnvironment(env as typeof process.env);
  return 'proxy' in read ? read.proxy : {};
}

if (import.meta.main) {
  const { positionals } = commandLine(USAGE, {}, { positionals: true });
  const client = createHttpClient({ version: 'probe', proxy: ownProxy() });
  const { text, exitCode } = await probe(positionals, client.fetch);
  console.log(text);
  process.exitCode = exitCode;
  await client.close();
}
