/** Prints what was measured, at once. */
export type Print = (what: string, result: string) => void;
