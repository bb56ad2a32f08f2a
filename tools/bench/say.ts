/** Prints what was measured, at once. */
export type Say = (what: string, result: string) => void;
