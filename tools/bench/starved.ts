import { readFileSync } from 'node:fs';

const NS_PER_MS = 1e6;

/** How long this thread was ready to run and got no processor so far, in milliseconds; 0 where the system does not say. */
export function starvedMs(): number {
  try {
    const [, waited = '0'] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
    return Number(waited) / NS_PER_MS;
  } catch {
    return 0;
  }
}
