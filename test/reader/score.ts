// Prints precision and recall of the announcement reader on both halves of its corpus: `node test/reader/score.ts [--faults]`.
import { parseArgs } from 'node:util';
import { loadCorpus, scoreOf } from '#test/reader/corpus.ts';
import type { Half, Sample, Score } from '#test/reader/corpus.ts';

const { values } = parseArgs({ options: { faults: { type: 'boolean', default: false } } });
const HALVES: readonly Half[] = ['development', 'held-out'];

for (const half of HALVES) {
  const samples = loadCorpus(half);
  for (const language of new Set(samples.map((sample) => sample.language))) {
    print(
      `${half} ${language}`,
      samples.filter((sample) => sample.language === language),
    );
  }
  const score = print(half, samples);
  if (values.faults) process.stdout.write(score.faults.map((fault) => `  - ${fault}\n`).join(''));
}

function print(name: string, samples: readonly Sample[]): Score {
  const score = scoreOf(samples);
  const { inversions, precision, recall } = score;
  process.stdout.write(
    `${name.padEnd(22)} ${String(samples.length).padStart(4)} texts  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  inversions ${inversions}\n`,
  );
  return score;
}
