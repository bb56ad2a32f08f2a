import { onTestFinished } from 'vitest';

import type { HttpInteractions } from '#src/channels/discord/client.ts';
import { EVENTS_PATH, INTERACTIONS_PATH } from '#src/channels/discord/line/endpoints.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { startWebServer } from '#src/web/server.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';

/** How commands reach the bot. */
export type Via = 'gateway' | 'http';

export const WAYS: readonly Via[] = ['gateway', 'http'];

/** What makes a bot hear that way. */
export function hearing(
  via: Via,
  emulator: DiscordEmulator,
  known: HttpInteractions['known'] = () => [],
): { readonly http?: HttpInteractions } {
  return via === 'http' ? { http: { publicKey: emulator.endpoints.publicKey, known } } : {};
}

/** Serves what a bot answers, until the test ends, at an address that Discord is told. */
export async function serveDoors(emulator: DiscordEmulator, { doors }: Channel): Promise<void> {
  if (doors === undefined) return;
  const web = await startWebServer('127.0.0.1:0', {
    health: () => ({ isReady: true, parts: { polls: 'ok', decides: 'ok', delivers: 'ok', stores: 'ok' } }),
    metrics: () => Promise.resolve({ type: 'text/plain', text: '' }),
    doors,
  });
  onTestFinished(() => web.close());
  await emulator.endpoints.enter(`${web.origin}${INTERACTIONS_PATH}`, `${web.origin}${EVENTS_PATH}`);
}
