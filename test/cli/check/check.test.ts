import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { describe, expect, it } from 'vitest';

import { bundledProgram } from '#test/support/bundled-program.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PROGRAM = await bundledProgram();

/** Runs the check as `npm run check` of the bundle does, in a folder of its own, where it may leave its memory. */
async function check(args: readonly string[], configDir: string, cwd = temporaryFolder()): Promise<Run> {
  const child = spawn(process.execPath, [join(PROGRAM, 'cli/check.js'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], CONFIG_DIR: configDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code: code as number | null };
}

const source = (url: string) => ({
  type: 'json',
  url,
  every: '15s',
  checks: [{ at: 'status', values: { 0: 'operational', 1: 'major_outage' } }],
});

/** An exchange with two sources, and the folder that names them. */
async function watched() {
  const exchange = await startExchange({ '/one': { body: { status: 0 } }, '/two': { body: { status: 0 } } });
  const sources = { one: source(`${exchange.origin}/one`), two: source(`${exchange.origin}/two`) };
  return { exchange, folder: configFolder({ id: 'example', name: 'Example', aliases: ['ex'], sources }) };
}

describe('npm run check', () => {
  it('ends with 0 when every source could be read, whatever it says', async () => {
    const { exchange, folder } = await watched();
    exchange.route('/two', { body: { status: 1 } });
    const { code, stdout, stderr } = await check([], folder);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('example out');
    expect(stdout).toContain('2 sources');
  });

  it('ends with 1 when one could not be read', async () => {
    const { exchange, folder } = await watched();
    exchange.route('/two', { status: 403 });
    const { code, stdout } = await check([], folder);
    expect(code).toBe(1);
    expect(stdout).toContain('1 could not be read: 1 blocked.');
  });

  it('ends with 78 when the configuration is wrong, and says where', async () => {
    const folder = configFolder({ id: 'example', name: 'Example', sources: { it: { type: 'jsn' } } });
    const { code, stdout, stderr } = await check(['--json'], folder);
    expect(code).toBe(78);
    expect(stdout).toBe('');
    expect(stderr).toContain('example.yaml');
  });

  it.each([
    [['exmple'], 'Did you mean "example"?'],
    [['--jsn'], "Unknown option '--jsn'"],
  ])('ends with 64 for %j, and says what is meant', async (args, hint) => {
    const { folder } = await watched();
    const { code, stderr } = await check(args, folder);
    expect(code).toBe(64);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('    at ');
  });

  it('prints one array and nothing else with --json', async () => {
    const { exchange, folder } = await watched();
    exchange.route('/two', { status: 503 });
    const { code, stdout, stderr } = await check(['--json'], folder);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      {
        exchange: 'example',
        source: 'one',
        type: 'json',
        url: `${exchange.origin}/one`,
        outcome: 'ok',
        httpStatus: 200,
        ms: expect.any(Number),
        bytes: 12,
        message: '',
        readings: [
          expect.objectContaining({
            service: 'example',
            status: 'operational',
            basis: 'official',
            evidence: expect.any(String),
          }),
        ],
      },
      expect.objectContaining({ source: 'two', outcome: 'failed', httpStatus: 503, readings: [] }),
    ]);
  });

  it.each([[['example']], [['EX']], [['--exchange', 'Example']]])(
    'reads only the exchanges of %j',
    async (args) => {
      const { exchange, folder } = await watched();
      const { code } = await check(args, folder);
      expect(code).toBe(0);
      expect(exchange.requests).toHaveLength(2);
    },
  );

  it('says with --changed only what is new since it was last asked so', async () => {
    const { exchange, folder } = await watched();
    const cwd = temporaryFolder();
    const named = async (): Promise<unknown> => {
      const { stdout } = await check(['--changed', '--json'], folder, cwd);
      return (JSON.parse(stdout) as { source: string }[]).map(({ source }) => source);
    };
    expect(await named()).toEqual(['one', 'two']);
    expect(await named()).toEqual([]);
    exchange.route('/two', { body: { status: 1 } });
    expect(await named()).toEqual(['two']);
    expect((await check(['--changed'], folder, cwd)).stdout).toBe('Nothing has changed at 2 sources.\n');
  });

  it('answers for a retired exchange with its sentence', async () => {
    const note = 'It closed for good on 23 September 2026.';
    const folder = configFolder({ id: 'gone', name: 'Gone', retired: '2026-09-23', note });
    const { code, stdout } = await check(['gone'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain(note);
  });

  it('explains itself with --help, without a configuration', async () => {
    const folder = configFolder({ id: 'example', name: 'Example' });
    rmSync(join(folder, 'downtick.yaml'));
    const { code, stdout } = await check(['--help'], folder);
    expect(code).toBe(0);
    for (const option of ['--json', '--exchange', '--changed']) expect(stdout).toContain(option);
  });
});
