import { defineConfig } from 'vitest/config';

import { seedFor } from './test/support/property-seed.ts';

const seed = seedFor(process.env['PROPERTY_SEED']);
console.log(`Properties draw from seed ${seed}. PROPERTY_SEED=${seed} repeats this run.`);

// oxlint-disable-next-line import/no-default-export -- Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    env: { PROPERTY_SEED: String(seed) },
    testTimeout: 60_000,
    hookTimeout: 20_000,
    // Nothing a test prints may hide a failure, and a forgotten `.only` fails the run.
    allowOnly: false,
  },
});
