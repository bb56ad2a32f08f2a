import { expect, it } from 'vitest';

import { sayAnswers } from '#tools/bench/say-answers.ts';

it('a bench says what it leaves out, and what a member would have waited for with it', () => {
  const took = new Map([
    ['/status', [{ ms: 40, starvedMs: 0 }]],
    [
      '/coin',
      [
        { ms: 3200, starvedMs: 2900 },
        { ms: 20, starvedMs: 0 },
      ],
    ],
    ['/uptime', [{ ms: 3500, starvedMs: 100 }]],
  ]);
  const { late, lines } = sayAnswers(took, 3000);
  expect(late).toEqual(['/uptime']);
  expect(lines[1]).toMatch(/longest +3200 ms of 3000, up to 2900 ms of them without a processor$/);
  expect(lines.slice(3)).toEqual([
    'Longer than 3000 ms, without the time in which this process got no processor: /uptime.',
    'Longer than 3000 ms with that time, as a member would have waited on this machine: /coin, /uptime.',
  ]);
});
