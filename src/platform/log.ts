import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';

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

/** One JSON line per entry, without secrets, to `destination` or standard output. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[redacted]',
    },
    hooks: { streamWrite: withoutSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A text with everything that looks like a secret taken out. */
function withoutSecrets(text: string): string {
  return SECRETS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}
