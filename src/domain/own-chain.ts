import { isTrading } from './components.ts';
import { ANY, contains, parseService, servicePath } from './service.ts';
import type { ServicePath } from './service.ts';

/** The chains that are not called like the coin that is their own. */
export const OWN_CHAINS = {
  ETH: 'ERC20',
  BNB: 'BEP20',
  TRX: 'TRC20',
  POL: 'POLYGON',
  AVAX: 'AVAXC',
  ARB: 'ARBITRUM',
  OP: 'OPTIMISM',
  LUNA: 'TERRA',
  LUNC: 'TERRA-CLASSIC',
  CRO: 'CRONOS',
  S: 'SONIC',
} as const;

const CHAIN_BY_COIN: Readonly<Record<string, string>> = OWN_CHAINS;

/** The whole network that a coin moves on where nothing tells its networks apart: the chain whose coin it is. */
export function ownChainOf(service: ServicePath): ServicePath | undefined {
  const { asset, component, exchange, network } = parseService(service);
  if (asset === undefined || asset === ANY || network !== undefined) return undefined;
  if (isTrading(component ?? '')) return undefined;
  return servicePath(exchange, component, ANY, CHAIN_BY_COIN[asset] ?? asset);
}

/** The network that it is on: the one that is named, or the coin's own. */
export function networkOf(service: ServicePath): string | undefined {
  return parseService(ownChainOf(service) ?? service).network;
}

/** Whether `whole` is `part` or contains it, a coin being on its own chain. */
export function spans(whole: ServicePath, part: ServicePath): boolean {
  return contains(whole, part) || whole === ownChainOf(part);
}
