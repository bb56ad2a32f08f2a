import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parse } from 'yaml';
import { readAnnouncement } from '#src/reader/read-announcement.ts';
import { networkNames } from '#src/names/spelling.ts';
import type { AnnouncementReading } from '#src/reader/announcement.ts';

const sampleSchema = z.strictObject({
  text: z.string(),
  published: z.string().default('2026-03-03T12:00:00Z'),
  exchange: z.string().default('binance'),
  expect: z.array(z.string()).default([]),
  /** A reason that `ignored` begins with, or `true` for any. */
  ignored: z.union([z.string(), z.literal(true)]).optional(),
});
const corpusSchema = z.record(z.string(), z.array(sampleSchema));

const networksSchema = z.object({
  networks: z.record(z.string(), z.array(z.string())),
  rails: z.record(z.string(), z.array(z.string())),
});
const { networks, rails } = networksSchema.parse(
  parse(readFileSync(new URL('../../config/networks.yaml', import.meta.url), 'utf8')),
);
const names = networkNames(networks, rails);

export type Half = 'development' | 'held-out';
export type Sample = z.infer<typeof sampleSchema> & { readonly language: string };

export interface Expected {
  readonly effect: string;
  readonly service: string;
  /** Times that were labelled, as ISO strings or empty; `null` when they were not. */
  readonly times: readonly [from: string, until: string] | null;
}

export interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  /** Halts read as returns, or the reverse. */
  readonly inversions: number;
  readonly precision: number;
  readonly recall: number;
  readonly faults: readonly string[];
}

export function loadCorpus(half: Half): Sample[] {
  return loadSamples(new URL(`./corpus/${half}.yaml`, import.meta.url));
}

/** Any file of samples in the corpus's form, such as a fresh round of sentences nobody has read yet. */
export function loadSamples(file: URL | string): Sample[] {
  const languages = corpusSchema.parse(parse(readFileSync(file, 'utf8')));
  return Object.entries(languages).flatMap(([language, samples]) => samples.map((s) => ({ ...s, language })));
}

export function readSample({ text, published, exchange }: Sample): ReturnType<typeof readAnnouncement> {
  return readAnnouncement(text, {
    publishedAt: Date.parse(published),
    exchange,
    network: (name) => names.canonical(name),
  });
}

/** `halted deposits,withdrawals/USDT/TRC20 2026-03-04T02:00Z..` stands for one expectation a service. */
export function expectationsOf({ expect, exchange }: Pick<Sample, 'expect' | 'exchange'>): Expected[] {
  return expect.flatMap((line) => {
    const [effect = '', path = '', times] = line.split(' ');
    const parts = path.split('/').map((part) => part.split(','));
    const services =
      path === '@' ? [exchange] : product(parts).map((service) => [exchange, ...service].join('/'));
    const [from = '', until = ''] = times?.split('..') ?? [];
    return services.map((service) => ({
      effect,
      service,
      times: times === undefined ? null : ([from, until] as const),
    }));
  });
}

/** The sample with its times unlabelled, so that only service and effect are compared. */
export function withoutTimes(sample: Sample): Sample {
  return { ...sample, expect: sample.expect.map((line) => line.split(' ').slice(0, 2).join(' ')) };
}

function product(parts: readonly string[][]): string[][] {
  return parts.reduce<string[][]>((all, part) => all.flatMap((head) => part.map((p) => [...head, p])), [[]]);
}

/** Precision and recall over (service, effect, labelled times). */
export function scoreOf(samples: readonly Sample[]): Score {
  let [right, wrong, missed, inversions] = [0, 0, 0, 0];
  const faults: string[] = [];
  for (const sample of samples) {
    const expected = expectationsOf(sample);
    const { readings, ignored } = readSample(sample);
    const extra = readings.filter((reading) => !expected.some((e) => agrees(e, reading)));
    const lost = expected.filter((e) => !readings.some((reading) => agrees(e, reading)));
    right += readings.length - extra.length;
    wrong += extra.length;
    missed += lost.length;
    inversions += extra.filter((r) =>
      expected.some((e) => e.service === r.service && isInverse(e.effect, r.effect)),
    ).length;
    if (extra.length + lost.length > 0) {
      faults.push(
        `${sample.text}\n    read:     ${readings.map(show).join('; ') || `ignored: ${ignored}`}\n    expected: ${sample.expect.join('; ') || 'nothing'}`,
      );
    }
  }
  return {
    right,
    wrong,
    missed,
    inversions,
    precision: right / (right + wrong),
    recall: right / (right + missed),
    faults,
  };
}

function agrees({ effect, service, times }: Expected, reading: AnnouncementReading): boolean {
  if (effect !== reading.effect || service !== reading.service) return false;
  return times === null || (minute(reading.from) === times[0] && minute(reading.until) === times[1]);
}

export function isInverse(a: string, b: string): boolean {
  return (a === 'resumed') !== (b === 'resumed');
}

export function minute(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().replace(/:00\.000Z$/, 'Z');
}

function show({ service, effect, from, until, sure }: AnnouncementReading): string {
  return `${effect} ${service} ${minute(from)}..${minute(until)} (${sure})`;
}
