import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

import { bundle } from '#tools/bundle/bundle.ts';

/** The program as `npm start` runs it, in a process of its own. */
export interface Bot {
  readonly pid: number | undefined;
  readonly isAlive: boolean;
  readonly output: () => string;
  /** When it said its first word: a machine under load takes its time to start it. */
  readonly spokenAt: Promise<number>;
  readonly exitCode: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Sets the process's clock ahead or back, as an administrator or a bad time server does. */
  stepClock(byMs: number): void;
}

export interface BotSetup {
  /** The file that starts it, where that is not among its sources. */
  readonly program?: string;
  readonly folder: string;
  readonly exchanges: readonly { readonly id: string; readonly url: string }[];
  readonly discordUrl: string;
  readonly token: string;
  /** Of the process that is started. */
  readonly env: Readonly<Record<string, string>>;
}

const OUTPUT_MAX = 200_000;

/** The program as an image has it, for what starts it so often that it matters how long that takes. */
export async function buildProgram(folder: string): Promise<string> {
  await bundle(folder);
  const program = join(folder, 'downtick.js');
  const shim = readFileSync(new URL('./clock-shim.ts', import.meta.url), 'utf8');
  writeFileSync(shimBeside(program), stripTypeScriptTypes(shim));
  execFileSync(process.execPath, [join(folder, 'warm.js')]);
  return program;
}

function shimBeside(program: string): string {
  return join(dirname(program), 'clock-shim.js');
}

export function environmentOf({ folder, discordUrl, token }: BotSetup): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discordUrl,
    STORE_URL: `sqlite:${join(folder, 'data', 'downtick.db')}`,
    CONFIG_DIR: join(folder, 'config'),
    LOG_LEVEL: 'info',
  };
}

/** The shipped policy, and exchanges that are asked every second. */
export function writeConfig({ folder, exchanges, program }: BotSetup): void {
  mkdirSync(join(folder, 'config', 'exchanges'), { recursive: true });
  // As it was when the program was built.
  cpSync(program === undefined ? 'config' : join(dirname(program), 'config'), join(folder, 'config'), {
    recursive: true,
    filter: (path) => !path.includes('exchanges/') && !path.endsWith('.ts'),
  });
  for (const { id, url } of exchanges) {
    const check = {
      service: 'withdrawals',
      at: 'status',
      values: { up: 'operational', down: 'major_outage' },
    };
    const source = { type: 'json', url, every: '1s', timeout: '2s', checks: [check] };
    const exchange = { id, name: id.toUpperCase(), sources: { status: source } };
    // JSON is YAML.
    writeFileSync(join(folder, 'config', 'exchanges', `${id}.yaml`), JSON.stringify(exchange));
  }
}

export function startBot(setup: BotSetup): Bot {
  const { program } = setup;
  const shim = program === undefined ? new URL('./clock-shim.ts', import.meta.url).href : shimBeside(program);
  const child: ChildProcess = spawn(process.execPath, ['--import', shim, program ?? 'downtick.js'], {
    env: { ...environmentOf(setup), ...setup.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let isAlive = true;
  const spoken = Promise.withResolvers<number>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      spoken.resolve(Date.now());
      output = (output + text).slice(-OUTPUT_MAX);
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    isAlive = false;
    return code as number | null;
  });
  return {
    pid: child.pid,
    get isAlive() {
      return isAlive;
    },
    output: () => output,
    spokenAt: spoken.promise,
    exitCode: ended,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
    signal: (signal) => void child.kill(signal),
    stepClock: (byMs) => void (child.connected && child.send({ stepClockMs: byMs })),
  };
}
