import type { Command } from './command.ts';
import { alerts } from './alerts.ts';
import { coin } from './coin.ts';
import { follow } from './follow.ts';
import { incidents } from './incidents.ts';
import { maintenance } from './maintenance.ts';
import { note } from './note.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';
import { uptime } from './uptime.ts';
import { watchlist } from './watchlist.ts';

/** All slash commands: what is routed, registered and tested. */
export const commands: readonly Command[] = [
  status,
  coin,
  incidents,
  maintenance,
  uptime,
  subscribe,
  follow,
  unsubscribe,
  alerts,
  watchlist,
  note,
];
