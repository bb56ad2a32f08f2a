import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it, onTestFinished } from 'vitest';

import { configFolder } from '#test/support/config-folder.ts';
import { CHILD_ENV, NOTHING_SET } from '#test/support/child-env.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

import { stagesOf, variablesOf } from './dockerfile.ts';
import type { Instruction } from './dockerfile.ts';

const run = promisify(execFile);
const stages = stagesOf(readFileSync('Dockerfile', 'utf8'));

/** A root of a file system of our own: `/app` of the image is `app` in it. */
class Image {
  readonly root = temporaryFolder();
  readonly env: Record<string, string> = {};
  folder = '/';

  at(path: string): string {
    return join(this.root, path.startsWith('/') ? path : join(this.folder, path));
  }

  /** A command as the image would run it, with its absolute paths and its user put into our root. */
  inRoot(command: string): string {
    const me = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    return command.replaceAll(/(?<=^|\s)\/(?=\w)/g, `${this.root}/`).replaceAll('node:node', me);
  }

  copy(text: string, earlier: Image | undefined): void {
    const isFromStage = text.startsWith('--from=');
    const words = text.split(' ').slice(isFromStage ? 1 : 0);
    const target = words.pop() ?? '.';
    for (const source of words) {
      const origin = isFromStage ? (earlier?.at(source) ?? source) : source;
      const isInto = target.endsWith('/');
      const place = this.at(isInto ? join(target, source) : target);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(origin, place, { recursive: true });
    }
  }
}

async function build(instructions: readonly Instruction[], earlier: Image | undefined): Promise<Image> {
  const image = new Image();
  for (const { name, text } of instructions) {
    switch (name) {
      case 'WORKDIR':
        image.folder = text;
        mkdirSync(image.at('.'), { recursive: true });
        break;
      case 'COPY':
        image.copy(text, earlier);
        break;
      case 'ENV':
        Object.assign(image.env, variablesOf(text));
        break;
      case 'RUN':
        await run('sh', ['-c', image.inRoot(text)], {
          cwd: image.at('.'),
          env: {
            ...process.env,
            npm_config_prefer_offline: 'true',
            npm_config_audit: 'false',
            ROLLDOWN_WORKER_THREADS: '1',
          },
        });
        break;
      case 'FROM':
      case 'LABEL':
      case 'USER':
      case 'VOLUME':
      case 'HEALTHCHECK':
      case 'CMD':
        break;
      default:
        throw new Error(`Nobody here knows how to follow ${name}.`);
    }
  }
  return image;
}

const textOf = (name: string): string => stages.at(-1)?.find((one) => one.name === name)?.text ?? '';
const commandOf = (text: string): string[] => JSON.parse(/\[.*\]/.exec(text)?.[0] ?? '[]') as string[];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Builds it, or says why it cannot be built here. */
async function buildImage(skip: (why: string) => void): Promise<Image> {
  let image: Image | undefined;
  for (const stage of stages) {
    try {
      image = await build(stage, image);
    } catch (error) {
      const text = String((error as { stderr?: string }).stderr ?? error);
      if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENOTCACHED|network/i.test(text))
        skip('not checked: the packages are not in the cache, and there is no network');
      throw error;
    }
  }
  if (image === undefined) throw new Error('The Dockerfile has no stage.');
  return image;
}

const NEWS = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Withdrawals suspended</title>
<pubDate>${new Date().toUTCString()}</pubDate><guid>1</guid></item></channel></rss>`;

it('the image, built step by step in an empty folder, starts, is healthy and ends in order', async (context) => {
  const image = await buildImage(context.skip);
  for (const left of ['src', 'test', 'tools', 'node_modules/discord.js'])
    expect(existsSync(image.at(left))).toBe(false);
  const exchange = await startExchange({ '/news': { body: NEWS } });
  const news = { type: 'feed', url: `${exchange.origin}/news`, every: '30s' };
  const discord = await startDiscord();
  const env = {
    ...CHILD_ENV,
    ...NOTHING_SET,
    ...image.env,
    CONFIG_DIR: configFolder({ id: 'example', name: 'Example', sources: { news } }),
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    // What goes through a proxy takes another way through the libraries.
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '127.0.0.1,localhost',
    STORE_URL: image.inRoot(image.env['STORE_URL']?.replace('sqlite:', 'sqlite: ') ?? '').replace(': ', ':'),
    HTTP_ADDRESS: `127.0.0.1:${await freePort()}`,
  };
  expect(commandOf(textOf('CMD'))).toEqual(['node', 'downtick.js']);
  const [, ...args] = commandOf(textOf('CMD'));
  const bot = spawn(process.execPath, args, { cwd: image.at('.'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(bot, 'close');
  onTestFinished(() => void bot.kill('SIGKILL'));
  let said = '';
  const isUp = new Promise<void>((resolve) => {
    for (const stream of [bot.stdout, bot.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('logged in as')) resolve();
      });
    }
  });
  await Promise.race([isUp, ended]);
  expect(said).toContain('logged in as');
  const [, ...check] = commandOf(textOf('HEALTHCHECK'));
  const { stdout } = await run(process.execPath, check, { cwd: image.at('.'), env });
  expect(stdout).toBe('{"status":"ok"}\n');
  expect(existsSync(join(image.root, 'data/downtick.db'))).toBe(true);
  const { scripts } = JSON.parse(readFileSync(image.at('package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, checkSources = ''] = scripts['check']?.split(' ') ?? [];
  const read = await run(process.execPath, [checkSources, '--json'], { cwd: image.at('.'), env });
  expect(read.stdout).toContain('"ok"');
  bot.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(said).not.toMatch(/"level":[56]0/);
}, 240_000);
