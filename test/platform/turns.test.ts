import { expect, test } from 'vitest';

import { inTurns } from '#src/platform/turns.ts';

test('tasks of one key run one after the other, in the order in which they were given', async () => {
  const turn = inTurns();
  const steps: string[] = [];
  const first = Promise.withResolvers<void>();
  const tasks = [
    turn('a', async () => {
      steps.push('first begins');
      await first.promise;
      steps.push('first ends');
    }),
    turn('a', async () => void steps.push('second')),
    turn('a', async () => void steps.push('third')),
  ];
  await Promise.resolve();
  first.resolve();
  await Promise.all(tasks);
  expect(steps).toEqual(['first begins', 'first ends', 'second', 'third']);
});

test('tasks of other keys do not wait', async () => {
  const turn = inTurns();
  const never = turn('a', () => new Promise(() => {}));
  expect(await turn('b', async () => 'done')).toBe('done');
  expect(never).toBeInstanceOf(Promise);
});

test('a task that fails tells its own caller, and the next one runs all the same', async () => {
  const turn = inTurns();
  const failed = turn('a', () => Promise.reject(new Error('full')));
  const next = turn('a', async () => 'done');
  await expect(failed).rejects.toThrow('full');
  expect(await next).toBe('done');
});
