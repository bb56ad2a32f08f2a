import type { Delivery } from '#src/domain/delivery.ts';

/** Where something waits to be told. */
export interface LaneName {
  readonly channel: string;
  readonly guildId: string;
  readonly address: string;
}

export function laneOf({ guildId, target: { address, channel } }: Delivery): LaneName {
  return { channel, guildId, address };
}

/** Those of one guild begin alike. */
export function laneKey({ guildId, channel, address }: LaneName): string {
  return `${guildId}/${channel}/${address}`;
}

export function laneOfKey(key: string): LaneName {
  const [guildId = '', channel = '', ...address] = key.split('/');
  return { guildId, channel, address: address.join('/') };
}
