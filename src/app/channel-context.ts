import type { KnownDeps } from '#commands/command.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { disableAddress } from '#src/delivery/audience/address-state.ts';
import type { AlertDesk } from '#src/delivery/alerts/alert-desk.ts';
import type { Channel, ChannelReports } from '#src/delivery/channel.ts';
import type { GuildSettings } from '#src/delivery/audience/guild-settings.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import { URGENCY } from '#src/delivery/sending/urgency.ts';
import type { Allowance } from '#src/delivery/allowance.ts';
import type { Guild, GuildPreferences } from '#src/domain/guild.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

/** What a channel may know of the program around it. */
export interface ChannelContext extends ChannelReports {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  /** What commands of the channel may touch. */
  readonly commandDeps: KnownDeps;
  /** Resolves when the channel may make a call that is no delivery: for somebody who waits, or for nobody. */
  readonly turn: (channelId: string, soon: boolean) => Promise<void>;
  /** What members may do at an alert. */
  readonly desk: AlertDesk;
  /** Resolves when commands are to be heard here, where another process may be the one that does; absent where all is here. */
  readonly mayListen?: Promise<void> | undefined;
  /** Where other processes connect with the same account: resolves when a connection of that bucket may log in. */
  readonly identifySlot?: ((bucket: number) => Promise<void>) | undefined;
  /** Where other processes use the same account: counts what it may do so often in a time. */
  readonly tally?: Allowance | undefined;
  /** What the admins of a guild have chosen. */
  preferencesOf(guildId: string): GuildPreferences;
}

export type OpenChannel = (context: ChannelContext) => Channel;

export interface ChannelContextDeps extends Pick<
  ChannelContext,
  'catalogue' | 'clock' | 'log' | 'commandDeps' | 'desk' | 'mayListen' | 'identifySlot' | 'tally' | 'onLost'
> {
  readonly settings: Pick<GuildSettings, 'get' | 'update'>;
  /** There once all channels are open. */
  readonly queue: () => Pick<DeliveryQueue, 'turn' | 'drop' | 'lookAgain'>;
}

const ADDRESS_GONE = { kind: 'gone' } as const;
const BOT_REMOVED = { kind: 'left' } as const;

/** What each channel is opened with: what it hears of guilds and addresses is kept in their settings. */
export function createChannelContext({ settings, queue, ...known }: ChannelContextDeps): ChannelContext {
  const { clock, log } = known;
  return {
    ...known,
    turn: (channelId, soon) => queue().turn(channelId, soon ? URGENCY.reply : URGENCY.board),
    preferencesOf: (guildId) => settings.get(guildId).settings,
    async onAddressGone(guildId, address) {
      await settings.update(guildId, (guild) => disableAddress(guild, address, ADDRESS_GONE, clock.now()));
      await queue().drop(guildId, ADDRESS_GONE.kind, address);
    },
    async onGuildRemoved(guildId) {
      await settings.update(guildId, (guild) => ({ ...guild, leftAt: clock.now() }));
      await queue().drop(guildId, BOT_REMOVED.kind);
    },
    onAccessChanged(guildId, address, mayPost) {
      queue().lookAgain(guildId, address, mayPost);
      // It is let in again: what was kept counts again.
      if (settings.get(guildId).leftAt === undefined) return;
      settings.update(guildId, returned).catch((error: unknown) => {
        log.warn({ err: error, guildId }, 'could not take up a server again');
      });
    },
  };
}

function returned({ leftAt: _leftAt, ...guild }: Guild): Guild {
  return guild;
}
