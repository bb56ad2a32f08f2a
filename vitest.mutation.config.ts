import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants have to get past: those of each part by itself. What is slow (scenarios, properties, storms,
 * crashes) stays out. They share one module graph, as they may: nothing they test keeps a state of its own.
 */
// oxlint-disable-next-line import/no-default-export -- Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/{domain,engine,delivery,storage,polling}/**/*.test.ts'],
    exclude: [
      'test/{storage,delivery}/crash.test.ts',
      'test/delivery/subscription-index-cost.test.ts',
      'test/engine/properties.test.ts',
    ],
    environment: 'node',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
