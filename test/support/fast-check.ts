import * as fc from 'fast-check';

import { seedFor } from './property-seed.ts';

// fast-check for all tests: what it draws goes by one seed, which the run prints.
fc.configureGlobal({ seed: seedFor(process.env['PROPERTY_SEED']) });

export * from 'fast-check';
