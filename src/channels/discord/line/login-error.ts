/** Discord will never let this bot in as it is; the message says what the operator has to do. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
}

const HOPELESS: readonly (readonly [RegExp, string])[] = [
  [
    /invalid token|authentication failed/i,
    'Discord does not accept DISCORD_TOKEN. Copy the bot token again from the Developer Portal (Bot, Reset Token).',
  ],
  [
    /disallowed intents|invalid intents/i,
    'Discord does not allow the intent that Downtick asks for (Guilds). Check the bot in the Developer Portal.',
  ],
  [
    /sharding required|invalid shard/i,
    'The bot is in too many servers for one connection. Discord demands shards.',
  ],
];

const BY_CLOSE_CODE: Readonly<Record<number, string>> = {
  4004: 'authentication failed',
  4010: 'invalid shard',
  4011: 'sharding required',
  4013: 'invalid intents',
  4014: 'disallowed intents',
};

/** What it means that Discord has closed the connection for good, by its close code. */
export function lossOf(closeCode: number): LoginError {
  return (
    toLoginError(BY_CLOSE_CODE[closeCode] ?? '') ??
    new LoginError(
      `Discord has closed the connection for good (code ${closeCode}). Update Downtick, and start it again.`,
    )
  );
}

/** The sentence for a login that cannot succeed; `undefined` where trying again may help. */
export function toLoginError(error: unknown): LoginError | undefined {
  const text = error instanceof Error ? `${codeOf(error)} ${error.message}` : String(error);
  const hopeless = HOPELESS.find(([pattern]) => pattern.test(text));
  return hopeless === undefined ? undefined : new LoginError(hopeless[1]);
}

function codeOf(error: Error): string {
  if ('status' in error && error.status === 401) return 'invalid token';
  return 'code' in error && error.code === 'TokenInvalid' ? 'invalid token' : '';
}
