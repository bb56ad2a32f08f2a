import { Agent } from 'node:https';
import { createRequire } from 'node:module';

import type { ClientOptions, WebSocket } from 'ws';

import { hasProxy } from '#src/platform/proxy.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

const require = createRequire(import.meta.url);

/**
 * Has the gateway connect through a proxy. discord.js hands nothing on to its WebSocket, but takes the class from the
 * package `ws` when it is loaded; so this comes before discord.js is loaded, and this file does not import it.
 */
export function proxyGateway(settings: ProxySettings): void {
  if (!hasProxy(settings)) return;
  const { httpProxy, httpsProxy, noProxy } = settings;
  const agent = new Agent({
    proxyEnv: { HTTP_PROXY: httpProxy, HTTPS_PROXY: httpsProxy ?? httpProxy, NO_PROXY: noProxy },
  });
  // As discord.js requires it: what is imported is another face of the same package.
  const ws = require('ws') as { WebSocket: typeof WebSocket };
  class ProxiedWebSocket extends ws.WebSocket {
    constructor(url: string, protocols: string[], options: ClientOptions) {
      super(url, protocols, url.startsWith('wss:') ? { ...options, agent } : options);
    }
  }
  Object.assign(ws, { WebSocket: ProxiedWebSocket });
}
