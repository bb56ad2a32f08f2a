import { describe, expect, it } from 'vitest';

import { isPractice } from '#src/names/practice.ts';

describe('What is there to practise with', () => {
  it.each(['Testnet API servers', 'Demo trading', '模拟交易', 'テストネット', '테스트넷'])(
    'is %s',
    (text) => {
      expect(isPractice(text)).toBe(true);
    },
  );

  it.each([
    'Spot trading',
    'Mainnet and testnet API',
    'Testnet and mainnet API',
    '主网和测试网',
    '메인넷 및 테스트넷 점검',
  ])('is not %s', (text) => {
    expect(isPractice(text)).toBe(false);
  });

  it('takes a time that grows with the text alone', () => {
    const long = 'sandbox '.repeat(100_000);
    const before = process.threadCpuUsage();
    expect(isPractice(long)).toBe(true);
    const { system, user } = process.threadCpuUsage(before);
    expect((system + user) / 1_000).toBeLessThan(1_000);
  });
});
