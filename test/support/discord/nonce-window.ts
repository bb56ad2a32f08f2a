import type { Clock } from '#src/platform/clock.ts';

interface Use {
  readonly messageId: string;
  readonly channelId: string;
  readonly at: number;
}

/** Which message an author's nonce made. Discord remembers "the past few minutes" and says no more. */
export class NonceWindow {
  readonly #uses = new Map<string, Use>();
  readonly #clock: Clock;
  readonly #windowMs: number;

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  remember(authorId: string, nonce: string | number, message: { id: string; channel_id: string }): void {
    const use = { messageId: message.id, channelId: message.channel_id, at: this.#clock.now() };
    this.#uses.set(`${authorId}:${nonce}`, use);
  }

  /** As when its time is over. */
  forgetAll(): void {
    this.#uses.clear();
  }

  find(authorId: string, nonce: string | number): Use | undefined {
    const use = this.#uses.get(`${authorId}:${nonce}`);
    return use && this.#clock.now() - use.at < this.#windowMs ? use : undefined;
  }
}
