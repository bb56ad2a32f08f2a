import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { EXIT } from '#src/platform/exit.ts';
import type { ExitCode } from '#src/platform/exit.ts';
import { NOTHING_SET } from '#test/support/child-env.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { runNode } from './run-node.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
/** The scripts that are programs of this repository, with what Node is started with. */
const ours = Object.entries(scripts).flatMap(([name, script]) =>
  /^(?:[A-Z_]+=\S+ )*(?:exec )?node (?!.*node_modules)/.test(script)
    ? [
        [
          name,
          script
            .replace(/^(?:[A-Z_]+=\S+ )*(?:exec )?/, '')
            .split(' ')
            .slice(1),
        ] as const,
      ]
    : [],
);
const argsOf = (name: string): readonly string[] => ours.find(([script]) => script === name)?.[1] ?? [];

/** Each start of a process costs a second, so that all of them are looked at, and a few are started. */
const STARTED = ['start', 'docs:exchanges', 'doctor', 'probe'];

describe('every command of package.json', () => {
  it.each(ours)(
    '%s leaves --help, and what it does not know, to `commandLine`, and says its name',
    (name, args) => {
      const entry = args.find((arg) => /\.[jt]s$/.test(arg)) ?? '';
      const text = readFileSync(entry === 'downtick.js' ? 'src/process/run.ts' : entry, 'utf8');
      expect(text).toMatch(/\bcommandLine\(\s*USAGE\b/);
      expect(text).toContain(name === 'start' ? 'npm start' : `npm run ${name}`);
    },
  );

  it.each(STARTED)('%s answers --help and does nothing', { timeout: 60_000 }, async (name) => {
    const { code, err, out } = await runNode([...argsOf(name), '--help']);
    expect([code, err]).toEqual([EXIT.ok, '']);
    expect(out).toContain(name === 'start' ? 'npm start' : `npm run ${name}`);
  });

  it('is understood by cmd.exe too, but for what measures memory as Linux has it', () => {
    const isStrange = (script: string): boolean => /^\w+=|[$'`;]|\|\|/.test(script);
    const strange = Object.entries(scripts).filter(([, script]) => isStrange(script));
    expect(strange.map(([name]) => name)).toEqual(['soak']);
    // A word of shells alone, which cmd.exe is given.
    expect(readFileSync('exec.cmd', 'utf8')).toMatch(/^@%\*$/m);
  });

  it('ends with 64 and says how it is used when it is called wrongly', { timeout: 60_000 }, async () => {
    const { code, err } = await runNode([...argsOf('start'), '--no-such-option']);
    expect(code).toBe(EXIT.usage);
    expect(err).toContain('--no-such-option');
    expect(err).toContain('npm start');
  });
});

describe.skipIf(process.platform === 'win32')('npm start', { timeout: 60_000 }, () => {
  it.each([
    ['--help', EXIT.ok, 'Watches exchanges and tells Discord'],
    ['--no-such-option', EXIT.usage, "Unknown option '--no-such-option'"],
  ])('hands %s on', async (option, code, said) => {
    const child = spawn('npm', ['start', '--', option], { env: { ...process.env, ...NOTHING_SET } });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
    // A bot that begins to watch does not end by itself.
    child.stdout.on('data', () => out.includes('Preview') && child.kill('SIGTERM'));
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(out).toContain(said);
  });
});

describe('a command that is called wrongly', { timeout: 60_000 }, () => {
  it.each<[string, string, readonly string[], number, string]>([
    ['no text', 'read', [], EXIT.usage, 'There is no text to read.'],
    ['an exchange that is not known', 'check', ['binanse'], EXIT.usage, 'Did you mean "binance"?'],
    ['no address', 'probe', [], EXIT.usage, 'One address is to be named.'],
    ['an option that there is not', 'probe', ['--nope'], EXIT.usage, "Unknown option '--nope'.\n\n"],
    ['an empty name', 'backup', [''], EXIT.usage, 'An argument is empty.'],
    [
      'a file that is not there',
      'read',
      ['--file', 'no.jsonl'],
      EXIT.unavailable,
      'no.jsonl: there is no such file',
    ],
    ['a folder for a file', 'read', ['--file', 'docs'], EXIT.unavailable, 'A folder is named where'],
    [
      'a file that is not there',
      'read:score',
      ['no.yaml'],
      EXIT.unavailable,
      'no.yaml: there is no such file',
    ],
    [
      'a file for a folder',
      'bundle',
      ['package.json'],
      EXIT.unavailable,
      'package.json: a file stands where',
    ],
    ['an address of another kind', 'probe', ['ftp://x'], EXIT.usage, 'it begins with ftp:'],
    ['no token', 'invite', [], EXIT.config, 'DISCORD_TOKEN is not set.'],
  ])('with %s: %s says so', async (_what, name, more, code, sentence) => {
    const ended = await runNode([...argsOf(name), ...more]);
    expect(ended.code).toBe(code);
    expect(ended.out + ended.err).toContain(sentence);
  });
});

it('prints the link that invites the bot', async () => {
  // Made up, in the shape of a real one; in parts, so that no scanner takes it for one.
  const token = [Buffer.from('123456789012345678').toString('base64'), 'GaBcDe', 'x'.repeat(38)].join('.');
  const { code, out } = await runNode([...argsOf('invite')], { env: { DISCORD_TOKEN: token } });
  expect(code).toBe(EXIT.ok);
  expect(out).toContain('client_id=123456789012345678&');
  expect(readFileSync('README.md', 'utf8')).toContain(/permissions=\d+/.exec(out)?.[0] ?? 'no permissions');
});

describe('a Node that is too old', () => {
  it('is named, instead of an error about file extensions', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { node: '20.11.1' } });
      Object.defineProperty(process, 'version', { value: 'v20.11.1' });`;
    const { code, err } = await runNode([
      '--import',
      `data:text/javascript,${encodeURIComponent(older)}`,
      'downtick.js',
    ]);
    expect(code).toBe(EXIT.unavailable);
    expect(err).toBe(
      'Downtick needs Node 24.5 or newer, and this is v20.11.1. Install the newest Node 24, or use `npm start`: after `npm ci` it brings its own.\n',
    );
  });
});

it.skipIf(process.platform === 'win32')(
  'SIGTERM reaches the bot through `npm start`, and ends with 0',
  async () => {
    const ping = { type: 'http', url: 'http://127.0.0.1:9', every: '60s', probes: 'api' };
    const folder = configFolder({ id: 'example', name: 'Example', sources: { ping } });
    const child = spawn('npm', ['start'], {
      env: { ...process.env, ...NOTHING_SET, STORE_URL: 'memory:', LOG_LEVEL: 'silent', CONFIG_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    const ended = once(child, 'close');
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes('Preview: watching')) child.kill('SIGTERM');
    });
    // "close" comes when nobody holds its output any more: the bot itself is gone, not only npm.
    expect(await ended).toEqual([0, null]);
  },
);

/** What each means to whoever runs it. */
const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'Done. The bot was told to stop, and stopped.',
  [EXIT.failed]: 'What was asked for was done, and came out badly: a source cannot be read, a check failed.',
  [EXIT.usage]: 'The command was called wrongly. `--help` says how.',
  [EXIT.unavailable]: 'Something that is needed is not there: a new enough Node, a port, a file.',
  [EXIT.config]: 'Settings, configuration or store cannot be used. Starting again changes nothing.',
};

it('docs/operations.md lists every exit code with its meaning', () => {
  const rows = Object.entries(EXIT_MEANINGS).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  expect(readFileSync('docs/operations.md', 'utf8')).toContain(rows.join('\n'));
});
