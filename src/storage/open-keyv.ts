import { Keyv } from 'keyv';
import type { KeyvOptions } from 'keyv';

/** A stored value that is not what Keyv writes: cut off, or written by something else. */
export class Garbled {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Keyv over a store of its own, set up so that nothing is lost silently. A failure rejects at the call that
 * met it; Keyv's `error` event would only tell the same again, so it is off. A value that cannot be parsed is
 * read as `Garbled`, where it would otherwise end a listing of all the others.
 */
export function openKeyv(store: NonNullable<KeyvOptions['store']>, namespace: string): Keyv<unknown> {
  return new Keyv<unknown>({
    store,
    namespace,
    throwOnErrors: true,
    emitErrors: false,
    serialize,
    deserialize: parse,
  });
}

/** A value as Keyv writes it. */
export function serialize(data: { readonly value?: unknown }): string {
  return JSON.stringify(data);
}

function parse(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'value' in parsed) return parsed;
  } catch {
    // Told apart by what is returned.
  }
  return { value: new Garbled(text) };
}
