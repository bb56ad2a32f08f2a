import { startSimulatedExchange } from '#src/cli/simulated-exchange.ts';
import type { SimulatedAnswer, SimulatedRoute } from '#src/cli/simulated-exchange.ts';

import { MOODS } from './field.ts';
import type { FieldOrigins, Mood } from './field.ts';
import { exchangeInfo } from './payloads/exchange-info.ts';
import { statusPage } from './payloads/status-page.ts';
import { systemStatus } from './payloads/system-status.ts';
import { walletList } from './payloads/wallet-list.ts';

// Enough bodies in turn that no answer is like the one before, and more turns than any measurement asks for.
const VARIANTS = 8;
const TURNS = 50_000;

const exchanges = await Promise.all(
  MOODS.map(async (mood) => [mood, await startSimulatedExchange({ routes: routesOf(mood) })] as const),
);
const origins = Object.fromEntries(exchanges.map(([mood, { origin }]) => [mood, origin]));
// Without its parent it has nobody to answer.
process.once('disconnect', () => process.exit());
process.send?.(origins satisfies Partial<FieldOrigins>);

function routesOf(mood: Mood): Record<string, SimulatedRoute> {
  return {
    '/api/v3/ping': { body: '{}' },
    '/sapi/v1/system/status': { body: '{"status":0,"msg":"normal"}' },
    '/0/public/SystemStatus': route(mood, systemStatus),
    '/api/v2/summary.json': route(mood, statusPage),
    '/bapi/capital/v1/public/capital/getNetworkCoinAll': route(mood, (i) =>
      walletList(mood === 'switching' ? { closed: i } : { fees: i }),
    ),
    '/api/v3/exchangeInfo': route(mood, exchangeInfo),
  };
}

function route(mood: Mood, bodyOf: (variant: number) => string): SimulatedRoute {
  if (mood === 'steady') return { body: bodyOf(0) };
  if (mood === 'tagged') return { body: bodyOf(0), etag: true };
  const variants = Array.from({ length: VARIANTS }, (_, i): SimulatedAnswer => ({
    body: bodyOf(i),
    gzip: mood === 'packed',
  }));
  return { steps: Array.from({ length: TURNS }, (_, i) => variants[i % VARIANTS] ?? {}) };
}
