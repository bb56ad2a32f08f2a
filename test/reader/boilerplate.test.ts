import { describe, expect, it } from 'vitest';

import { readAnnouncement } from '#src/reader/read-announcement.ts';
import { BOILERPLATE } from '#test/reader/boilerplate.ts';
import { loadCorpus } from '#test/reader/corpus.ts';
import type { Sample } from '#test/reader/corpus.ts';

/** Cuts the corpus to what a test has time for: other texts for each sentence. */
const EVERY = 23;

/** Of all headlines without a full stop, where the sentence behind them stands in the same line. */
const MISREAD_SHARE = 0.02;

const samples = [...loadCorpus('development'), ...loadCorpus('held-out')];

function readingsOf(text: string, { exchange, published }: Sample): string {
  const { readings } = readAnnouncement(text, { publishedAt: Date.parse(published), exchange });
  return readings
    .map(({ effect, from, service, until }) => `${effect} ${service} ${from}..${until}`)
    .toSorted()
    .join('\n');
}

function withPoint(text: string): string {
  return hasPoint(text) ? text : `${text}.`;
}

function hasPoint(text: string): boolean {
  return /[.!?。…]\W*$/.test(text);
}

describe.each(Object.entries(BOILERPLATE))(
  'what stands around an announcement in %s',
  (language, sentences) => {
    it.each(sentences.map((sentence, i) => [sentence, i] as const))(
      'changes nothing: %s',
      (sentence, offset) => {
        const own = samples.filter((sample) => sample.language === language);
        const some = own.filter((_, i) => i % EVERY === offset % EVERY);
        const changed = some.flatMap((sample) => {
          const before = readingsOf(sample.text, sample);
          const around = [
            `${sentence} ${sample.text}`,
            `${sentence}\n${sample.text}`,
            `${withPoint(sample.text)} ${sentence}`,
            `${sample.text}\n${sentence}`,
          ];
          return around.filter((text) => readingsOf(text, sample) !== before);
        });
        expect(changed).toEqual([]);
      },
    );
  },
);

describe('a headline without a full stop', () => {
  it('ends where a sentence about something else begins in the same line', () => {
    const around = Object.entries(BOILERPLATE).flatMap(([language, sentences]) => {
      const own = samples.filter(({ text, ...sample }) => sample.language === language && !hasPoint(text));
      return sentences.flatMap((sentence, offset) =>
        own
          .filter((_, i) => i % EVERY === offset % EVERY)
          .map((sample) => ({ sample, text: `${sample.text} ${sentence}` })),
      );
    });
    const changed = around.filter(
      ({ sample, text }) => readingsOf(text, sample) !== readingsOf(sample.text, sample),
    );
    expect(around.length).toBeGreaterThan(150);
    expect(changed.length / around.length).toBeLessThan(MISREAD_SHARE);
  });
});
