import { describe, expect, it } from 'vitest';

import { readConfigureGlobal } from './fast-check.ts';
import { seedFor } from './property-seed.ts';

describe('the seed of what tests draw at random', () => {
  it('is always the same where none is asked for', () => {
    expect(seedFor(undefined)).toBe(seedFor(''));
  });

  it('is the one that is asked for, or a new one each time', () => {
    expect(seedFor('-7')).toBe(-7);
    expect(new Set(Array.from({ length: 20 }, () => seedFor('random'))).size).toBeGreaterThan(1);
  });

  it('is refused where it is no number', () => {
    expect(() => seedFor('lucky')).toThrow('PROPERTY_SEED is "lucky"');
  });

  it('is what properties draw from', () => {
    expect(readConfigureGlobal().seed).toBe(seedFor(process.env['PROPERTY_SEED']));
  });
});
