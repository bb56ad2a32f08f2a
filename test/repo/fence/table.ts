/** What a folder may import, besides itself. */
export interface Row {
  /** A folder, or `src` for the files that stand in it directly. */
  readonly folder: string;
  readonly folders: readonly string[] | 'all';
  /** `node` stands for the modules of Node itself but `node:sqlite`; `any` for every package. */
  readonly packages: readonly string[] | 'any';
}

/**
 * Which folder may import which, and which packages: types and dynamic imports too. `docs/architecture.md` shows the
 * same table; a new folder needs a row in both.
 */
export const FENCE: readonly Row[] = [
  { folder: 'src/domain', folders: [], packages: [] },
  { folder: 'src/engine', folders: ['src/domain'], packages: [] },
  { folder: 'src/languages', folders: ['src/domain', 'src/names', 'src/reader'], packages: [] },
  { folder: 'src/names', folders: ['src/domain', 'src/languages', 'src/reader'], packages: [] },
  { folder: 'src/reader', folders: ['src/domain', 'src/languages', 'src/names'], packages: ['entities'] },
  {
    folder: 'src/alert',
    folders: ['src/domain', 'src/engine', 'src/names'],
    packages: ['intl-messageformat'],
  },
  {
    folder: 'src/platform',
    folders: ['src/domain'],
    packages: ['node', 'pino', 'string-width', 'undici', 'wrap-ansi'],
  },
  {
    folder: 'src/sources',
    folders: ['src/domain', 'src/languages', 'src/names', 'src/platform', 'src/reader'],
    packages: ['feedsmith', 'node', 'zod'],
  },
  {
    folder: 'src/storage',
    folders: ['src/domain', 'src/platform'],
    packages: ['@keyv/redis', 'keyv', 'node', 'node:sqlite', 'zod'],
  },
  {
    folder: 'src/polling',
    folders: ['src/domain', 'src/engine', 'src/platform', 'src/sources'],
    packages: ['node', 'node-cron'],
  },
  {
    folder: 'src/delivery',
    folders: ['src/domain', 'src/engine', 'src/names', 'src/platform'],
    packages: ['node', 'pino'],
  },
  {
    folder: 'src/cluster',
    folders: ['src/delivery', 'src/domain', 'src/engine', 'src/platform', 'src/polling', 'src/storage'],
    packages: ['bullmq', 'node-cron'],
  },
  {
    folder: 'src/channels/discord',
    folders: ['src/alert', 'src/delivery', 'src/domain', 'src/engine', 'src/names', 'src/platform'],
    packages: ['@resvg/resvg-js', 'discord.js', 'node', 'ws'],
  },
  {
    folder: 'src/channels/terminal',
    folders: ['src/alert', 'src/delivery', 'src/domain', 'src/platform'],
    packages: [],
  },
  {
    folder: 'src/web',
    folders: ['src/delivery', 'src/domain', 'src/engine', 'src/platform'],
    packages: ['@hono/node-server', 'hono', 'node', 'prom-client'],
  },
  {
    folder: 'src/replay',
    folders: [
      'config',
      'src/alert',
      'src/domain',
      'src/engine',
      'src/names',
      'src/platform',
      'src/polling',
      'src/sources',
      'src/storage',
    ],
    packages: ['node', 'zod'],
  },
  {
    folder: 'commands',
    folders: ['src/alert', 'src/channels/discord', 'src/domain', 'src/engine', 'src/names'],
    packages: ['discord.js'],
  },
  {
    folder: 'config',
    folders: [
      'src/alert',
      'src/domain',
      'src/engine',
      'src/names',
      'src/platform',
      'src/polling',
      'src/reader',
      'src/sources',
    ],
    packages: ['@formatjs/icu-messageformat-parser', 'node', 'yaml', 'zod'],
  },
  { folder: 'src/cli', folders: 'all', packages: ['node', 'zod'] },
  {
    folder: 'src/app',
    folders: [
      'commands',
      'config',
      'src/alert',
      'src/channels/discord',
      'src/channels/terminal',
      'src/cluster',
      'src/delivery',
      'src/domain',
      'src/engine',
      'src/platform',
      'src/polling',
      'src/sources',
      'src/storage',
    ],
    packages: ['node'],
  },
  {
    folder: 'src/process',
    folders: [
      'config',
      'src/app',
      'src/cli',
      'src/cluster',
      'src/domain',
      'src/engine',
      'src/platform',
      'src/polling',
      'src/sources',
      'src/storage',
      'src/web',
    ],
    packages: ['node'],
  },
  { folder: 'src', folders: ['src/process'], packages: ['node'] },
  { folder: 'tools', folders: 'all', packages: 'any' },
  { folder: 'test', folders: 'all', packages: 'any' },
];

/** Not part of the program: what is in `src`, `commands` and `config` imports nothing from here. */
export const OUTSIDE: readonly string[] = ['tools', 'test'];
