import type { Status } from '#src/domain/status.ts';
import type { CoinSide } from '#src/engine/view/coin.ts';
import { noon } from '#test/delivery/a-notice.ts';

/** How one way of a coin fares, at noon. */
export function aCoinSide(status: Status = 'operational', changes: Partial<CoinSide> = {}): CoinSide {
  return {
    service: 'venue/withdrawals/USDT',
    status,
    since: noon,
    sinceKnown: true,
    shut: [],
    open: [],
    ...changes,
  };
}
