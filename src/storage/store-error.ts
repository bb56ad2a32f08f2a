/** The store could not do what it was asked to. The message is one sentence or two, for an operator. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
