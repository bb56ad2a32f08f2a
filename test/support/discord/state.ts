import type { Clock } from '#src/platform/clock.ts';

import { CommandRegistry } from './command-registry.ts';
import { HttpEndpoints } from './http-endpoints.ts';
import type { Following } from './routes/followers.ts';
import { InteractionDesk } from './interaction-desk.ts';
import { MessageBook } from './message-book.ts';
import { NonceWindow } from './nonce-window.ts';
import { createSnowflakes, type MintSnowflake } from './snowflake.ts';
import { World } from './world.ts';

/** All that REST, the gateway and the tests' own hands share. */
export interface DiscordState {
  readonly clock: Clock;
  readonly applicationId: string;
  readonly mint: MintSnowflake;
  readonly world: World;
  readonly book: MessageBook;
  readonly nonces: NonceWindow;
  readonly commands: CommandRegistry;
  readonly desk: InteractionDesk;
  readonly endpoints: HttpEndpoints;
  /** By the webhook that brings what is published. */
  readonly followings: Map<string, Following>;
  /** Sends an event to the shard of its guild, or to the first shard. */
  readonly publish: (event: string, data: unknown, guildId?: string) => void;
}

export function createState(options: {
  readonly clock: Clock;
  readonly nonceWindowMs: number;
  readonly publish: DiscordState['publish'];
}): DiscordState {
  const { clock, publish } = options;
  const mint = createSnowflakes(clock);
  // Of any bot made since 2016, application and user have the same id.
  const applicationId = mint();
  const world = new World({ id: applicationId, username: 'Downtick', bot: true }, mint);
  return {
    clock,
    applicationId,
    mint,
    world,
    book: new MessageBook({ clock, mint, world }),
    nonces: new NonceWindow(clock, options.nonceWindowMs),
    commands: new CommandRegistry(mint, applicationId),
    desk: new InteractionDesk(clock, mint),
    endpoints: new HttpEndpoints(clock),
    followings: new Map(),
    publish,
  };
}
