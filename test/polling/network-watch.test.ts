import { describe, expect, test } from 'vitest';

import { createNetworkWatch } from '#src/polling/network-watch.ts';

const POLICY = { share: 0.6, minHosts: 3 };
const HOSTS = ['a', 'b', 'c', 'd', 'e'];

function watchOver(hosts: readonly string[] = HOSTS) {
  const said: string[] = [];
  const watch = createNetworkWatch({
    hosts: new Set(hosts),
    policy: POLICY,
    onOperator: (message) => said.push(message),
  });
  const attempt = (place: string, reached: boolean, endedAt: number, startedAt = endedAt) => {
    const [host = ''] = place.split('/');
    const contact = { host, endpoint: place, startedAt, endedAt, reached };
    watch.note(contact);
    return reached ? 'reached' : watch.reachOf(contact);
  };
  return { attempt, said };
}

describe('one host that fails', () => {
  test('is unproven until some other host has answered since', () => {
    const { attempt } = watchOver();
    for (const host of HOSTS) attempt(host, true, 1000);
    expect(attempt('a', false, 2000)).toBe('unproven');
    attempt('b', true, 3000);
    expect(attempt('a', false, 4000)).toBe('witnessed');
  });

  test('begins anew after it has answered', () => {
    const { attempt } = watchOver();
    attempt('a', false, 1000);
    attempt('b', true, 2000);
    attempt('a', true, 3000);
    expect(attempt('a', false, 4000)).toBe('unproven');
  });

  test('is no witness of itself', () => {
    const { attempt } = watchOver();
    attempt('a', true, 1000);
    attempt('a', false, 2000);
    expect(attempt('a', false, 3000)).toBe('unproven');
  });

  test('is proven by what else its host answers', () => {
    const { attempt } = watchOver();
    expect(attempt('a/ping', false, 2000)).toBe('unproven');
    attempt('a/coins', true, 3000);
    expect(attempt('a/ping', false, 4000)).toBe('witnessed');
    attempt('a/coins', true, 5000);
    expect(attempt('a/ping', false, 6000)).toBe('witnessed');
  });

  test('counts at once where there are too few hosts to tell', () => {
    const { attempt, said } = watchOver(['a', 'b']);
    expect(attempt('a', false, 1000)).toBe('witnessed');
    expect(attempt('b', false, 1000)).toBe('witnessed');
    expect(said).toEqual([]);
  });
});

describe('most hosts that fail at once', () => {
  test('are our own network: nothing counts, and the operator hears of it once, and once of its end', () => {
    const { attempt, said } = watchOver();
    for (const host of HOSTS) attempt(host, true, 1000);
    for (const host of HOSTS) expect(attempt(host, false, 20_000)).toBe('unproven');
    for (const host of HOSTS) expect(attempt(host, false, 35_000)).toBe('unproven');
    expect(said).toHaveLength(1);
    for (const host of HOSTS) attempt(host, true, 50_000);
    expect(said).toHaveLength(2);
    expect(said[1]).toContain('is back');
  });

  test('prove nothing about a request that was under way when the network came back', () => {
    const { attempt } = watchOver();
    for (const host of HOSTS) attempt(host, false, 20_000);
    for (const host of ['b', 'c', 'd', 'e']) attempt(host, true, 50_000);
    expect(attempt('a', false, 55_000, 45_000)).toBe('unproven');
    attempt('b', true, 60_000);
    expect(attempt('a', false, 70_000)).toBe('witnessed');
  });

  test('at the very start are known without any host ever having answered', () => {
    const { attempt, said } = watchOver();
    expect(HOSTS.map((host) => attempt(host, false, 1000))).toEqual(HOSTS.map(() => 'unproven'));
    expect(said).toHaveLength(1);
  });

  test('do not count hosts that were asked long ago', () => {
    const { attempt, said } = watchOver();
    for (const host of ['a', 'b', 'c']) attempt(host, false, 1000);
    expect(said).toHaveLength(1);
    attempt('d', true, 1_000_000);
    attempt('e', true, 1_000_000);
    attempt('a', true, 1_000_000);
    expect(said).toHaveLength(2);
  });
});

describe('a host that is asked only in need', () => {
  test('is a witness when it answers', () => {
    const { attempt } = watchOver();
    attempt('a', false, 1000);
    attempt('mirror', true, 2000);
    expect(attempt('a', false, 3000)).toBe('witnessed');
  });

  test('does not make the outage of one exchange ours when it fails', () => {
    const { attempt, said } = watchOver();
    for (const host of HOSTS) attempt(host, true, 1000);
    attempt('a', false, 2000);
    for (let i = 0; i < 20; i += 1) attempt(`mirror-${i}`, false, 2000);
    attempt('b', true, 3000);
    expect(attempt('a', false, 4000)).toBe('witnessed');
    expect(said).toEqual([]);
  });
});
