import { writeFileSync } from 'node:fs';

import { commandLine } from '#src/cli/command-line.ts';
import { readAnnouncement } from '#src/reader/read-announcement.ts';
import { BUCKETS, featuresOf } from '#src/reader/ngrams.ts';
import { BOILERPLATE } from '#test/reader/boilerplate.ts';
import { loadCorpus } from '#test/reader/corpus.ts';
import type { Half } from '#test/reader/corpus.ts';
import { loadFeed } from '#test/reader/feed.ts';
import type { FeedPart } from '#test/reader/feed.ts';

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

const learned = [
  ...examplesOf('development'),
  ...surrounded('development'),
  ...boilerplate(),
  ...posts('seen'),
  ...posts('fresh'),
];
train(learned);
const quantized = Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight * SCALE))));
writeFileSync(FILE, sourceOf(quantized));
report('learned', learned);
report('held-out', examplesOf('held-out'));

/** Sentences, but for those that tell of an end: alone they are labelled as no news, in whole posts as such. */
function examplesOf(half: Half): Example[] {
  return loadCorpus(half)
    .filter(({ exchange, published, text }) => {
      const read = readAnnouncement(text, { exchange, publishedAt: Date.parse(published) });
      return read.endings.length === 0;
    })
    .map(({ expect, text }) => example(text, expect.length > 0));
}

/** What stands around a sentence does not change what it tells: each that tells of a service comes with some of it. */
function surrounded(half: Half): Example[] {
  const telling = loadCorpus(half).filter(({ expect }) => expect.length > 0);
  return telling.flatMap(({ language, text }, i) => {
    const around = BOILERPLATE[language] ?? [];
    const one = around[i % around.length];
    return one === undefined ? [] : [example(`${text} ${one}`, true)];
  });
}

function example(text: string, relevant: boolean): Example {
  return { features: featuresOf(text), relevant };
}

function boilerplate(): Example[] {
  return Object.values(BOILERPLATE)
    .flat()
    .map((text) => example(text, false));
}

/** Whole posts, and their headlines alone, which is all that some feeds supply. */
function posts(part: Exclude<FeedPart, 'unseen'>): Example[] {
  return loadFeed(part).flatMap(({ body, expect, title }) => {
    const whole = [title, body].filter((words) => words !== undefined).join('\n');
    const texts = title === undefined || body === undefined ? [whole] : [whole, title];
    return texts.map((text) => example(text, expect.length > 0));
  });
}

/** Logistic regression by stochastic descent, always in the same order: the same corpus makes the same weights. */
function train(examples: readonly Example[]): void {
  const negatives = examples.filter(({ relevant }) => !relevant).length;
  const balance = (examples.length - negatives) / negatives;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = RATE / (1 + round / 4);
    for (let i = 0; i < examples.length; i += 1) {
      const one = examples[(i * 7919) % examples.length];
      if (one === undefined) continue;
      const error = (one.relevant ? 1 : 0) - probabilityOf(one);
      const step = rate * error * (one.relevant ? 1 : balance);
      for (const [bucket, value] of one.features) {
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
  const sure = examples.filter((one) => probabilityOf(one) >= 0.9);
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
