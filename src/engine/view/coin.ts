import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { lastAnswerAt } from '#src/engine/claims/freshness.ts';
import type { StepContext } from '#src/engine/context.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Scene } from '#src/engine/scene/scene.ts';

import { isListed, listedNetworks } from './listed.ts';
import { serviceIn } from './view.ts';

/** Whether a coin can be moved one way, over one network or over any. Times are epoch milliseconds. */
export interface CoinSide {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** Closed for so long that it is no outage. */
  readonly closedSince?: number;
  /** Where it is open on some networks only: those that are not, and those that are. */
  readonly shut: readonly string[];
  readonly open: readonly string[];
}

/** Where one exchange stands with a coin; a side that the exchange does not list is left out. */
export interface CoinLine {
  readonly exchange: string;
  readonly exchangeName: string;
  readonly deposits?: CoinSide;
  readonly withdrawals?: CoinSide;
  /** When any source of the exchange last said something; 0 for never. */
  readonly freshAt: number;
}

/** A coin at one exchange, over one network or over all; `undefined` where the exchange does not list it so. */
export function viewCoin(
  state: ExchangeState,
  asset: string,
  network: string | undefined,
  context: StepContext,
): CoinLine | undefined {
  const scene = sceneOf(state, context);
  const side = (component: string): CoinSide | undefined => viewSide(scene, component, asset, network);
  const deposits = side('deposits');
  const withdrawals = side('withdrawals');
  if (deposits === undefined && withdrawals === undefined) return undefined;
  return {
    exchange: context.profile.id,
    exchangeName: context.profile.name,
    ...(deposits !== undefined && { deposits }),
    ...(withdrawals !== undefined && { withdrawals }),
    freshAt: lastAnswerAt(state),
  };
}

function viewSide(
  scene: Scene,
  component: string,
  asset: string,
  network: string | undefined,
): CoinSide | undefined {
  const { context, state } = scene;
  const networks = listedNetworks(state, component, asset);
  const isThere = network === undefined ? isListed(state, component, asset) : networks.includes(network);
  if (!isThere) return undefined;
  const service = servicePath(context.profile.id, component, asset, network);
  const { status, since, sinceKnown, closedSince } = serviceIn(scene, service);
  const over = network === undefined ? networks : [];
  const shut = over.filter((one) => isShut(scene, servicePath(service, one)));
  return {
    service,
    status,
    since,
    sinceKnown,
    ...(closedSince !== undefined && { closedSince }),
    shut,
    open: over.filter((one) => !shut.includes(one)),
  };
}

function isShut(scene: Scene, service: ServicePath): boolean {
  const { status, closedSince } = serviceIn(scene, service);
  return isNotWell(status) || closedSince !== undefined;
}
