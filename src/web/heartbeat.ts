import type { Clock } from '#src/platform/clock.ts';
import type { HttpFetch, HttpRequest } from '#src/platform/http.ts';

export interface HeartbeatDeps {
  /** An address of healthchecks.io, Uptime Kuma's push monitor, or anything that takes a GET. */
  readonly url: string;
  readonly fetch: HttpFetch;
  readonly clock: Pick<Clock, 'setTimer'>;
  /** What keeps the program from doing its work, as a sentence; `undefined` while it does it. */
  trouble(): string | undefined;
  /** The address did not take it. Told once, until it takes one again. */
  onMissed(message: string): void;
}

const EVERY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Says somewhere else that the program works, and, where the other side knows how to hear it, that it does not. */
export function startHeartbeat(deps: HeartbeatDeps): () => void {
  let isMissing = false;
  let cancel = deps.clock.setTimer(EVERY_MS, beat);

  function beat(): void {
    cancel = deps.clock.setTimer(EVERY_MS, beat);
    void send();
  }

  async function send(): Promise<void> {
    const request = beatOf(deps.url, deps.trouble());
    if (request === undefined) return;
    const result = await deps.fetch({ ...request, timeoutMs: TIMEOUT_MS });
    const isTaken = result.kind === 'not_modified' || (result.kind === 'answer' && result.status < 400);
    if (isTaken) isMissing = false;
    else if (!isMissing) {
      isMissing = true;
      const why = result.kind === 'answer' ? `it answers ${result.status}` : result.message;
      deps.onMissed(`HEARTBEAT_URL is not reached: ${why}.`);
    }
  }

  return () => cancel();
}

/** What is sent; nothing where all that could be heard is that we are well, and we are not. */
export function beatOf(url: string, trouble: string | undefined): HttpRequest | undefined {
  const address = new URL(url);
  if (address.pathname.includes('/api/push/')) {
    address.searchParams.set('status', trouble === undefined ? 'up' : 'down');
    address.searchParams.set('msg', trouble ?? 'OK');
    return { url: address.href };
  }
  if (trouble === undefined) return { url };
  // A ping of healthchecks.io ends in the check's UUID, or in the name that it has in its project.
  const isHealthchecks = /(?:^|\.)hc-ping\.com$/.test(address.hostname) || UUID_PATH.test(address.pathname);
  if (!isHealthchecks) return undefined;
  address.pathname = `${address.pathname.replace(/\/$/, '')}/fail`;
  return { url: address.href, method: 'POST', body: trouble };
}

const UUID_PATH = /\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/?$/i;
