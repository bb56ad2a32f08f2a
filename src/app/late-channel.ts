import type { Channel, ChannelTraits } from '#src/delivery/channel.ts';
import { pause } from '#src/platform/pause.ts';

import type { OpenChannel } from './channel-context.ts';

/** What has to be known of a channel before it is loaded. */
export interface KnownBefore {
  readonly id: string;
  readonly traits: Pick<ChannelTraits, 'perSecond'>;
}

/** Loading stops all else for a moment. The first reads are on their way by then. */
const START_AFTER_MS = 200;

/** A channel whose code is loaded by need, or a moment after the start: nothing that reads waits for it. */
export function lateChannel({ id, traits }: KnownBefore, load: () => Promise<OpenChannel>): OpenChannel {
  return (context) => {
    const { clock } = context;
    let opened: Channel | undefined;
    let opening: Promise<Channel> | undefined;
    let isStopped = false;
    const channel = (): Promise<Channel> => (opening ??= open());

    async function open(): Promise<Channel> {
      return (opened = (await load())(context));
    }

    return {
      id,
      traits: { ...traits, now: () => opened?.traits?.now?.() ?? clock.now() },
      async start() {
        await pause(clock, START_AFTER_MS);
        if (!isStopped) await (await channel()).start();
      },
      async stop() {
        isStopped = true;
        const last = await opening?.catch(() => undefined);
        await last?.stop();
      },
      post: async (...args) => await (await channel()).post(...args),
      find: async (...args) => await (await channel()).find(...args),
      edit: async (...args) => await (await channel()).edit(...args),
      paused: async (...args) => await (await channel()).paused(...args),
      tellOperator: async (text) => await (await channel()).tellOperator(text),
    };
  };
}
