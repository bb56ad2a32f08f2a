import type { HttpRequest } from '#src/platform/http.ts';

/** What a server gave us to ask "has it changed?" with. */
interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

// Requests are those of the configuration, so this is room for all of them; it only bounds the memory.
const MAX_REQUESTS = 4096;

/**
 * Remembers the validators of each request's newest whole answer.
 *
 * undici's cache interceptor is not used: a status has to be revalidated every time, whatever its `Cache-Control`
 * says, and the bodies need not be kept.
 */
export class HttpValidators {
  private readonly byRequest = new Map<string, Validators>();

  /** The headers that make the request conditional; `undefined` when nothing is known or wanted. */
  conditionsFor(request: HttpRequest): Record<string, string> | undefined {
    if (request.revalidate === false || this.byRequest.size === 0) return undefined;
    const known = this.byRequest.get(keyOf(request));
    if (known === undefined) return undefined;
    return {
      ...(known.etag !== undefined && { 'if-none-match': known.etag }),
      ...(known.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
    };
  }

  remember(request: HttpRequest, headers: Readonly<Record<string, string>>): void {
    const etag = headers['etag'];
    const lastModified = headers['last-modified'];
    if (etag === undefined && lastModified === undefined) {
      if (this.byRequest.size > 0) this.byRequest.delete(keyOf(request));
      return;
    }
    if (this.byRequest.size >= MAX_REQUESTS) this.forgetOldest();
    this.byRequest.set(keyOf(request), {
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
    });
  }

  private forgetOldest(): void {
    for (const oldest of this.byRequest.keys()) {
      this.byRequest.delete(oldest);
      return;
    }
  }
}

function keyOf(request: HttpRequest): string {
  return request.body === undefined ? request.url : `${request.url}\n${request.body}`;
}
