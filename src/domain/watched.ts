/** What is closed for good is there for who asks, and nothing is read of it. */
export function isWatched({ retired }: { readonly retired?: unknown }): boolean {
  return retired === undefined;
}
