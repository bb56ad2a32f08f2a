import { z } from 'zod';

import { UNITS_MS } from '#src/sources/duration.ts';

const PARTS = /(\d+)\s*(ms|s|m|h|d)/g;
const SPAN = /^\d+\s*(?:ms|s|m|h|d)(?:\s*\d+\s*(?:ms|s|m|h|d))*$/;
const RELATIVE = /^\+\d+(?:ms|s|m|h|d)(?:\d+(?:ms|s|m|h|d))*$/;

/** A time of the wall, in epoch milliseconds, or one that counts from the scenario's start. */
export type ScenarioTime = number | { readonly afterMs: number };

/** `90s`, or several parts at once: `1h24m`. It comes out in milliseconds. */
export const spanSchema = z
  .string()
  .regex(SPAN, 'is no duration: numbers, each with one of ms, s, m, h, d')
  .transform(spanMs)
  .meta({ description: 'A duration, such as 90s or 1h24m.', examples: ['1h24m'] });

export const absoluteSchema = z.iso
  .datetime({ offset: true, error: 'is no time: write it like 2021-11-01T12:00:00Z' })
  .transform((text) => Date.parse(text))
  .meta({ description: 'A time with its zone, such as 2021-11-01T12:00:00Z.' });

const NO_MOMENT = 'is no time: write it like 2021-11-01T12:00:00Z, or +10m for ten minutes after the start';

export const momentSchema = z
  .string({ error: NO_MOMENT })
  .refine((text) => RELATIVE.test(text) || absoluteSchema.safeParse(text).success, { error: NO_MOMENT })
  .transform((text): ScenarioTime =>
    text.startsWith('+') ? { afterMs: spanMs(text) } : absoluteSchema.parse(text),
  )
  .meta({ description: 'A time with its zone, or one after the start of the scenario, such as +1h30m.' });

function spanMs(text: string): number {
  let total = 0;
  for (const [, number, unit] of text.matchAll(PARTS))
    total += Number(number) * UNITS_MS[unit as keyof typeof UNITS_MS];
  return total;
}
