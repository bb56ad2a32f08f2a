import { defineConfig } from 'vitest/config';

/** The tests that mutants have to get past: what is slow, and what reads the repository itself, stays out. */
// oxlint-disable-next-line import/no-default-export -- Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/{domain,engine,delivery,storage,polling,scenarios}/**/*.test.ts'],
    exclude: ['test/{storage,delivery}/crash.test.ts', 'test/delivery/subscription-index-cost.test.ts'],
    environment: 'node',
    isolate: false,
    env: { PROPERTY_RUNS: '20' },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
