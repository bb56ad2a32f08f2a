import type { Service } from '#src/domain/service.ts';

import { outside } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

/** Parts of trading and of an API that are neither coins nor pairs, as the last words of their names. */
const SEGMENTS = [
  'FUTURES',
  'SWAPS',
  'PERPETUAL',
  'OPTIONS',
  'SPREAD',
  'BLOCK-TRADING',
  'TRADING-BOTS',
  'WEBSOCKET',
  'STREAMS',
] as const;

const PREFIX_MAX = 16;

function segmentOf({ asset, network }: Service): (typeof SEGMENTS)[number] | undefined {
  if (asset === undefined || network !== undefined) return undefined;
  return SEGMENTS.find((one) => asset === one || asset.endsWith(`-${one}`));
}

/** "futures trading", "USDT-M swap trading", "WebSocket API"; `undefined` for what is none of them. */
export function segmentText(service: Service, voice: Voice): Text | undefined {
  const segment = segmentOf(service);
  const { asset = '', component = '' } = service;
  if (segment === undefined) return undefined;
  const prefix = asset.slice(0, -segment.length - 1).slice(0, PREFIX_MAX);
  return voice.write(`segment.${segment}`, { component, of: prefix === '' ? [] : [outside(prefix), ' '] });
}

export function isSegment(service: Service): boolean {
  return segmentOf(service) !== undefined;
}
