/**
 * Why an address takes nothing. What it is called stands in the catalogues.
 * - `gone`: the address was deleted.
 * - `left`: the bot was sent away from where it stands.
 * - `hidden`: the bot may not see it.
 * - `no_right`: the bot may not post there.
 * - `not_text`: nothing can be written there.
 * - `locked`, `archived`: a thread that takes nothing more.
 * - `no_direct`: somebody takes no direct messages of the bot.
 */
export const CLOSED_KINDS = [
  'gone',
  'left',
  'hidden',
  'no_right',
  'not_text',
  'locked',
  'archived',
  'no_direct',
  'other',
] as const;

export interface Closed {
  readonly kind: (typeof CLOSED_KINDS)[number];
  /** What the bot lacks there, where that is known, by the names of whoever gives it. */
  readonly rights?: readonly string[];
}
