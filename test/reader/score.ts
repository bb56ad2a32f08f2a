import { loadOwnConfig } from '#config/load.ts';
import { commandLine, orExit } from '#src/cli/command-line.ts';
import { loadCorpus, loadSamples, scoreOf, withoutTimes } from '#test/reader/corpus.ts';
import type { Sample } from '#test/reader/corpus.ts';
import { FEED_PARTS, loadFeed, loadPosts } from '#test/reader/feed.ts';
import type { FeedPost } from '#test/reader/feed.ts';
import { scoreFeed } from '#test/reader/feed-score.ts';

const USAGE = `Prints precision and recall of the announcement reader on its corpus.

  npm run read:score [-- FILE] [--posts] [--faults] [--pairs]

  FILE       scores other sentences, in the same form
  --posts    FILE holds whole posts, title and body apart
  --faults   lists what was read wrong, but for posts that nobody is to look at
  --pairs    looks at service and effect of sentences, not at the labelled times`;

const { positionals, values } = commandLine(
  USAGE,
  {
    faults: { type: 'boolean', default: false },
    pairs: { type: 'boolean', default: false },
    posts: { type: 'boolean', default: false },
  },
  { positionals: true },
);
const [file] = positionals;

if (file === undefined) {
  printAll('development', loadCorpus('development'));
  printAll('held-out', loadCorpus('held-out'));
  for (const part of FEED_PARTS)
    printFeed(`feed ${part}`, loadFeed(part), values.faults && part !== 'unseen');
} else if (values.posts)
  printFeed(
    'posts',
    orExit(() => loadPosts(file)),
    values.faults,
  );
else printAll('file', loadSamples(file));

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

function printFeed(name: string, posts: readonly FeedPost[], hasFaults: boolean): void {
  const config = loadOwnConfig();
  const { alarmed, faults, irrelevant, opposite, precision, recall, timed } = scoreFeed(posts, config);
  process.stdout.write(
    `${name.padEnd(22)} ${String(posts.length).padStart(4)} posts  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  times right ${timed.toFixed(3)}  irrelevant read as anything ${alarmed} of ${irrelevant}  opposite ${opposite}\n`,
  );
  if (hasFaults) process.stdout.write(faults.map((fault) => `  - ${fault}\n`).join(''));
}

function print(name: string, samples: readonly Sample[]): void {
  const { inversions, precision, recall, right, wrong, missed } = scoreOf(samples);
  process.stdout.write(
    `${name.padEnd(22)} ${String(samples.length).padStart(4)} texts  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  inversions ${inversions}  (${right} right, ${wrong} wrong, ${missed} missed)\n`,
  );
}
