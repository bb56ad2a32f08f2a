import { describe, expect, it } from 'vitest';

import type { Lane } from '#src/delivery/sending/lane.ts';
import { createReadyLanes } from '#src/delivery/sending/ready-lanes.ts';
import type { ReadyLanes } from '#src/delivery/sending/ready-lanes.ts';
import { aLane } from '#test/delivery/a-delivery.ts';

const lane = (guildId: string, address: string): Lane => aLane({ guildId, address });

function takeAll(ready: ReadyLanes): string[] {
  const taken: string[] = [];
  for (let one = ready.take(); one !== undefined; one = ready.take()) taken.push(one.address);
  return taken;
}

describe('Lanes that are ready', () => {
  it('go in the order of their urgency, and of those the first first', () => {
    const ready = createReadyLanes();
    ready.add(lane('g', 'edit'), 3);
    ready.add(lane('g', 'alert'), 0);
    ready.add(lane('g', 'recovery'), 1);
    ready.add(lane('g', 'alert too'), 0);
    expect(takeAll(ready)).toEqual(['alert', 'alert too', 'recovery', 'edit']);
  });

  it('go by guilds in turn, and a guild that joins waits for the others', () => {
    const ready = createReadyLanes();
    for (const address of ['a1', 'a2', 'a3']) ready.add(lane('a', address), 0);
    for (const address of ['b1', 'b2']) ready.add(lane('b', address), 0);
    expect(ready.take()?.address).toBe('a1');
    ready.add(lane('c', 'c1'), 0);
    expect(takeAll(ready)).toEqual(['b1', 'a2', 'c1', 'b2', 'a3']);
  });

  it('go once, and in their first place, however often they are added', () => {
    const ready = createReadyLanes();
    const first = lane('a', 'first');
    ready.add(first, 0);
    ready.add(lane('a', 'second'), 0);
    ready.add(first, 0);
    expect(takeAll(ready)).toEqual(['first', 'second']);
  });

  it('go by the urgency that they were last added with', () => {
    const ready = createReadyLanes();
    const edit = lane('a', 'was an edit');
    ready.add(edit, 3);
    ready.add(lane('a', 'reply'), 2);
    ready.add(edit, 0);
    expect(takeAll(ready)).toEqual(['was an edit', 'reply']);
  });

  it('go no more once they are removed', () => {
    const ready = createReadyLanes();
    const gone = lane('a', 'gone');
    ready.add(gone, 0);
    ready.add(lane('a', 'left'), 0);
    ready.remove(gone);
    ready.remove(lane('a', 'never there'));
    expect(takeAll(ready)).toEqual(['left']);
    ready.add(gone, 0);
    expect(takeAll(ready)).toEqual(['gone']);
  });
});
