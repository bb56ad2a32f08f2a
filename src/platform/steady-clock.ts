import type { Clock } from './clock.ts';

/** The time by which everything is decided and told. It does not step when the machine's clock is set wrong. */
export interface SteadyClock extends Clock {
  /** Takes in what time another machine says that it is (an answer's `Date`), in epoch milliseconds. */
  witness(host: string, at: number): void;
  /** Goes by another wall clock from now on, as of a machine that many share; monotonic time stays the machine's own. */
  follow(other: Clock): void;
}

export interface SteadyClockOptions {
  /** The machine's own. */
  readonly machine: Clock;
  /** The machine's clock was set by so many milliseconds, which is believed or not. */
  readonly onStep: (step: { readonly byMs: number; readonly isBelieved: boolean }) => void;
}

/** Less than this is the ordinary setting of a clock by its time server, and is followed. */
const STEP_MS = 1_000;
/** A `Date` header has whole seconds and is as old as its answer: nearer than this, a witness has no say. */
const DOUBT_MS = 5_000;
const ENOUGH_WITNESSES = 3;
const MAX_WITNESSES = 64;

/**
 * The machine's wall clock for as long as it goes evenly. When it steps, the time goes on as if nothing had
 * happened, unless the servers that are asked anyway say that the new time is the right one: then the old one was
 * wrong, as on a machine that starts before it has heard of its time server.
 */
export function createSteadyClock({ machine, onStep }: SteadyClockOptions): SteadyClock {
  let wall: Pick<Clock, 'now'> = machine;
  /** What to add to the monotonic time: of this clock, of the machine's, and by what others say. */
  let offset = machine.now() - machine.monotonic();
  let stepped = offset;
  const witnesses = new Map<string, number>();
  let needed = 1;
  let isOpen = false;

  function look(): void {
    const machineOffset = wall.now() - machine.monotonic();
    if (Math.abs(machineOffset - offset) <= STEP_MS) {
      offset = machineOffset;
      stepped = machineOffset;
      return;
    }
    if (Math.abs(machineOffset - stepped) > STEP_MS) {
      stepped = machineOffset;
      onStep({ byMs: Math.round(machineOffset - offset), isBelieved: false });
      // A machine that slept has stepped too, and what it heard before says nothing of how long it slept.
      needed = Math.min(Math.max(1, witnesses.size), ENOUGH_WITNESSES);
      witnesses.clear();
    }
    if (!isOpen) return;
    isOpen = false;
    if (!isConfirmed(machineOffset)) return;
    onStep({ byMs: Math.round(machineOffset - offset), isBelieved: true });
    offset = machineOffset;
  }

  /** Whether those who were asked say that it is rather the machine's time than ours. */
  function isConfirmed(machineOffset: number): boolean {
    const others = [...witnesses.values()].toSorted((a, b) => a - b);
    const middle = others[Math.floor(others.length / 2)];
    if (middle === undefined || others.length < needed) return false;
    return Math.abs(middle - machineOffset) + DOUBT_MS < Math.abs(middle - offset);
  }

  return {
    now() {
      look();
      return Math.round(machine.monotonic() + offset);
    },
    monotonic: () => machine.monotonic(),
    setTimer: (delayMs, wake) => machine.setTimer(delayMs, wake),
    follow(other) {
      wall = other;
      offset = wall.now() - machine.monotonic();
      stepped = offset;
    },
    witness(host, at) {
      if (!Number.isFinite(at)) return;
      isOpen = true;
      // The newest last, and the oldest makes room.
      witnesses.delete(host);
      witnesses.set(host, at - machine.monotonic());
      const [oldest] = witnesses.keys();
      if (witnesses.size > MAX_WITNESSES && oldest !== undefined) witnesses.delete(oldest);
    },
  };
}
