import { createHash, hash } from 'node:crypto';

import type { Dispatcher } from 'undici';

import { badAnswer, explainHttpFailure } from '#src/platform/http-failure.ts';
import type { HttpFailure } from '#src/platform/http-failure.ts';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly kind: 'wire';
  readonly status: number;
  /** Lower-cased names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  body(): Buffer;
  /** What tells its body from any other. */
  digest(): string;
}

export interface ExchangeLimits {
  /** For everything, from the first look-up to the last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Sends one request and gathers its answer. Never rejects. */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: ExchangeLimits,
): Promise<WireAnswer | HttpFailure> {
  return new Promise((resolve) => {
    try {
      dispatcher.dispatch(options, new AnswerCollector(limits, resolve));
    } catch (error) {
      resolve(explainHttpFailure(error));
    }
  });
}

/** undici's own handler rather than its `request`: no stream stands between the socket and the body. */
class AnswerCollector implements Dispatcher.DispatchHandler {
  private readonly maxBytes: number;
  private readonly settle: (result: WireAnswer | HttpFailure) => void;
  private readonly timer: NodeJS.Timeout;
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private headers: Readonly<Record<string, string>> = {};
  private status: number | undefined;
  private wireBytes = 0;
  private settled = false;

  constructor(limits: ExchangeLimits, settle: (result: WireAnswer | HttpFailure) => void) {
    this.maxBytes = limits.maxBytes;
    this.settle = settle;
    this.timer = setTimeout(() => {
      const message = `No whole answer within ${limits.timeoutMs} ms.`;
      this.giveUp({ kind: 'no_answer', reason: 'timeout', message });
    }, limits.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.settled) controller.abort(new Error('Given up before it was sent.'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.status = status;
    this.headers = flatten(headers);
    if (Number(this.headers['content-length']) > this.maxBytes) this.giveUpAsTooLarge();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.wireBytes += chunk.length;
    if (this.wireBytes > this.maxBytes) this.giveUpAsTooLarge();
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { chunks, headers, wireBytes: bytes, status = 0 } = this;
    const [only] = chunks.length === 1 ? chunks : [];
    let digest: string | undefined;
    this.finish({
      kind: 'wire',
      status,
      headers,
      bytes,
      body: () => only ?? Buffer.concat(chunks),
      digest: () => (digest ??= only === undefined ? digestOf(chunks) : hash(HASH, only, 'base64url')),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.finish(explainHttpFailure(error, this.status));
  }

  private giveUpAsTooLarge(): void {
    this.giveUp(badAnswer('too_large', `The body is larger than ${this.maxBytes} bytes.`, this.status));
  }

  private giveUp(failure: HttpFailure): void {
    this.finish(failure);
    this.controller?.abort(new Error(failure.message));
  }

  private finish(result: WireAnswer | HttpFailure): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.timer);
    this.settle(result);
  }
}

// An attacker who finds two bodies with one hash gains nothing; it is the fastest where a processor helps with it.
const HASH = 'sha256';

function digestOf(chunks: readonly Buffer[]): string {
  const hashing = createHash(HASH);
  for (const chunk of chunks) hashing.update(chunk);
  return hashing.digest('base64url');
}

/** Repeated fields are joined by commas, which RFC 9110 (5.3) makes the same thing. */
function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
