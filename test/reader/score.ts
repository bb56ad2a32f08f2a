import { commandLine } from '#src/cli/command-line.ts';
import { loadCorpus, loadSamples, scoreOf, withoutTimes } from '#test/reader/corpus.ts';
import type { Sample } from '#test/reader/corpus.ts';

const USAGE = `Prints precision and recall of the announcement reader on its corpus.

  npm run read:score [-- FILE] [--faults] [--pairs]

  FILE       scores other sentences, in the same form
  --faults   lists what was read wrong
  --pairs    looks at service and effect, not at the labelled times`;

const { positionals, values } = commandLine(
  USAGE,
  { faults: { type: 'boolean', default: false }, pairs: { type: 'boolean', default: false } },
  { positionals: true },
);
const [file] = positionals;

if (file === undefined) {
  printAll('development', loadCorpus('development'));
  printAll('held-out', loadCorpus('held-out'));
} else printAll('file', loadSamples(file));

function printAll(name: string, labelled: readonly Sample[]): void {
  const samples = values.pairs ? labelled.map(withoutTimes) : labelled;
  for (const [language = '', some = []] of Object.entries(Object.groupBy(samples, (s) => s.language))) {
    print(`${name} ${language}`, some);
  }
  print(name, samples);
  if (values.faults) {
    process.stdout.write(
      scoreOf(samples)
        .faults.map((fault) => `  - ${fault}\n`)
        .join(''),
    );
  }
}

function print(name: string, samples: readonly Sample[]): void {
  const { inversions, precision, recall, right, wrong, missed } = scoreOf(samples);
  process.stdout.write(
    `${name.padEnd(22)} ${String(samples.length).padStart(4)} texts  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  inversions ${inversions}  (${right} right, ${wrong} wrong, ${missed} missed)\n`,
  );
}
