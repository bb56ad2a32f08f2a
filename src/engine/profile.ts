import type { Venue } from '#src/domain/venue.ts';

/** What the engine has to know of an exchange besides its state. */
export interface ExchangeProfile {
  readonly id: string;
  /** As people write it: `Binance`. */
  readonly name: string;
  readonly sources: Readonly<Record<string, SourceProfile>>;
}

export interface SourceProfile {
  /** Its cadence, from which staleness is counted. */
  readonly everyMs: number;
  readonly venue: Venue;
}
