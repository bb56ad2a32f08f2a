import type { Command } from './command.ts';
import { coin } from './coin.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { unsubscribe } from './unsubscribe.ts';
import { watchlist } from './watchlist.ts';

/** All slash commands: what is routed, registered and tested. */
export const commands: readonly Command[] = [status, coin, subscribe, unsubscribe, subscriptions, watchlist];
