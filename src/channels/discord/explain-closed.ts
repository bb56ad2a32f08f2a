import { DeliveryError } from '#src/delivery/delivery-error.ts';

import type { Right } from './line/rights.ts';

/** Makes a call; where it fails for want of a right, the error says which one, as far as that is known. */
export async function explainClosed<T>(
  call: () => Promise<T>,
  lacking: () => readonly Right[] | undefined,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof DeliveryError) || !['no_right', 'hidden'].includes(error.closed?.kind ?? ''))
      throw error;
    const rights = lacking() ?? [];
    if (rights.length === 0) throw error;
    const closed = { kind: 'no_right', rights } as const;
    throw new DeliveryError('closed', error.message, { code: error.code, closed, cause: error });
  }
}
