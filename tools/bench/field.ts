/**
 * How a simulated exchange behaves.
 *
 * - `steady`: always the same body, sent whole.
 * - `changing`: another body each time, in what nobody reads: a clock, a fee.
 * - `switching`: another body each time, and with it the switches of some coins.
 * - `packed`: as `changing`, gzipped.
 * - `tagged`: always the same body, with an ETag.
 */
export const MOODS = ['steady', 'changing', 'switching', 'packed', 'tagged'] as const;

export type Mood = (typeof MOODS)[number];

/** Where each simulated exchange listens. */
export type FieldOrigins = Readonly<Record<Mood, string>>;
