import { onTestFinished } from 'vitest';

import { startSimulatedExchange } from '#src/cli/simulated-exchange.ts';
import type { SimulatedExchange, SimulatedRoute } from '#src/cli/simulated-exchange.ts';

/** A simulated exchange on loopback that is closed when the running test is over. */
export async function startExchange(
  routes: Readonly<Record<string, SimulatedRoute>> = {},
  now?: () => number,
): Promise<SimulatedExchange> {
  const exchange = await startSimulatedExchange({ routes, ...(now !== undefined && { now }) });
  onTestFinished(() => exchange.close());
  return exchange;
}

/** A page such as Cloudflare shows before it lets anybody in. */
export const CHALLENGE_PAGE = `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head>
<body><noscript>Enable JavaScript and cookies to continue</noscript>
<script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};}());</script></body></html>`;
