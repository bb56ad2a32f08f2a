import type { Command } from './command.ts';
import { alerts } from './alerts.ts';
import { coin } from './coin.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';
import { watchlist } from './watchlist.ts';

/** All slash commands: what is routed, registered and tested. */
export const commands: readonly Command[] = [status, coin, subscribe, unsubscribe, alerts, watchlist];
