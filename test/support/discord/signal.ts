export interface WaitOptions {
  /** Wall-clock guard of a test that waits for what never comes; 30 s unless told: a busy machine starts processes slowly. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;

/** Something that happens again and again and can be waited for, without polling. */
export class Signal<T> {
  readonly #waiting = new Set<(value: T) => void>();

  emit(value: T): void {
    for (const offer of this.#waiting) offer(value);
  }

  /** The next value that matches; `what` names it in the error when it does not come in time. */
  next(
    what: string | (() => string),
    matches: (value: T) => boolean,
    { timeoutMs = defaultTimeoutMs }: WaitOptions = {},
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const offer = (value: T): void => {
        if (!matches(value)) return;
        clearTimeout(guard);
        this.#waiting.delete(offer);
        resolve(value);
      };
      const guard = setTimeout(() => {
        this.#waiting.delete(offer);
        reject(new Error(`Waited ${timeoutMs} ms for ${typeof what === 'string' ? what : what()}.`));
      }, timeoutMs);
      this.#waiting.add(offer);
    });
  }
}
