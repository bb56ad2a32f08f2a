import { describe, expect, it } from 'vitest';
import { expectationsOf, loadCorpus, readSample, scoreOf } from '#test/reader/corpus.ts';
import type { Half } from '#test/reader/corpus.ts';

const HALVES: readonly Half[] = ['development', 'held-out'];

describe.each(HALVES)('the %s half of the announcement corpus', (half) => {
  const samples = loadCorpus(half);
  const score = scoreOf(samples);

  it('is read with a precision of at least 0.98', () => {
    expect(score.precision >= 0.98 ? [] : score.faults).toEqual([]);
  });

  it('is read with a recall of at least 0.95', () => {
    expect(score.recall >= 0.95 ? [] : score.faults).toEqual([]);
  });

  it('has no halt that is read as a return, nor the reverse', () => {
    expect(score.inversions).toBe(0);
  });

  it('says why whenever there is nothing to act on', () => {
    const unsaid = samples.filter((sample) => {
      const { ignored, readings } = readSample(sample);
      return (ignored === null) !== readings.length > 0;
    });
    expect(unsaid).toEqual([]);
  });

  it('names the labelled reason where a text is ignored', () => {
    const named = samples.filter(({ ignored }) => typeof ignored === 'string');
    const wrong = named.filter((s) => !readSample(s).ignored?.startsWith(`${String(s.ignored)}:`));
    expect(wrong.length <= named.length * 0.05 ? [] : wrong.map(({ text }) => text)).toEqual([]);
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
  const wrong = HALVES.flatMap(loadCorpus).filter(
    (sample) => expectationsOf(sample).length > 0 === (sample.ignored !== undefined),
  );
  expect(wrong.map(({ text }) => text)).toEqual([]);
});
