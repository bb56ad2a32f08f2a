import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Problem } from './problem.ts';

const NEARLY = /\.(?:ya?ml|json)(?:\.txt)?$/i;
const READ = ['downtick.yaml', 'networks.yaml', 'exchanges', 'locales', 'schema'];

/** Whether somebody may think that a file of this name is read, which it is not. */
export function isNearlyYaml(name: string): boolean {
  return NEARLY.test(name) && !name.endsWith('.yaml');
}

export function renamed(name: string): Pick<Problem, 'expected' | 'suggestion'> {
  return {
    expected: 'only files whose names end in .yaml, in this folder',
    suggestion: NEARLY.test(name) ? name.replace(NEARLY, '.yaml') : undefined,
  };
}

/** Why a catalogue of that name is nobody's: no reader's language is called so. `undefined` where it may be. */
export function languageProblem(
  name: string,
): Pick<Problem, 'message' | 'expected' | 'suggestion'> | undefined {
  const known = canonicalLanguage(name.replaceAll('_', '-'));
  if (known === name) return undefined;
  return {
    message: 'is named after no language',
    expected: 'a code such as en, ko or zh-CN',
    suggestion: known && `${known}.yaml`,
  };
}

/** The code as Discord writes it; `undefined` where no language has it. */
function canonicalLanguage(code: string): string | undefined {
  try {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    return names.of(code) === undefined ? undefined : Intl.getCanonicalLocales(code)[0];
  } catch {
    return undefined;
  }
}

/** Why a folder of configuration cannot be one; `undefined` where it can. */
export function folderProblem(folder: string): Problem | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return undefined;
  return {
    file: 'environment',
    key: 'CONFIG_DIR',
    message: found === undefined ? `names "${folder}", which is not there` : `names "${folder}", a file`,
    expected: 'The folder with downtick.yaml, networks.yaml and exchanges/',
  };
}

/** Files in the folder itself that nobody reads, though their author may think so. Code and notes are let be. */
export function strayFiles(folder: string): Problem[] {
  const names = readdirSync(folder);
  return names
    .filter(
      (name) =>
        !name.startsWith('.') && !READ.includes(name) && (NEARLY.test(name) || isFolder(folder, name)),
    )
    .filter((name) => !READ.some((read) => !names.includes(read) && stemOf(read) === stemOf(name)))
    .map((name) => ({
      file: join(folder, name),
      key: '',
      message: 'is not read',
      expected: `only ${READ.join(', ')} here; a file for each exchange in exchanges`,
    }));
}

function isFolder(folder: string, name: string): boolean {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What is missed under its right name is told there. */
function stemOf(name: string): string {
  return name.toLowerCase().replace(NEARLY, '');
}
