import { describe, expect, it } from 'vitest';

import { readAnnouncement } from '#src/reader/read-announcement.ts';
import { BOILERPLATE } from '#test/reader/boilerplate.ts';
import { loadCorpus } from '#test/reader/corpus.ts';
import type { Sample } from '#test/reader/corpus.ts';

/** Cuts the corpus to what a test has time for: other texts for each sentence. */
const EVERY = 23;

const samples = [...loadCorpus('development'), ...loadCorpus('held-out')];

function readingsOf(text: string, { exchange, published }: Sample): string {
  const { readings } = readAnnouncement(text, { publishedAt: Date.parse(published), exchange });
  return readings
    .map(({ effect, from, service, until }) => `${effect} ${service} ${from}..${until}`)
    .toSorted()
    .join('\n');
}

function withPoint(text: string): string {
  return /[.!?。…]\W*$/.test(text) ? text : `${text}.`;
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
