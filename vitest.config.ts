import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

import { SideBySide } from './test/support/side-by-side.ts';
import { seedFor } from './test/support/property-seed.ts';

const seed = seedFor(process.env['PROPERTY_SEED']);
console.log(`Properties draw from seed ${seed}. PROPERTY_SEED=${seed} repeats this run.`);

// What a test of these leaves behind in its process, such as undici's dispatcher, changes others.
const ALONE = ['test/support-tests/**/*.test.ts'];

// oxlint-disable-next-line import/no-default-export -- Vitest reads the default export.
export default defineConfig({
  test: {
    environment: 'node',
    // Two more than there are cores: many tests wait for processes that they started.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: SideBySide },
    // A busy machine takes its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Nothing a test prints may hide a failure, and a forgotten `.only` fails the run.
    allowOnly: false,
    env: {
      // Tests start the program many times over. What Node makes of its source is kept for the next start.
      NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/tests', import.meta.url)),
      PROPERTY_SEED: String(seed),
    },
    // Node runs the sources as they are: what Vite would make of them takes time to make, and more to run.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        extends: true,
        // Modules are loaded once for each worker, not once for each file: that is half of the time.
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: ALONE,
          globalSetup: 'test/support/program-folder.ts',
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
