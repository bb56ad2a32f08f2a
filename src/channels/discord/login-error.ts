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
