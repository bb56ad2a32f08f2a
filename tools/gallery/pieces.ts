/** About a screen: what is higher is made smaller by whatever shows it, until nobody can read it. */
const HIGHEST_PX = 900;

/** A part of a page, from `y` on. */
export interface Piece {
  readonly y: number;
  readonly height: number;
}

/** A page cut between its messages, whose lower edges are `ends`; what is higher than a screen alone is cut within. */
export function piecesOf(ends: readonly number[], height: number): readonly Piece[] {
  const pieces: Piece[] = [];
  // What is below the last message is no picture of its own.
  const lowest = Math.max(0, ...ends);
  const cuts = [...ends.filter((end) => end < lowest).map((end) => Math.ceil(end)), height];
  let y = 0;
  while (y < height) {
    const limit = y + HIGHEST_PX;
    const until = cuts.findLast((cut) => cut > y && cut <= limit) ?? limit;
    pieces.push({ y, height: until - y });
    y = until;
  }
  return pieces;
}
