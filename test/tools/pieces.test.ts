import { describe, expect, it } from 'vitest';

import { piecesOf } from '#tools/gallery/pieces.ts';

describe('A page of the gallery', () => {
  it('that a screen holds is one picture', () => {
    expect(piecesOf([300, 592.4], 600)).toEqual([{ y: 0, height: 600 }]);
  });

  it('that is higher is cut between two messages, and nothing of it is left out', () => {
    expect(piecesOf([400, 800, 1200, 1500.5, 1800], 1808)).toEqual([
      { y: 0, height: 800 },
      { y: 800, height: 701 },
      { y: 1501, height: 307 },
    ]);
  });

  it('has no picture of the margin alone', () => {
    expect(piecesOf([500, 895, 0], 903)).toEqual([
      { y: 0, height: 500 },
      { y: 500, height: 403 },
    ]);
  });

  it('is cut within a message that no screen holds', () => {
    const pieces = piecesOf([100, 2000, 2100], 2108);
    expect(pieces.every(({ height }) => height <= 900)).toBe(true);
    expect(pieces.reduce((sum, { height }) => sum + height, 0)).toBe(2108);
    expect(pieces[0]).toEqual({ y: 0, height: 100 });
  });
});
