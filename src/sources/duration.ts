import { z } from 'zod';

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d+)\s*(ms|s|m|h|d)$/;

/** A duration as people write it: `15s`, `30m`, `24h`. It comes out in milliseconds. */
export const durationSchema = z
  .string()
  .regex(DURATION, 'is no duration: a number and one of ms, s, m, h, d')
  .transform((text) => {
    const [, number, unit] = DURATION.exec(text) ?? [];
    return Number(number) * UNITS_MS[unit as keyof typeof UNITS_MS];
  })
  .meta({ description: 'A duration: a number and one of ms, s, m, h, d.', examples: ['15s'] });
