import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { withEnvFile } from '#config/env-file.ts';
import { explainProblem } from '#config/problem.ts';
import type { Problem } from '#config/problem.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SECRET = 'correct-horse-battery';

function fileOf(content: string | Buffer): string {
  const path = join(temporaryFolder(), '.env');
  writeFileSync(path, content);
  return path;
}

function sentences(content: string | Buffer): string[] {
  const read = withEnvFile({}, fileOf(content));
  return Array.isArray(read)
    ? (read as Problem[]).map((problem) => explainProblem({ ...problem, file: '.env' }))
    : [];
}

describe('the file of settings', () => {
  it('is read, with comments, quotes, `export` and the line ends of Windows', () => {
    const path = fileOf(
      `# A comment.\r\nDISCORD_TOKEN=${SECRET}\r\nexport LOG_LEVEL = "debug" # loud\r\nOTHER='a=b'\r\n`,
    );
    expect(withEnvFile({}, path)).toEqual({ DISCORD_TOKEN: SECRET, LOG_LEVEL: 'debug', OTHER: 'a=b' });
  });

  it('gives way to the environment, also where that says that nothing is set', () => {
    const path = fileOf('LOG_LEVEL=debug\nSTORE_URL=memory:\n');
    expect(withEnvFile({ LOG_LEVEL: '', CONFIG_DIR: 'x' }, path)).toEqual({
      LOG_LEVEL: '',
      STORE_URL: 'memory:',
      CONFIG_DIR: 'x',
    });
  });

  it('may be missing, and nobody hears of it', () => {
    expect(withEnvFile({ A: '1' }, join(temporaryFolder(), '.env'))).toEqual({ A: '1' });
  });

  it('may hold a value of several lines', () => {
    expect(withEnvFile({}, fileOf('NOTE="first\nsecond: line"\nLOG_LEVEL=warn\n'))).toEqual({
      NOTE: 'first\nsecond: line',
      LOG_LEVEL: 'warn',
    });
  });

  it.each<[string, string | Buffer, string]>([
    [
      'a byte order mark',
      `\uFEFFDISCORD_TOKEN=${SECRET}\n`,
      '.env:1: begins with a byte order mark. Expected: UTF-8 without a byte order mark: choose "UTF-8" when you save it.',
    ],
    [
      'UTF-16',
      Buffer.from(`\uFEFFDISCORD_TOKEN=${SECRET}\n`, 'utf16le'),
      '.env:1: is not saved as UTF-8 (it looks like UTF-16). Expected: UTF-8 without a byte order mark: choose "UTF-8" when you save it.',
    ],
    [
      'Latin-1',
      Buffer.from('NOTE=café\n', 'latin1'),
      '.env:1: is not saved as UTF-8. Expected: UTF-8 without a byte order mark: choose "UTF-8" when you save it.',
    ],
    [
      'a colon for "="',
      `LOG_LEVEL=info\nDISCORD_TOKEN: ${SECRET}\n`,
      '.env:2: `DISCORD_TOKEN` is followed by ":". Expected: a name, "=" and a value. Example: `DISCORD_TOKEN=…`.',
    ],
    [
      'a name that other bots have',
      `BOT_TOKEN=${SECRET}\n`,
      '.env:1: `BOT_TOKEN` is no setting that is known. Did you mean `DISCORD_TOKEN`?',
    ],
    [
      'a secret in small letters',
      `secret_kraken=${SECRET}\n`,
      '.env:1: `secret_kraken` is no setting that is known. Did you mean `SECRET_KRAKEN`?',
    ],
    [
      'a secret with a hyphen in its name',
      `SECRET-KRAKEN=${SECRET}\n`,
      '.env:1: `SECRET-KRAKEN` is no setting that is known. Did you mean `SECRET_KRAKEN`?',
    ],
    [
      'quotation marks of a word processor',
      `DISCORD_TOKEN=“${SECRET}”\n`,
      '.env:1: `DISCORD_TOKEN` begins with a quotation mark of a word processor. Expected: none, or ".',
    ],
    [
      'a character that nobody sees',
      `DISCORD_TOKEN=${SECRET}\u200B\n`,
      '.env:1: `DISCORD_TOKEN` has a character that cannot be seen (U+200B). Expected: the value alone, typed anew.',
    ],
    [
      'the line ends of an old Mac',
      `LOG_LEVEL=info\rDISCORD_TOKEN=${SECRET}\r`,
      '.env:1: has line ends of another kind (CR alone). Expected: LF or CRLF: choose it when you save.',
    ],
    [
      'a command of another shell',
      `set DISCORD_TOKEN=${SECRET}\n`,
      '.env:1: has a line that sets nothing. Expected: a name, "=" and a value, or "#" and a comment. Example: `LOG_LEVEL=info`.',
    ],
    [
      'a known name, misspelt',
      `DISCORD_TOKN=${SECRET}\n`,
      '.env:1: `DISCORD_TOKN` is no setting that is known. Did you mean `DISCORD_TOKEN`?',
    ],
    [
      'a known name in small letters',
      `discord_token=${SECRET}\n`,
      '.env:1: `discord_token` is no setting that is known. Did you mean `DISCORD_TOKEN`?',
    ],
    [
      'a line without a name',
      `${SECRET}\n`,
      '.env:1: has a line that sets nothing. Expected: a name, "=" and a value, or "#" and a comment. Example: `LOG_LEVEL=info`.',
    ],
    [
      'a name that is set twice',
      `LOG_LEVEL=info\n\nLOG_LEVEL=warn\n`,
      '.env:3: `LOG_LEVEL` is set twice: in line 1 already.',
    ],
    [
      'a quotation mark that is left open',
      `LOG_LEVEL=info\nDISCORD_TOKEN="${SECRET}\n`,
      '.env:2: `DISCORD_TOKEN` begins with a quotation mark (") that nothing closes.',
    ],
  ])('explains %s in one sentence, without the value', (_what, content, sentence) => {
    expect(sentences(content)).toEqual([sentence]);
    expect(sentences(content).join('')).not.toContain(SECRET);
  });

  it.skipIf(process.platform === 'win32')('explains that it is a link to nothing', () => {
    const path = join(temporaryFolder(), '.env');
    symlinkSync('not-there', path);
    expect(withEnvFile({}, path)).toEqual([
      expect.objectContaining({ file: path, message: 'is a link to nothing' }),
    ]);
  });

  it('explains that it is a folder', () => {
    const folder = join(temporaryFolder(), '.env');
    mkdirSync(folder);
    expect(withEnvFile({}, folder)).toEqual([
      expect.objectContaining({ file: folder, message: 'is a folder' }),
    ]);
  });
});

it('a setting that is wrong in the file is named by its line, and without its value', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.env'), `# Mine.\nLOG_LEVEL=${SECRET}\n`);
  let said = '';
  try {
    execFileSync(process.execPath, [resolve('src/cli/config-validate.ts')], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', CONFIG_DIR: resolve('config') },
      stdio: 'pipe',
    });
  } catch (error) {
    said = String((error as { stderr?: unknown }).stderr);
  }
  expect(said).toContain('.env\n  line 2: `LOG_LEVEL` is no level.');
  expect(said).not.toContain(SECRET);
});
