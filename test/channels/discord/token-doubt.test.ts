import { describe, expect, it } from 'vitest';

import { createTokenDoubt, UnauthorizedError } from '#src/channels/discord/line/token-doubt.ts';
import type { Welcome } from '#src/channels/discord/line/token-doubt.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const MINUTE = 60_000;

function setUp(answers: Welcome[]) {
  const clock = createFakeClock();
  const refused: string[] = [];
  let asked = 0;
  const doubt = createTokenDoubt({
    clock,
    random: () => 0,
    check: async () => answers[asked++] ?? 'refused',
    onRefused: ({ message }) => void refused.push(message),
  });
  const fails = () => doubt.guard(() => Promise.reject(new UnauthorizedError(undefined)));
  return { clock, doubt, refused, fails, asked: () => asked };
}

describe('A token that Discord has refused', () => {
  it('stops every call until it is known whether it was a slip', async () => {
    const { clock, doubt, refused, fails } = setUp(['unknown', 'refused', 'welcome']);
    await expect(fails()).rejects.toMatchObject({ kind: 'busy', everywhere: true });
    const never = doubt.guard(() => Promise.reject(new Error('was called')));
    await expect(never).rejects.toMatchObject({ kind: 'busy', everywhere: true });
    await clock.advance(MINUTE);
    expect(await doubt.guard(async () => 'sent')).toBe('sent');
    expect(refused).toEqual([]);
  });

  it('is given up after it was refused for some minutes, with what to do', async () => {
    const { clock, refused, fails, asked } = setUp([]);
    await expect(fails()).rejects.toMatchObject({ kind: 'busy' });
    await clock.advance(5_000);
    expect(refused).toEqual([]);
    await clock.advance(10 * MINUTE);
    expect(refused).toEqual([expect.stringMatching(/DISCORD_TOKEN.*is kept/)]);
    expect(asked()).toBe(5);
  });

  it('says how long to wait, which is no longer than until it is asked', async () => {
    const { clock, doubt, fails } = setUp(['welcome']);
    const error: unknown = await fails().catch((reason: unknown) => reason);
    const { retryAfterMs } = error as { readonly retryAfterMs: number };
    await clock.advance(retryAfterMs);
    expect(await doubt.guard(async () => 'sent')).toBe('sent');
  });
});
