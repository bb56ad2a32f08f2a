import { describe, expect, it } from 'vitest';
import type { z } from 'zod';

import type { Reading } from '#src/domain/reading.ts';
import { problemOfService } from '#src/domain/service.ts';
import { SourceError } from '#src/sources/source.ts';
import type { Answer, Decoded, SourceType } from '#src/sources/source.ts';

export const NOW = Date.parse('2026-03-20T12:00:00Z');

/** Bodies of one type of source, each written to the shape that its configuration expects. */
export interface SourceSamples<Schema extends z.ZodObject> {
  readonly type: SourceType<Schema>;
  /** As in an exchange's file, without the keys that every source has. */
  readonly config: z.input<Schema>;
  /** A healthy answer. */
  readonly good: unknown;
  /** Nothing to tell: a list without rows. `broken` where an exchange always has some. */
  readonly empty: { readonly body: unknown; readonly means: 'nothing' | 'broken' };
  /** Errors inside the exchange's own envelope that state nothing. */
  readonly errors: readonly unknown[];
  /** JSON of other shapes. */
  readonly wrongShapes: readonly unknown[];
  /** A healthy answer but for one value that is not documented. Left out where a type reads no values. */
  readonly unknownValue?: unknown;
}

/** What every type of source that asks one endpoint has to keep to. */
export function describeSourceContract<Schema extends z.ZodObject>(
  name: string,
  samples: SourceSamples<Schema>,
): void {
  const config = samples.type.schema.parse(samples.config);
  const decode = (body: string): Decoded =>
    samples.type.decode(config, [answerOf(body)], {
      exchange: 'example',
      now: NOW,
      network: (network) => network,
    });
  const decodeJson = (body: unknown): Decoded => decode(JSON.stringify(body));

  describe(`${name} keeps the contract of sources`, () => {
    it('asks for http addresses', () => {
      for (const { url } of samples.type.requests(config)) expect(url).toMatch(/^https?:\/\//);
    });

    it('reads a healthy answer without a trouble and without a remainder', () => {
      const { readings, unread } = decodeJson(samples.good);
      expect(readings.filter(({ status }) => status !== 'operational')).toEqual([]);
      expect(unread).toEqual([]);
    });

    it('says the same of the same answer', () => {
      expect(decodeJson(samples.good)).toEqual(decodeJson(samples.good));
    });

    it('names services that are paths of its exchange', () => {
      for (const { service } of everyReading(samples, decodeJson)) {
        expect(problemOfService(service)).toBeNull();
        expect(service.split('/')[0]).toBe('example');
      }
    });

    it('gives evidence in one bounded line', () => {
      for (const { evidence } of everyReading(samples, decodeJson)) {
        expect(evidence.length).toBeLessThanOrEqual(300);
        expect(evidence).not.toMatch(/\p{Cc}/u);
      }
    });

    it(`takes an empty answer as ${samples.empty.means}`, () => {
      const read = (): readonly Reading[] => decodeJson(samples.empty.body).readings;
      const verdict =
        kindOf(read) ?? (read().some(({ status }) => status !== 'operational') ? 'trouble' : 'nothing');
      expect(verdict).toBe(samples.empty.means);
    });

    it('never gives a status for an error in an envelope', () => {
      for (const body of samples.errors) expect(() => decodeJson(body)).toThrow(SourceError);
    });

    it('never gives a status for another shape', () => {
      for (const body of samples.wrongShapes) expect(() => decodeJson(body)).toThrow(SourceError);
    });

    it('never gives a status for half an answer', () => {
      const whole = JSON.stringify(samples.good);
      for (const share of [0.2, 0.5, 0.9])
        expect(() => decode(whole.slice(0, whole.length * share))).toThrow(SourceError);
      expect(() => decode('')).toThrow(SourceError);
    });

    it('takes a web page for a broken source, and a challenge for a block', () => {
      expect(kindOf(() => decode('<!DOCTYPE html><title>Welcome</title>'))).toBe('broken');
      expect(kindOf(() => decode('<!DOCTYPE html><title>Just a moment...</title>'))).toBe('blocked');
    });

    // Some types have no set of values that a new one could be added to.
    if (samples.unknownValue === undefined) return;
    it('reads a value that is not documented as unknown, and reports it', () => {
      const { readings, unread } = decodeJson(samples.unknownValue);
      expect(readings.some(({ status }) => status === 'unknown')).toBe(true);
      expect(unread).not.toEqual([]);
    });
  });
}

function everyReading<Schema extends z.ZodObject>(
  samples: SourceSamples<Schema>,
  decodeJson: (body: unknown) => Decoded,
) {
  const bodies = samples.unknownValue === undefined ? [samples.good] : [samples.good, samples.unknownValue];
  return bodies.flatMap((body) => decodeJson(body).readings);
}

export function answerOf(body: string): Answer {
  return { url: 'https://api.example.com/', status: 200, headers: {}, body };
}

function kindOf(run: () => unknown): SourceError['kind'] | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof SourceError) return error.kind;
    throw error;
  }
  return undefined;
}
