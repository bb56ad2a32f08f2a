/** The store could not do what it was asked to. The message is one sentence or two, for an operator. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** The server that holds the store is not there, or not yet: trying again may work. */
export class StoreAwayError extends StoreError {}
