const TIME = Date.UTC(2026, 0, 1);

/** Kraken's SystemStatus: a word, and the time at which it was said. */
export function systemStatus(tick = 0): string {
  const timestamp = new Date(TIME + tick * 15_000).toISOString();
  return JSON.stringify({ error: [], result: { status: 'online', timestamp } });
}
