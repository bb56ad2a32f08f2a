import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { rolldown } from 'rolldown';
import type { OutputChunk } from 'rolldown';

import manifest from '#package.json' with { type: 'json' };

import { inAscii } from './ascii.ts';
import { inPlace } from './in-place.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What runs as soon as it is loaded. */
const PROGRAM = 'src/process/run.ts';
/** It is a library of machine code. */
const EXTERNAL = '@resvg';
/** What libraries try to load and do without. */
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'erlpack', '@discordjs/opus', 'iconv-lite'];

/**
 * Writes the program as a few files: `downtick.js`, the commands in `cli/`, what they share in `chunks/`, the
 * configuration, and the one package that cannot be part of them.
 */
export async function bundle(folder: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const out = resolve(folder);
  const commands = commandsOf(manifest.scripts);
  const built = await rolldown({
    cwd: ROOT,
    platform: 'node',
    input: {
      downtick: 'downtick.js',
      ...Object.fromEntries([...commands.values()].map((name) => [`cli/${name}`, `src/cli/${name}.ts`])),
    },
    external: [new RegExp(`^${EXTERNAL}/`), ...OPTIONAL],
    plugins: [inPlace(ROOT)],
    checks: { eval: false },
    logLevel: 'warn',
  });
  const { output } = await built.generate({
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Names stay, so that a stack says where it came from.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await built.close();
  const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');

  let bytes = 0;
  for (const { code, fileName } of chunks) {
    const text = inAscii(code);
    bytes += text.length;
    const path = join(out, fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  writeFileSync(join(out, 'warm.js'), warmUp(chunks));
  copyConfig(join(out, 'config'));
  cpSync(join(ROOT, 'node_modules', EXTERNAL), join(out, 'node_modules', EXTERNAL), { recursive: true });
  for (const name of ['LICENSE', 'exec.cmd']) cpSync(join(ROOT, name), join(out, name));
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifestOf(commands), undefined, 2)}\n`);
  return { files: chunks.length, bytes };
}

/** By npm script: the file in `src/cli` that it starts. */
function commandsOf(scripts: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const found = Object.entries(scripts).flatMap(([script, line]) => {
    const name = /^node src\/cli\/([\w-]+)\.ts$/.exec(line)?.[1];
    return name === undefined ? [] : [[script, name] as const];
  });
  return new Map(found);
}

/** Has Node keep what it makes of all that the program may load, without running it. */
function warmUp(chunks: readonly OutputChunk[]): string {
  const isProgram = ({ moduleIds }: OutputChunk): boolean => moduleIds.includes(join(ROOT, PROGRAM));
  const byName = new Map(chunks.map((one) => [one.fileName, one]));
  const loaded = new Set<OutputChunk>();
  function follow({ dynamicImports, imports }: OutputChunk): void {
    for (const name of [...imports, ...dynamicImports]) {
      const chunk = byName.get(name);
      if (chunk === undefined || loaded.has(chunk)) continue;
      loaded.add(chunk);
      follow(chunk);
    }
  }
  for (const chunk of chunks.filter(isProgram)) follow(chunk);
  const passive = [...loaded].filter((chunk) => !isProgram(chunk));
  return [
    "import { enableCompileCache } from 'node:module';",
    "enableCompileCache(import.meta.dirname + '/node_modules/.cache/node');",
    ...passive.map(({ fileName }) => `await import('./${fileName}');`),
    '',
  ].join('\n');
}

function copyConfig(target: string): void {
  const source = join(ROOT, 'config');
  cpSync(source, target, { recursive: true, filter: (path) => !path.endsWith('.ts') });
}

function manifestOf(commands: ReadonlyMap<string, string>): Record<string, unknown> {
  const { engines, license, name, scripts, version } = manifest;
  const own = [...commands].map(([script, file]) => [script, `node cli/${file}.js`]);
  return {
    name,
    version,
    private: true,
    license,
    type: 'module',
    scripts: { start: scripts.start, ...Object.fromEntries(own) },
    engines,
  };
}
