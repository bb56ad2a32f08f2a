import type { Dispatcher } from 'undici';

import type { WireAnswer } from './http-exchange.ts';
import { badAnswer } from './http-failure.ts';
import type { HttpFailure } from './http-failure.ts';
import type { HttpRequest } from './http.ts';
import { isPrivateHost } from './private-address.ts';

export type RedirectTarget = Omit<Dispatcher.DispatchOptions, 'headers'>;

export type Redirected =
  | {
      readonly kind: 'follow';
      readonly target: RedirectTarget;
      /** Whether it is still the server that was asked, so that what was meant for it may go along. */
      readonly isSameOrigin: boolean;
    }
  | HttpFailure;

/** Whether an answer sends us somewhere else. */
type Head = Pick<WireAnswer, 'headers' | 'status'>;

export function isRedirection({ headers, status }: Head): boolean {
  return status >= 300 && status < 400 && status !== 304 && headers['location'] !== undefined;
}

/**
 * Where a redirect may lead: within the origin that was asked, or to a host that the request names, and into a
 * private network only from there. Whatever else a server points to, its word is not this one's.
 */
export async function followRedirect(
  request: HttpRequest,
  from: RedirectTarget,
  { headers, status }: Head,
): Promise<Redirected> {
  const asked = new URL(request.url);
  const to = URL.parse(headers['location'] ?? '', new URL(from.path, String(from.origin)).href);
  if (to === null || !/^https?:$/.test(to.protocol)) {
    return badAnswer('malformed', 'The redirect leads to no address.', status);
  }
  const isSameOrigin = to.origin === asked.origin;
  if (!isSameOrigin && !isSafer(asked, to) && !isNamed(asked, to, request.redirects))
    return elsewhere(to, status);
  if (!isSameOrigin && (await isPrivateHost(to.hostname)) && !(await isPrivateHost(asked.hostname))) {
    return elsewhere(to, status);
  }
  // As browsers do: only 307 and 308 repeat what was sent.
  const repeats = status === 307 || status === 308 || from.method === 'GET';
  return {
    kind: 'follow',
    isSameOrigin,
    target: {
      origin: to.origin,
      path: to.pathname + to.search,
      method: repeats ? from.method : 'GET',
      ...(repeats && from.body !== undefined && { body: from.body }),
    },
  };
}

/** The same host, asked in secret from now on. */
function isSafer(asked: URL, to: URL): boolean {
  return asked.protocol === 'http:' && to.protocol === 'https:' && to.host === asked.hostname;
}

function isNamed(asked: URL, to: URL, named: HttpRequest['redirects'] = []): boolean {
  if (named === 'anywhere') return true;
  const isOpen = asked.protocol === 'https:' && to.protocol === 'http:';
  // A host without a scheme means the default ports, as it does everywhere in the configuration.
  return named.some((host) =>
    host.includes('://') ? to.origin === URL.parse(host)?.origin : to.host === host && !isOpen,
  );
}

function elsewhere(to: URL, status: number): HttpFailure {
  return badAnswer('redirect_elsewhere', to.host, status);
}
