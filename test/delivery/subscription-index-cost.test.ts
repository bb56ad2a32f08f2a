import { describe, expect, it } from 'vitest';

import { createSubscriptionIndex } from '#src/delivery/audience/subscription-index.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { following } from '#test/delivery/following.ts';

describe('The index of subscriptions', () => {
  it('costs what it finds: one coin among many thousands', () => {
    const index = createSubscriptionIndex();
    for (let i = 0; i < 50_000; i += 1) index.put(following(`g${i}`, `binance/withdrawals/C${i}`));
    const notice = aNotice({ services: ['binance/withdrawals/C7'] });
    const batches = Array.from({ length: 10 }, () => {
      const start = performance.now();
      for (let i = 0; i < 100; i += 1) expect([...index.candidates(notice)]).toHaveLength(1);
      return performance.now() - start;
    });
    // A walk through all of them would take a hundred times as long. What else the machine does meets some of them.
    expect(Math.min(...batches)).toBeLessThan(100);
  });
});
