import { describe, expect, it } from 'vitest';
import { expectationsOf, loadCorpus, readSample, scoreOf } from '#test/reader/corpus.ts';
import type { Half } from '#test/reader/corpus.ts';

const HALVES: readonly Half[] = ['development', 'held-out'];

describe.each(HALVES)('the %s half of the announcement corpus', (half) => {
  const samples = loadCorpus(half);
  const score = scoreOf(samples);

  it('is read with a precision of at least 0.98', () => {
    expect(score.precision, score.faults.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it('is read with a recall of at least 0.95', () => {
    expect(score.recall, score.faults.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('has no halt that is read as a return, nor the reverse', () => {
    expect(score.inversions).toBe(0);
  });

  it('says why whenever there is nothing to act on', () => {
    for (const sample of samples) {
      const { ignored, readings } = readSample(sample);
      expect(ignored === null, sample.text).toBe(readings.length > 0);
    }
  });

  it('names the labelled reason where a text is ignored', () => {
    const named = samples.filter(({ ignored }) => typeof ignored === 'string');
    const wrong = named.filter((s) => !readSample(s).ignored?.startsWith(`${String(s.ignored)}:`));
    expect(wrong.length / named.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05);
  });
});

it('has at least 250 texts, 25 of every language, and no text twice', () => {
  const all = HALVES.flatMap(loadCorpus);
  expect(all.length).toBeGreaterThanOrEqual(250);
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  for (const language of ['english', 'chinese', 'korean', 'japanese']) {
    expect(all.filter((sample) => sample.language === language).length).toBeGreaterThanOrEqual(25);
  }
});

it('labels every text with readings or with a reason to ignore it, not both', () => {
  for (const sample of HALVES.flatMap(loadCorpus)) {
    expect(expectationsOf(sample).length > 0, sample.text).toBe(sample.ignored === undefined);
  }
});
