import { EnvHttpProxyAgent, fetch } from 'undici';

/** What HTTP_PROXY, HTTPS_PROXY and NO_PROXY say. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

export function hasProxy({ httpProxy, httpsProxy }: ProxySettings): boolean {
  return httpProxy !== undefined || httpsProxy !== undefined;
}

/** `fetch`, through a proxy where one is to be asked. */
export function fetchThrough(settings: ProxySettings): (url: string, init: RequestInit) => Promise<Response> {
  const dispatcher = new EnvHttpProxyAgent(settings);
  return async (url, { body, headers, method, signal }) => {
    // A form of Node's own classes is none to undici's: it is written out first.
    const form = body instanceof FormData ? new Response(body) : undefined;
    const all = new Headers(headers);
    if (form !== undefined) all.set('content-type', form.headers.get('content-type') ?? '');
    const answer = await fetch(url, {
      dispatcher,
      headers: [...all],
      body: form === undefined ? ((body ?? null) as string | Uint8Array | null) : await form.bytes(),
      ...(method !== undefined && { method }),
      ...(signal instanceof AbortSignal && { signal }),
    });
    return answer;
  };
}
