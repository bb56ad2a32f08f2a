import { z } from 'zod';

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#src/domain/time.ts';

export const UNITS_MS = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const;
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
