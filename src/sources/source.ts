import type { z } from 'zod';

import type { Reading } from '#src/domain/reading.ts';
import type { Venue } from '#src/domain/venue.ts';
import type { HttpRequest } from '#src/platform/http.ts';
import type { Writing } from '#src/reader/announcement.ts';

import type { PageFinder } from './page/page-finder.ts';
import type { ThirdOpinion } from './posts/model/third-opinion.ts';

/** What a decoder may know besides its configuration and the answer. */
export interface DecodeContext {
  /** The exchange's id: the root of every service path. */
  readonly exchange: string;
  /** The service, relative to the exchange, that answers: what an error that names none is about. `api` by default. */
  readonly endpoint?: string;
  /** Epoch milliseconds. Only a type that declares itself `clocked` may look. */
  readonly now: number;
  /** The canonical name of a network or a fiat rail: `BSC` → `BEP20`. Unknown names come back as they are. */
  readonly network: (name: string) => string;
  /** How the exchange writes its posts. */
  readonly writing?: Writing | undefined;
  /** A model that can be asked about posts that the rules leave open. */
  readonly opinion?: ThirdOpinion | undefined;
}

/** The parts of an answer that a decoder reads. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Decoded {
  readonly readings: readonly Reading[];
  /** Values outside the documented ones, for the operator: each was read as `unknown`, never as operational. */
  readonly unread: readonly string[];
  /** How many rows a list has that names all that there is, well or not: coins, pairs, components. */
  readonly listed?: number;
  /** An error stood in the place of the payload: what it does not speak of, it says nothing of. */
  readonly partial?: true;
}

/**
 * What a type of source tells: words that the exchange keeps saying, switches of coins and pairs, things said once, or
 * whether something answers.
 */
type Speech = 'words' | 'flags' | 'statements' | 'probes';

/**
 * A type of source: a pure function from answers to readings, and the configuration it needs. All that the rest of
 * the program has to know of a type stands here.
 *
 * `decode` gets one answer with a 2xx status for each request, in order. It throws a `SourceError` when the
 * answer is not of the documented shape; it never guesses.
 */
export interface SourceType<Schema extends z.ZodObject = z.ZodObject> {
  /** What it reads, as a sentence of the documentation. */
  readonly summary: string;
  readonly speaks: Speech;
  /** The keys by which it says something, where all of them may be left out and it then says nothing. */
  readonly saysBy?: string;
  /** What people call the place where it reads. */
  readonly venue: Venue | ((config: z.output<Schema>) => Venue);
  /** The keys of this type in an exchange's YAML, besides those that every source has. Each is described. */
  readonly schema: Schema;
  /** Reads the time, so that an unchanged body still has to be decoded again. */
  readonly clocked?: true | ((config: z.output<Schema>) => boolean);
  /** The shortest cadence that is decent towards what it reads, in milliseconds. */
  readonly minEveryMs?: number;
  requests(config: z.output<Schema>): readonly HttpRequest[];
  decode(config: z.output<Schema>, answers: readonly Answer[], context: DecodeContext): Decoded;
  /**
   * Reads what the exchange itself says in an answer with a 4xx or 5xx status, such as "under maintenance". `null` when
   * it says nothing that is known: then its status is all that it says. Throws `SourceError` as `decode` does.
   */
  decodeError?(config: z.output<Schema>, answer: Answer, context: DecodeContext): Decoded | null;
  /** The services, relative to the exchange, that it can speak of, as far as its configuration tells. */
  services?(config: z.output<Schema>): readonly string[];
  /** Of a status page: how its platform is told from others. */
  readonly finder?: PageFinder;
}

/** An answer that is not of the documented shape, or that holds an error instead of its payload. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: 'broken' | 'throttled' | 'blocked' | 'misconfigured';

  constructor(kind: SourceError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
