import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { startBot } from '#test/support/bot-process.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';

const exchange = (id: string, every = '60s') => ({
  id,
  name: id.toUpperCase(),
  sources: { ping: { type: 'http', url: 'http://127.0.0.1:9', every, probes: 'api' } },
});

it('a change of the configuration takes effect while the bot runs, and a wrong one is refused', async () => {
  const folder = configFolder(exchange('lunex'));
  const bot = startBot({ CONFIG_DIR: folder });
  await bot.says('Preview: watching 1 exchanges');
  writeFileSync(join(folder, 'exchanges/mondo.yaml'), JSON.stringify(exchange('mondo')));
  await bot.says('The configuration was read anew: 2 exchanges.');
  writeFileSync(join(folder, 'exchanges/mondo.yaml'), JSON.stringify(exchange('mondo', '7s')));
  await bot.says('mondo.yaml:1: `sources.ping.every` is no cadence');
  rmSync(join(folder, 'exchanges/mondo.yaml'));
  await bot.says('The configuration was read anew: one exchange.');
  expect(await bot.stop('SIGTERM')).toBe(0);
}, 40_000);

it.skipIf(process.platform === 'win32')(
  'SIGHUP has it read anew, though nothing has changed',
  async () => {
    const bot = startBot({ CONFIG_DIR: configFolder(exchange('lunex')) });
    await bot.says('Preview: watching 1 exchanges');
    void bot.stop('SIGHUP');
    await bot.says('The configuration was read anew: one exchange.');
    expect(await bot.stop('SIGTERM')).toBe(0);
  },
  40_000,
);

it.skipIf(isWithoutRedis)(
  'each of many processes reads a change, and one of them leads what is new',
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const folder = configFolder(exchange('lunex'));
    const bots = [1, 2].map(() => startBot({ CONFIG_DIR: folder, STORE_URL: redis.url }));
    const allSay = (text: string) => Promise.all(bots.map((bot) => bot.says(text)));
    await allSay('Preview: watching 1 exchanges');
    writeFileSync(join(folder, 'exchanges/mondo.yaml'), JSON.stringify(exchange('mondo')));
    await allSay('The configuration was read anew: 2 exchanges.');
    await Promise.any(bots.map((bot) => bot.says('"name":"poll/mondo","msg":"leads"')));
    rmSync(join(folder, 'exchanges/mondo.yaml'));
    await allSay('The configuration was read anew: one exchange.');
    for (const bot of bots) expect(await bot.stop('SIGTERM')).toBe(0);
  },
  60_000,
);
