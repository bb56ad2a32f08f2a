import { inTurns } from '#src/platform/turns.ts';

/** Calls of a channel that are no delivery: they wait while nothing is sent at all, and take a slot as deliveries do. */
export interface OutsideCalls {
  /** Resolves when a call may be made. Of those that are equally urgent one at a time waits for it. */
  turn(urgency: number): Promise<void>;
  /** Something may be sent by now. */
  letIn(): void;
}

export function createOutsideCalls(deps: {
  readonly isShut: () => boolean;
  readonly slot: (urgency: number) => Promise<void>;
}): OutsideCalls {
  const outside = new Set<() => void>();
  const oneByOne = inTurns();

  async function turn(urgency: number): Promise<void> {
    while (deps.isShut()) {
      await new Promise<void>((resolve) => {
        outside.add(resolve);
      });
    }
    await deps.slot(urgency);
  }

  return {
    // What waits for its turn counts as waiting: a thousand of them must not keep alerts from being made ready.
    turn: (urgency) => oneByOne(String(urgency), () => turn(urgency)),
    letIn() {
      for (const go of outside) go();
      outside.clear();
    },
  };
}
