import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';

import { masked } from './mask.ts';
import { logLine } from './log-line.ts';

/** What Downtick's parts need of a log. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

const SECRET_KEYS = ['token', 'authorization', 'Authorization', 'password', 'secret', 'apiKey', 'cookie'];

/** Secrets as they stand in free text: in a message, a URL, an error's stack. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // A Discord bot token: the bot's id, a time and a signature.
  [/[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, '[redacted]'],
  // The path of a Discord webhook or of an interaction's answer is its password.
  [/((?:webhooks|interactions)\/\d+\/)[\w.-]+/g, '$1[redacted]'],
  [/\b(Bearer|Bot|Basic) [\w.+/=~%-]{8,}/g, '$1 [redacted]'],
  // The password in an address, such as that of a Redis.
  [/(:\/\/[^\s:/@"]*:)[^\s/@"]+@/g, '$1[redacted]@'],
];

/** One JSON line per entry, without what looks like a secret or is one of `secrets`, to `destination` or standard output. */
export function createLogger(
  level: LogLevel,
  destination?: DestinationStream,
  secrets: readonly string[] = [],
): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[redacted]',
    },
    hooks: { streamWrite: (text: string) => masked(withoutSecrets(text), secrets) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * Where a program's own log goes: a line for people to a terminal, in colour where it is wanted, and JSON to a pipe.
 * Stacks are shown to who asked for `debug`.
 */
export function logDestination(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & { hasColors?: () => boolean },
  { env, level }: { readonly env: Readonly<Record<string, string | undefined>>; readonly level: LogLevel },
): DestinationStream {
  if (!stream.isTTY) return { write: (json) => void stream.write(json) };
  const color = (env['NO_COLOR'] ?? '') === '' && (stream.hasColors?.() ?? false);
  const stacks = level === 'debug' || level === 'trace';
  return { write: (json) => void stream.write(logLine(json, { color, stacks })) };
}

/** A text with everything that looks like a secret taken out. */
function withoutSecrets(text: string): string {
  return SECRETS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}
