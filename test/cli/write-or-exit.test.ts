import { pathToFileURL } from 'node:url';

import { expect, it } from 'vitest';

import { EXIT } from '#src/platform/exit.ts';

import { runNode } from './run-node.ts';

it('a file that cannot be written is named in a sentence, without a stack', async () => {
  // A folder that is none: nobody may write there, not even root.
  const target = pathToFileURL(`${process.cwd()}/package.json/page.md`).href;
  const module = pathToFileURL(`${process.cwd()}/src/cli/write-or-exit.ts`).href;
  const { code, err } = await runNode([
    '--input-type=module',
    '--eval',
    `import { writeOrExit } from '${module}'; writeOrExit(new URL('${target}'), 'text');`,
  ]);
  expect(code).toBe(EXIT.unavailable);
  expect(err).toMatch(/^.*page\.md cannot be written \(\w+\): .*run it in one that you may write to\.\n$/);
});
