import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { createRest } from '#src/channels/discord/messages/rest.ts';
import { createLogger } from '#src/platform/log.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';

// Made up, in the shape of real ones; in parts, so that no scanner takes them for some.
const BOT_TOKEN = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GaBcDe', 'abcdefghijklmnopqrstuvwxyz0123456789AB'].join('.');
const BEARER = `AAAAAAAAAAAAAAAAAAAAA${'x'.repeat(20)}%3D${'y'.repeat(20)}`;
const INTERACTION_TOKEN = `aW50ZXJhY3Rpb246${'z'.repeat(40)}`;
const PASSWORD = 'correct-horse-battery';

function logged(entry: unknown): string {
  let text = '';
  const log = createLogger('debug', { write: (line) => (text += line) });
  if (typeof entry === 'string') log.error(entry);
  else log.error(entry, 'failed');
  return text;
}

/** An error in the shape of those that discord.js throws for a refused request. */
function apiError(url: string, body: unknown): DiscordAPIError {
  return new DiscordAPIError({ code: 50013, message: 'Missing Permissions' }, 50013, 403, 'POST', url, {
    body,
  });
}

describe('a secret in the log', () => {
  it.each<[string, unknown]>([
    ['as the message', `login with ${BOT_TOKEN} failed`],
    ['as a value', { what: BOT_TOKEN }],
    ['deep in an object', { a: { b: { c: { d: [{ e: BOT_TOKEN }] } } } }],
    ['as a key', { [BOT_TOKEN]: 1 }],
    ['in an error', { err: new Error(`refused ${BOT_TOKEN}`) }],
    ['in the cause of an error', { err: new Error('failed', { cause: new Error(BOT_TOKEN) }) }],
    ['in one of several errors', { err: new AggregateError([new Error(BOT_TOKEN)], 'all failed') }],
    [
      'in a property of an error',
      { err: Object.assign(new Error('failed'), { options: { token: BOT_TOKEN } }) },
    ],
    ['in a header', { headers: { authorization: `Bot ${BOT_TOKEN}` } }],
    ['in an address', { url: `https://example.com/?token=${BOT_TOKEN}` }],
    ['in the body of a request', { err: apiError('https://discord.com/api/v10/x', { content: BOT_TOKEN }) }],
  ])('cannot be a bot token %s', (_place, entry) => {
    expect(logged(entry)).not.toContain(BOT_TOKEN);
    expect(logged(entry)).toContain('[redacted]');
  });

  it.each<[string, unknown, string]>([
    ['a bearer token in a header', { request: { headers: { Authorization: `Bearer ${BEARER}` } } }, BEARER],
    ['a bearer token in an error', { err: new Error(`sent Bearer ${BEARER}`) }, BEARER],
    [
      "the token of an interaction's answer",
      { err: apiError(`https://discord.com/api/v10/interactions/123/${INTERACTION_TOKEN}/callback`, {}) },
      INTERACTION_TOKEN,
    ],
    [
      'the token of a webhook',
      {
        err: apiError(`https://discord.com/api/v10/webhooks/123/${INTERACTION_TOKEN}/messages/@original`, {}),
      },
      INTERACTION_TOKEN,
    ],
    ['the password of a store', `cannot reach redis://user:${PASSWORD}@10.0.0.1:6379`, PASSWORD],
    ['the password of a store without a user', { url: `rediss://:${PASSWORD}@redis.example:6379` }, PASSWORD],
    ['a password by its name', { store: { password: PASSWORD } }, PASSWORD],
  ])('cannot be %s', (_what, entry, secret) => {
    expect(logged(entry)).not.toContain(secret);
  });

  it('cannot come from a request that Discord refused', async () => {
    const discord = await emulatedDiscord();
    const rest = createRest(BOT_TOKEN, discord.apiUrl);
    const refused: unknown = await rest.get('/users/@me').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(logged({ err: refused })).not.toContain(BOT_TOKEN);
  });
});

describe('a mistake in the environment', () => {
  it('is told without what was written there', () => {
    const env = {
      DISCORD_TOKEN: `${BOT_TOKEN} ${BOT_TOKEN}`,
      X_BEARER_TOKEN: `${BEARER} `,
      STORE_URL: `postgres://user:${PASSWORD}@10.0.0.1`,
      DISCORD_API_URL: `ftp://user:${PASSWORD}@10.0.0.1`,
      OPERATOR_CHANNEL_ID: PASSWORD,
      LOG_LEVEL: PASSWORD,
    };
    const failure = (): unknown => {
      try {
        return loadConfig(env);
      } catch (error) {
        return error;
      }
    };
    const error = failure();
    expect(error).toBeInstanceOf(ConfigError);
    const { message, problems } = error as ConfigError;
    expect(problems.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(env)));
    for (const secret of [BOT_TOKEN, BEARER, PASSWORD]) {
      expect(message).not.toContain(secret);
      expect(JSON.stringify(problems)).not.toContain(secret);
      expect(logged({ err: error })).not.toContain(secret);
    }
  });
});
