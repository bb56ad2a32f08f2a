import { ComponentType } from 'discord.js';
import type { APIMessage } from 'discord.js';

import { parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';

/** A command as a member types it. */
export interface QuestionCount {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, number>>;
  /** By direct message. */
  readonly direct?: true;
  /** With the settings of the server as a file. */
  readonly withFile?: true;
}

/** Every command, and every subcommand. */
export const ASKED: readonly QuestionCount[] = [
  { name: 'status', values: {} },
  { name: 'status', values: { exchange: 'binance' } },
  { name: 'status', values: { exchange: 'binance', service: 'withdrawals' } },
  { name: 'coin', values: { symbol: 'BTC' } },
  // On several networks, of which one is picked.
  { name: 'coin', values: { symbol: 'ETH' } },
  { name: 'incidents', values: {} },
  { name: 'incidents', values: { exchange: 'binance' } },
  { name: 'maintenance', values: {} },
  { name: 'maintenance', values: { exchange: 'binance' } },
  { name: 'uptime', values: { exchange: 'binance', service: 'withdrawals' }, numbers: { days: 90 } },
  { name: 'subscribe', values: { target: 'kraken' } },
  { name: 'subscribe', values: { target: 'my-exchanges' } },
  // A whole exchange may be followed at the hub as well: its reply offers that.
  { name: 'subscribe', values: { target: 'htx' } },
  { name: 'follow', values: { exchange: 'binance' } },
  { name: 'unsubscribe', values: { target: 'kraken' } },
  { name: 'watchlist create', values: { name: 'mine', selector: 'binance, kraken' } },
  { name: 'watchlist add', values: { name: 'mine', selector: 'htx' } },
  { name: 'watchlist remove', values: { name: 'mine', selector: 'htx' } },
  { name: 'watchlist show', values: {} },
  { name: 'alerts board', values: { list: 'mine' } },
  { name: 'alerts list', values: {} },
  { name: 'alerts mute', values: { target: 'kraken' } },
  { name: 'alerts unmute', values: { target: 'kraken' } },
  { name: 'alerts settings', values: {} },
  { name: 'alerts test', values: {} },
  { name: 'alerts export', values: {} },
  { name: 'note add', values: { service: 'binance', text: 'slow' } },
  { name: 'note list', values: {} },
  { name: 'note remove', values: { id: '1' } },
  { name: 'alerts import', values: {}, withFile: true },
  { name: 'watchlist delete', values: { name: 'mine' } },
  { name: 'subscribe', values: { target: 'kraken' }, direct: true },
  { name: 'alerts list', values: {}, direct: true },
];

/** What is typed into an option that suggests. */
export const TYPED: readonly {
  readonly name: string;
  readonly focused: string;
  readonly values: Readonly<Record<string, string>>;
}[] = [
  { name: 'subscribe', focused: 'target', values: { target: '' } },
  { name: 'subscribe', focused: 'target', values: { target: 'usdt' } },
  { name: 'subscribe', focused: 'target', values: { target: 'btc withdrawals' } },
  { name: 'unsubscribe', focused: 'target', values: { target: 'b' } },
  { name: 'status', focused: 'exchange', values: { exchange: 'b' } },
  { name: 'status', focused: 'service', values: { exchange: 'binance', service: 'w' } },
  { name: 'coin', focused: 'symbol', values: { symbol: 'b' } },
  { name: 'alerts settings', focused: 'time_zone', values: { time_zone: 'seo' } },
  { name: 'alerts mute', focused: 'target', values: { target: 'bin' } },
  { name: 'follow', focused: 'exchange', values: { exchange: 'b' } },
];

/** What is filled into a form, by its custom id. */
export const PRESSED: Readonly<
  Record<string, (channelId: string) => Readonly<Record<string, readonly string[] | string>>>
> = {
  'v1:set-up-done:': (channelId) => ({ 'exchanges-0': ['binance', 'kraken'], channel: [channelId] }),
  'v1:settings-times-done:': () => ({
    zone: 'Asia/Seoul',
    from: '23:00',
    until: '07:00',
    digest: '',
    remind: '',
  }),
};

export interface Pressable {
  readonly action: string;
  readonly id: string;
  /** Of a select. */
  readonly values?: readonly string[];
}

/** What can be pressed and picked on a message; what takes something away comes last. */
export function actionsIn({ components = [] }: APIMessage): Pressable[] {
  const found: Pressable[] = [];
  const walk = (parts: readonly unknown[]): void => {
    for (const part of parts) {
      const {
        components: inside,
        custom_id: id,
        options,
        type,
      } = part as {
        readonly type: ComponentType;
        readonly custom_id?: string;
        readonly components?: readonly unknown[];
        readonly options?: readonly { readonly value: string }[];
      };
      if (inside !== undefined) walk(inside);
      const action = id === undefined ? undefined : parseCustomId(id)?.action;
      if (id === undefined || action === undefined) continue;
      const values =
        type === ComponentType.ChannelSelect ? [] : options?.slice(0, 1).map(({ value }) => value);
      found.push({ action, id, ...(values !== undefined && { values }) });
    }
  };
  walk(components);
  // What leads away from what takes something away comes after that.
  const rank = ({ action }: Pressable): number =>
    action === 'alerts-list'
      ? 2
      : ['undo', 'alerts-remove', 'board-end', 'hub-stop'].includes(action)
        ? 1
        : 0;
  return found.toSorted((a, b) => rank(a) - rank(b));
}
