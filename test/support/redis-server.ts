import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test's own, on loopback, with an append-only file in a folder that goes away with it. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Ends it at once. What it has answered is in its file. */
  kill(): Promise<void>;
  /** Starts it again on the same port, over the same file. */
  start(): Promise<void>;
  /** Has it work on nothing, and answer nothing. */
  pause(): void;
  resume(): void;
  /** Has no file of its grow beyond so many bytes, as a full disk does; or lets them grow again. */
  limitFiles(bytes: number | undefined): void;
  /** Resolves when it has answered, or is not there. */
  answered(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const PROGRAMS = ['redis-server', 'valkey-server'] as const;
const installed = PROGRAMS.filter((name) => spawnSync(name, ['--version']).status === 0);

/** Whether tests that need a server have to be skipped here; in CI they fail instead. */
export const isWithoutRedis = installed.length === 0 && process.env['CI'] !== 'true';
if (isWithoutRedis) process.emitWarning('Skipped what needs a Redis: apt-get install redis-server.');
for (const name of PROGRAMS)
  if (process.env['VITEST'] !== undefined && !isWithoutRedis && !installed.includes(name))
    process.emitWarning(
      `What is tried on each kind of server is not tried on ${name}, which is not installed.`,
    );

const servers = new Set<ChildProcess>();
process.once('exit', () => {
  for (const server of servers) server.kill('SIGKILL');
});

/** Whoever writes beyond a limit is told so, and not ended. */
const IGNORING_LIMITS = 'trap "" XFSZ; exec "$@"';
export const canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

type Start = (...options: string[]) => Promise<RedisServer>;

/** Each kind of server that is installed here, and what starts one. Valkey speaks as Redis does, and is tried as well. */
export const SERVERS: readonly (readonly [name: string, start: Start])[] = (
  installed.length === 0 ? PROGRAMS.slice(0, 1) : installed
).map((program) => [program, (...options) => startServer(program, options)]);

export const startRedis: Start = (...options) => startServer(installed[0] ?? PROGRAMS[0], options);

async function startServer(
  program: (typeof PROGRAMS)[number],
  options: readonly string[],
): Promise<RedisServer> {
  if (!installed.includes(program))
    throw new Error(`${program} is not installed: apt-get install ${program}.`);
  const folder = mkdtempSync(join(tmpdir(), 'downtick-redis-'));
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const own = [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'yes',
      // What is written survives the process at once. By default it would not be written while a slow disk syncs.
      '--appendfsync',
      'no',
    ];
    server = spawn('sh', ['-c', IGNORING_LIMITS, 'sh', program, ...own, ...options], { stdio: 'ignore' });
    servers.add(server);
    await answering(port);
  }

  async function kill(): Promise<void> {
    if (server === undefined) return;
    servers.delete(server);
    // It may have ended by itself.
    const ended = server.exitCode === null ? once(server, 'exit') : undefined;
    server.kill('SIGKILL');
    server = undefined;
    await ended;
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    limitFiles: (bytes) =>
      void spawnSync('prlimit', ['--pid', `${server?.pid}`, `--fsize=${bytes ?? 'unlimited'}:`]),
    answered: async () => void (await ping(port)),
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/** Asks until the server says that it is there and has loaded its file. */
async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (/^(?:\+PONG|-NOAUTH)/.test(await ping(port))) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  throw new Error('redis-server does not answer.');
}

async function ping(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString();
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}
