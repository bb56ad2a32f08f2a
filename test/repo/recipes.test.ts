import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const run = promisify(execFile);
const page = readFileSync('CONTRIBUTING.md', 'utf8');

interface Step {
  readonly path: string;
  /** The line after which the text goes; absent for a new file. */
  readonly after: string | undefined;
  readonly text: string;
}

/** The pieces of code of a recipe, each with where it goes. */
function stepsOf(heading: string): Step[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  const pieces = body.matchAll(
    /<!-- (file|insert): (\S+?)(?:, after: (.*?))? -->\n *```(?:ts|yaml)\n([\s\S]*?)\n *```/g,
  );
  return Array.from(pieces, ([, , path = '', after, text = '']) => ({
    path,
    after,
    text: text.replaceAll(/^ {3}/gm, ''),
  }));
}

/** A copy of the repository in which a recipe was followed. */
function followed(steps: readonly Step[]): string {
  const root = temporaryFolder();
  for (const entry of [
    'src',
    'commands',
    'config',
    'test',
    'tools',
    'docs',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ])
    cpSync(entry, join(root, entry), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
  for (const { after, path, text } of steps) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (after === undefined) {
      if (existsSync(target)) throw new Error(`${path} is there already.`);
      writeFileSync(target, `${text}\n`);
      continue;
    }
    const before = readFileSync(target, 'utf8');
    if (!before.includes(after)) throw new Error(`${path} has no line "${after}".`);
    writeFileSync(target, before.replace(after, `${after}\n${text}`));
  }
  return root;
}

/** Type check of the program and of some tests, and these tests, in a folder; what they say where they fail. */
async function verify(root: string, tests: readonly string[]): Promise<string> {
  const bin = (name: string): string => resolve('node_modules', name);
  const checked = { extends: './tsconfig.json', include: ['src', 'commands', 'config', ...tests] };
  writeFileSync(join(root, 'tsconfig.recipe.json'), JSON.stringify(checked));
  try {
    await run(
      process.execPath,
      [bin('typescript/bin/tsc'), '-p', 'tsconfig.recipe.json', '--singleThreaded'],
      { cwd: root },
    );
    await run(process.execPath, [bin('vitest/vitest.mjs'), 'run', ...tests], { cwd: root });
    return '';
  } catch (error) {
    const { stderr, stdout } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

describe('a recipe of CONTRIBUTING.md, followed as it stands there', { timeout: 300_000 }, () => {
  it('makes a command, and makes a source type', async () => {
    const command = stepsOf('A command');
    const source = stepsOf('A source type');
    expect([...command, ...source].map(({ path }) => path)).toEqual([
      'commands/ping.ts',
      'commands/index.ts',
      'commands/index.ts',
      'config/locales/en.yaml',
      'test/commands/ping.test.ts',
      'src/sources/api/motd/motd.ts',
      'src/sources/index.ts',
      'src/sources/index.ts',
      'test/sources/api/motd/motd.test.ts',
    ]);
    const tests = ['test/commands/ping.test.ts', 'test/commands/limits.test.ts', 'test/sources/api/motd'];
    expect(await verify(followed([...command, ...source]), tests)).toBe('');
  });

  it('rewords what people read', () => {
    const folder = join(temporaryFolder(), 'config');
    cpSync('config', folder, { recursive: true });
    const [, section = ''] = page.split('\n## A wording\n');
    const [, named = ''] = /`(config\/locales\/[\w-]+\.yaml)`/.exec(section) ?? [];
    expect(existsSync(named)).toBe(true);
    const [id = '', text = ''] =
      Object.entries(loadConfig({}).languages['en'] ?? {}).find(([, one]) => !one.includes('{')) ?? [];
    writeFileSync(join(folder, 'locales', 'en.yaml'), `${JSON.stringify({ [id]: `${text}!` })}\n`);
    expect(loadConfig({ CONFIG_DIR: folder }).languages['en']?.[id]).toBe(`${text}!`);
  });
});
