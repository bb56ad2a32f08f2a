import { claimsFrom } from '#src/domain/claims.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import { START } from '#test/support/engine-bench.ts';

/** A week and more after the start, so that there is room for what is old. */
export const LATER = START + 10 * 24 * 3_600_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is claimed for an hour by now: of a statement, what was stated then. */
export function aClaim(
  signal: Claim['signal'],
  status: Claim['status'],
  changes: Partial<Claim> = {},
): Claim {
  return {
    status,
    since: LATER - HOUR,
    basis: signal === 'probe' ? 'measured' : 'official',
    signal,
    evidence: `${signal} ${status}`,
    ...(signal === 'statement' && { statedAt: LATER - HOUR }),
    ...changes,
  };
}

/** By voice, then by path. */
export type SaidByVoice = Readonly<Record<string, Readonly<Record<string, Claim>>>>;

/** All that is said; the silent sources were heard an hour ago, the others a minute. */
export function stateWith(said: SaidByVoice, silent: readonly string[] = []): ExchangeState {
  const sources = Object.keys(said).map((voice) => voice.split('@')[0] ?? '');
  return {
    ...emptyExchangeState('binance'),
    sources: Object.fromEntries(
      sources.map((source) => {
        const at = LATER - (silent.includes(source) ? HOUR : MINUTE);
        return [source, { outcome: 'ok', since: 0, checkedAt: at, okAt: at }];
      }),
    ),
    claims: Object.fromEntries(
      Object.entries(said).map(([voice, claims]) => [
        voice,
        claimsFrom(
          Object.entries(claims).map(
            ([path, one]) => [path === '' ? 'binance' : `binance/${path}`, one] as const,
          ),
        ),
      ]),
    ),
  };
}
