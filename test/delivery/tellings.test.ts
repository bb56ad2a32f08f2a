import { describe, expect, it } from 'vitest';

import { nonceOf } from '#src/delivery/sending/nonce.ts';
import { deliveriesOf, tellingsOf } from '#src/delivery/tellings.ts';
import type { Addressee } from '#src/domain/delivery.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';

const notice = aNotice({ id: 'x-1#1', incident: 'x-1' });

function addressees(count: number): Addressee[] {
  return Array.from({ length: count }, (_, i) => ({
    guildId: `g${i}`,
    target: { channel: 'discord', address: `c${i}`, mentions: [] },
    subscriptionIds: ['1'],
  }));
}

describe('A notice on its way', () => {
  it('is kept in records of at most 250 addresses, each address in one', () => {
    const to = addressees(501);
    const tellings = tellingsOf({ kind: 'notice', notice }, to, noon);
    expect(tellings.map((telling) => [telling.id, telling.to.length])).toEqual([
      ['x-1#1/0', 250],
      ['x-1#1/1', 250],
      ['x-1#1/2', 1],
    ]);
    expect(tellings.flatMap((telling) => telling.to)).toEqual(to);
  });

  it('comes to one delivery for each address, with an id that is the same whenever it is made', () => {
    const deliveries = tellingsOf({ kind: 'notice', notice }, addressees(251), noon).flatMap(deliveriesOf);
    expect(deliveries).toHaveLength(251);
    expect(deliveries[250]).toEqual({
      id: 'x-1#1@c250',
      telling: 'x-1#1/1',
      kind: 'notice',
      notice,
      createdAt: noon,
      guildId: 'g250',
      target: { channel: 'discord', address: 'c250', mentions: [] },
      subscriptionIds: ['1'],
    });
  });

  it('makes nothing where nobody is told', () => {
    expect(tellingsOf({ kind: 'notice', notice }, [], noon)).toEqual([]);
  });
});

describe('What a notice is brought up to date with', () => {
  const refreshOf = (eta: number) => {
    const [telling] = tellingsOf({ kind: 'refresh', notice: { ...notice, eta } }, addressees(1), noon);
    if (telling === undefined) throw new Error('There is no telling.');
    return { telling: telling.id, delivery: deliveriesOf(telling).map(({ id }) => id)[0] };
  };

  it('has short ids of its own, by what it says', () => {
    const { telling, delivery } = refreshOf(1);
    expect(telling).toMatch(/^x-1#1![0-9a-f]{8}\/0$/);
    expect(delivery).toMatch(/^x-1#1@c0![0-9a-f]{8}$/);
    expect(refreshOf(1)).toEqual({ telling, delivery });
    expect(refreshOf(2).delivery).not.toBe(delivery);
  });
});

describe('A nonce', () => {
  it('is the same for every try of a delivery, another for each, and as long as Discord takes', () => {
    const nonces = ['x-1#1@a', 'x-1#1@a', 'x-1#1@b'].map(nonceOf);
    expect(nonces[0]).toBe(nonces[1]);
    expect(nonces[0]).not.toBe(nonces[2]);
    expect(nonces.map(({ length }) => length)).toEqual([25, 25, 25]);
  });
});
