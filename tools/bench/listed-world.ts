import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';
import { claimsFrom, withClaims } from '#src/domain/claims.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { assetsOf, movedAssets } from '#src/engine/view/listed.ts';
import { aClaim } from '#test/engine/some-claims.ts';

/** As many exchanges, and coins at each, as there are to be watched. */
const EXCHANGES = 49;
const COINS = 960;
const MAJORS = ['BTC', 'ETH', 'USDT', 'USDC'];
const NETWORKS = ['ETH', 'BSC', 'TRX', 'SOL', 'MATIC', 'ARBITRUM', 'OPTIMISM', 'BASE', 'AVAXC', 'TON'];
const COMPONENTS = ['website', 'api', 'login', 'spot', 'deposits', 'withdrawals'];

const OPEN = aClaim('flag', 'operational');
const SHUT = aClaim('flag', 'major_outage');

interface ListedWorld {
  readonly deps: Pick<CommandDeps, 'exchanges' | 'assets' | 'typedWorld'>;
  /** Each exchange closes a coin, or opens it again. */
  flip(): void;
}

/** What commands ask of full lists of coins, beside those exchanges that are known already. */
export function listedWorld(known: Pick<CommandDeps, 'exchanges' | 'typedWorld'>): ListedWorld {
  const first = known.exchanges();
  const more = Array.from({ length: EXCHANGES - first.length }, (_, i): ExchangeInfo => ({
    id: `exchange${i}`,
    name: `Exchange ${i}`,
    aliases: [],
    components: COMPONENTS,
  }));
  const exchanges = [...first, ...more];
  const states = new Map(exchanges.map(({ id }) => [id, stateOf(id)]));
  let flips = 0;
  return {
    deps: {
      exchanges: () => exchanges,
      assets: (id, component) => assetsOf(states.get(id) ?? emptyExchangeState(id), component),
      typedWorld: () => ({ ...known.typedWorld(), exchanges, assets: movedAssets([...states.values()]) }),
    },
    flip() {
      flips += 1;
      for (const [id, state] of states) {
        const change = new Map([[`${id}/withdrawals/BTC/ETH`, flips % 2 === 0 ? OPEN : SHUT]]);
        states.set(id, { ...state, claims: { wallets: withClaims(state.claims['wallets'] ?? [], change) } });
      }
    },
  };
}

function stateOf(id: string): ExchangeState {
  const listed: [ServicePath, Claim][] = [];
  for (let i = 0; i < COINS; i += 1) {
    const coin = MAJORS[i] ?? `C${i}X`;
    for (const component of ['deposits', 'withdrawals'])
      for (let n = 0; n < 1 + (i % 5); n += 1)
        listed.push([`${id}/${component}/${coin}/${NETWORKS[(i + n) % NETWORKS.length]}`, OPEN]);
    listed.push([`${id}/spot/${coin}/USDT`, OPEN]);
  }
  return { ...emptyExchangeState(id), claims: { wallets: claimsFrom(listed) } };
}
