import { createTerminal } from '#src/channels/terminal/terminal-channel.ts';

import type { OpenChannel } from './channel-context.ts';

export function openTerminal(write: (text: string) => void): OpenChannel {
  return ({ catalogue, clock }) => createTerminal({ catalogue, clock, write });
}
