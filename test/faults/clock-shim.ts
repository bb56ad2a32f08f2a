// Loaded into the program before it starts: its wall clock steps when the parent says so. Nothing else is touched.

const machine = Date.now.bind(Date);
const Plain = Date;
let offsetMs = 0;

class SteppedDate extends Plain {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(machine() + offsetMs);
    else super(...(given as [number]));
  }

  static override now(): number {
    return machine() + offsetMs;
  }
}

globalThis.Date = SteppedDate as DateConstructor;

process.on('message', (message: { readonly stepClockMs?: number }) => {
  offsetMs += message.stepClockMs ?? 0;
});
// The parent's messages are no reason to stay.
process.channel?.unref();
