import { expect, test } from 'vitest';

import { createLogger } from '#src/platform/log.ts';

// Made up, in the shape of a real one; in parts, so that no scanner takes it for one.
const TOKEN = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GaBcDe', 'abcdefghijklmnopqrstuvwxyz0123456789AB'].join('.');

function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  log(createLogger('debug', { write: (line) => (text += line) }));
  return text;
}

test('an entry is one line of JSON with its time and its message', () => {
  const entry: unknown = JSON.parse(written((log) => log.info({ exchange: 'kraken' }, 'polled')));
  expect(entry).toMatchObject({ exchange: 'kraken', msg: 'polled', time: expect.stringMatching(/Z$/) });
});

test('entries below the level are not written', () => {
  let text = '';
  createLogger('warn', { write: (line) => (text += line) }).info('quiet');
  expect(text).toBe('');
});

test.each([
  ['a bot token in a message', { msg: `login with ${TOKEN}` }, TOKEN],
  ['a token under its name', { token: 'hunter2hunter2' }, 'hunter2'],
  ['an authorization header', { request: { headers: { authorization: 'Bot abc' } } }, 'Bot abc'],
  ['a bearer in an error', { err: new Error('sent Bearer AAAAAAAAAAbbbb') }, 'AAAAAAAAAA'],
  ['a webhook address', { url: 'https://discord.com/api/webhooks/123/s3cr3t-part' }, 's3cr3t'],
  ['a password in an address', { store: 'redis://user:hunter2@host:6379' }, 'hunter2'],
])('%s does not reach the log', (_what, entry, secret) => {
  const text = written((log) => log.error(entry, 'failed'));
  expect(text).toContain('redacted');
  expect(text).not.toContain(secret);
});
