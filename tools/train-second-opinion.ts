import { writeFileSync } from 'node:fs';

import { commandLine } from '#src/cli/command-line.ts';
import { BUCKETS, featuresOf } from '#src/reader/ngrams.ts';
import { BOILERPLATE } from '#test/reader/boilerplate.ts';
import { loadCorpus } from '#test/reader/corpus.ts';
import type { Half } from '#test/reader/corpus.ts';

const USAGE = `Trains the reader's second opinion from the corpus, and writes its weights.

  npm run reader:train`;

const FILE = 'src/reader/second-opinion-weights.ts';
const ROUNDS = 40;
const RATE = 4;
const DECAY = 0.0002;
const SCALE = 8;

interface Example {
  readonly features: ReadonlyMap<number, number>;
  readonly relevant: boolean;
}

commandLine(USAGE, {});
const weights = new Float64Array(BUCKETS);
let bias = 0;

const development = examplesOf('development').concat(boilerplate());
train(development);
const quantized = Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight * SCALE))));
writeFileSync(FILE, sourceOf(quantized));
report('development', development);
report('held-out', examplesOf('held-out'));

function examplesOf(half: Half): Example[] {
  return loadCorpus(half).map(({ expect, text }) => ({
    features: featuresOf(text.slice(0, 400)),
    relevant: expect.length > 0,
  }));
}

function boilerplate(): Example[] {
  return Object.values(BOILERPLATE)
    .flat()
    .map((text) => ({ features: featuresOf(text), relevant: false }));
}

/** Logistic regression by stochastic descent, always in the same order: the same corpus makes the same weights. */
function train(examples: readonly Example[]): void {
  const negatives = examples.filter(({ relevant }) => !relevant).length;
  const balance = (examples.length - negatives) / negatives;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = RATE / (1 + round / 4);
    for (let i = 0; i < examples.length; i += 1) {
      const example = examples[(i * 7919) % examples.length];
      if (example === undefined) continue;
      const error = (example.relevant ? 1 : 0) - probabilityOf(example);
      const step = rate * error * (example.relevant ? 1 : balance);
      for (const [bucket, value] of example.features) {
        weights[bucket] = (weights[bucket] ?? 0) * (1 - DECAY * rate) + step * value;
      }
      bias += 0.1 * step;
    }
  }
}

function probabilityOf({ features }: Example): number {
  let sum = bias;
  for (const [bucket, value] of features) sum += (weights[bucket] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}

function report(name: string, examples: readonly Example[]): void {
  const sure = examples.filter((example) => probabilityOf(example) >= 0.9);
  const right = sure.filter(({ relevant }) => relevant).length;
  const all = examples.filter(({ relevant }) => relevant).length;
  console.log(
    `${name}: ${examples.length} texts, sure of ${sure.length}, of which ${right} tell of a service (${all} do)`,
  );
}

function sourceOf(values: readonly number[]): string {
  const bytes = Buffer.from(Int8Array.from(values).buffer).toString('base64');
  const lines = bytes.match(/.{1,96}/g) ?? [];
  return `// Written by \`npm run reader:train\` from the corpus in test/reader. Not to be edited.

/** What the weights are multiplied with, so that they fit into a byte each. */
export const SCALE = ${SCALE};

export const BIAS = ${bias.toFixed(4)};

const BYTES =
${lines.map((line) => `  '${line}'`).join(' +\n')};

export const WEIGHTS = Int8Array.from(atob(BYTES), (letter) => letter.charCodeAt(0));
`;
}
