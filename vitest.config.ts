import { defineConfig } from 'vitest/config';

// oxlint-disable-next-line import/no-default-export -- Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 20_000,
    // Nothing a test prints may hide a failure, and a forgotten `.only` fails the run.
    allowOnly: false,
  },
});
