import { expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { abandoned } from '#src/engine/endings/abandon.ts';
import { anIncident } from '#test/engine/incident/an-incident.ts';
import { START } from '#test/support/engine-bench.ts';

it('what is no longer watched is forgotten, and its open incidents are closed as never seen to end', () => {
  const open = anIncident(['withdrawals']);
  const over = anIncident(['spot'], { status: 'operational' });
  const state = { ...emptyExchangeState('binance'), updatedAt: START, incidents: [open, over] };
  expect(abandoned(state, START + 1)).toEqual({
    state: emptyExchangeState('binance'),
    closed: [{ ...open, phaseSince: START + 1, lapsed: true }, over],
  });
});
