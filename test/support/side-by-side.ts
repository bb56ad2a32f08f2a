import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** Tests that keep a core busy for long, the longest first. */
const BUSY = [
  'deploy/image',
  'repo/recipes',
  'engine/properties',
  'scenarios/part-4',
  'scenarios/part-3',
  'scenarios/part-1',
  'scenarios/part-2',
  'cli/scripts',
  'reader/boilerplate',
  'reader/feed-score',
  'storage/exchange-states',
  'conformance/hostile-answers',
  'commands/hostile',
  'fuzz/',
  'config/wrong/',
  'replay/docs',
];

/** Tests that for most of their time wait for other processes and for time to pass. */
const WAITING = [
  // The first bundles the program. What waits for the bundle comes after what does not need it.
  'end-to-end/cluster',
  'cluster/attacks',
  'end-to-end/alerts-over-redis',
  'end-to-end/alerts.',
  'end-to-end/update',
  'end-to-end/vantages',
  'end-to-end/lifecycle',
  'end-to-end/',
  'cluster/balance',
  'cluster/redis-parts',
  'storage/redis-store',
  'storage/store.',
  'storage/sqlite-adapter',
  'cli/check/check.test',
  'channels/discord/end-to-end',
  'channels/discord/http-interactions',
  'channels/discord/alert-places',
  'channels/discord/alert-life',
  'channels/discord/client',
];

/**
 * Has tests that wait run beside those that keep a core busy, and what takes long before what does not: neither do all
 * wait for each other's processes at the beginning, nor does one long test go on by itself at the end.
 */
export class SideBySide extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- It is Vitest's, and changes nothing.
    const sorted = await super.sort(files);
    const alone = sorted.filter(({ project }) => project.config.isolate);
    const shared = sorted.filter(({ project }) => !project.config.isolate);
    const busy = inOrderOf(BUSY, shared);
    const waiting = inOrderOf(WAITING, shared);
    const pairs = Array.from({ length: Math.max(busy.length, waiting.length) }, (_, i) => [
      waiting[i],
      busy[i],
    ]);
    const long = pairs.flat().filter((one) => one !== undefined);
    return [...alone, ...long, ...shared.filter((one) => !long.includes(one))];
  }
}

function inOrderOf(names: readonly string[], files: readonly TestSpecification[]): TestSpecification[] {
  const named = names.flatMap((name) => files.filter(({ moduleId }) => moduleId.includes(`/test/${name}`)));
  return [...new Set(named)];
}
