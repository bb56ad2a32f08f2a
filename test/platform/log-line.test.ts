import { describe, expect, it } from 'vitest';

import { createLogger, logDestination } from '#src/platform/log.ts';
import type { LogLevel } from '#src/platform/log.ts';

interface Shown {
  readonly isTTY?: boolean;
  readonly hasColors?: boolean;
  readonly env?: Record<string, string>;
  readonly level?: LogLevel;
}

/** What a stream of this kind shows of what is logged. */
function shown(entry: (log: ReturnType<typeof createLogger>) => void, kind: Shown = {}): string {
  const { env = {}, hasColors = false, isTTY = true, level = 'info' } = kind;
  let text = '';
  const stream = {
    isTTY,
    hasColors: () => hasColors,
    write: (piece: string) => {
      text += piece;
      return true;
    },
  } as unknown as NodeJS.WriteStream;
  entry(createLogger(level, logDestination(stream, { env, level })));
  return text.replaceAll(/\d\d:\d\d:\d\d/g, 'hh:mm:ss');
}

describe('the log on a terminal', () => {
  it('is a line an entry, with what belongs to it', () => {
    expect(shown((log) => log.info({ guilds: 3, exchange: 'kraken' }, 'logged in'))).toBe(
      'hh:mm:ss info  logged in guilds=3 exchange=kraken\n',
    );
  });

  it('says why something failed, without a stack', () => {
    const text = shown((log) => log.warn({ err: new Error('connect ECONNREFUSED'), delayMs: 500 }, 'away'));
    expect(text).toBe('hh:mm:ss warn  away: connect ECONNREFUSED delayMs=500\n');
  });

  it('shows stacks to who asked for debug', () => {
    const text = shown((log) => log.error({ err: new Error('no') }, 'failed'), { level: 'debug' });
    expect(text).toContain('hh:mm:ss error failed: no\nError: no\n    at ');
  });

  it('lets nothing that is logged begin a line of its own or move the cursor', () => {
    const text = shown((log) => log.info('first\nfatal second\u001B[2J\u2028third'));
    expect(text).toBe('hh:mm:ss info  first fatal second [2J third\n');
  });

  it('has colours where the terminal has, and none under NO_COLOR', () => {
    const entry = (log: ReturnType<typeof createLogger>): void => log.warn('careful');
    expect(shown(entry, { hasColors: true })).toContain('\u001B[33mwarn ');
    expect(shown(entry, { hasColors: true, env: { NO_COLOR: '1' } })).toBe('hh:mm:ss warn  careful\n');
    expect(shown(entry, { hasColors: true, env: { NO_COLOR: '' } })).toContain('\u001B[33m');
  });

  it('holds no secret', () => {
    expect(shown((log) => log.info('sent Bearer abcdefghijklmnop'))).toContain('Bearer [redacted]');
  });
});

describe('the log in a pipe', () => {
  it('is JSON, whatever the environment says', () => {
    const text = shown((log) => log.info({ a: 1 }, 'hello'), { isTTY: false, hasColors: true });
    expect(JSON.parse(text)).toMatchObject({ level: 30, a: 1, msg: 'hello' });
  });
});
