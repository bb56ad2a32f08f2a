import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import { EVENTS_PATH, INTERACTIONS_PATH } from '#src/channels/discord/line/endpoints.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { startWebServer } from '#src/web/server.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const AT_ONCE = 20;

/** How many commands a second are answered: Discord on loopback, in the same process. */
export async function commandsPerSecond(count: number, isHttp: boolean): Promise<number> {
  const emulator = await startDiscord();
  const guild = emulator.addGuild({ name: 'Traders' });
  const channel = emulator.addChannel(guild, { name: 'general' });
  const member = emulator.addMember(guild, { name: 'ada', permissions: ['Administrator'] });
  const deps = fakeDeps();
  const bot = createDiscord({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    handlers: bindCommands(commands, deps),
    actions: bindActions(commands, deps),
    catalogue: shippedCatalogue,
    ...(isHttp && { http: { publicKey: emulator.endpoints.publicKey, known: () => [] } }),
    preferencesOf: () => ({}),
    clock: systemClock,
    log: createLogger('silent'),
    onAddressGone: () => Promise.resolve(),
    onGuildRemoved: () => Promise.resolve(),
    onAccessChanged: () => undefined,
    onLost: () => undefined,
  });
  const web = await startWebServer('127.0.0.1:0', {
    health: () => ({ isReady: true, parts: { polls: 'ok', decides: 'ok', delivers: 'ok', stores: 'ok' } }),
    metrics: () => Promise.resolve({ type: 'text/plain', text: '' }),
    doors: bot.doors ?? {},
  });
  if (isHttp)
    await emulator.endpoints.enter(`${web.origin}${INTERACTIONS_PATH}`, `${web.origin}${EVENTS_PATH}`);
  await bot.start();
  await emulator.botReady({ timeoutMs: 60_000 });
  let left = count;
  const ask = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await emulator.command(
        member,
        guild,
        channel,
        'status',
        { exchange: 'binance' },
        { timeoutMs: 60_000 },
      );
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const seconds = (performance.now() - start) / 1_000;
  await bot.stop();
  await web.close();
  await emulator.close();
  return count / seconds;
}
