import { describe, expect, it } from 'vitest';

import { anIncident } from '#test/commands/an-incident.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';

import { commandWorld, press, shownIn } from './command-world.ts';

const DAY = 24 * 60 * minute;
const incidents = Array.from({ length: 40 }, (_, i) =>
  anIncident({ id: `i${i}`, since: noon - (i + 1) * DAY * 0.5 }),
);
const closedIncidents = async () => incidents;

describe('What was', () => {
  it('is listed in Discord, to the member alone, and turned over', async () => {
    const world = await commandWorld({ closedIncidents });
    const reply = await world.ask('incidents', { exchange: 'binance', days: 30 });
    expect(reply).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(shownIn(reply)).toContain('40 incidents in the last 30 days');
    const next = await press(world, reply, 'v1:incidents:binance~30~1');
    expect(shownIn(next)).toContain('Page 2 of 3');
    expect(world.emulator.messages(world.general.id)).toEqual([]);
  });

  it('is drawn as bars, with a picture that says the same where files may be attached', async () => {
    const world = await commandWorld({ closedIncidents });
    const reply = await world.ask('uptime', { exchange: 'binance', service: 'withdrawals', days: 90 });
    expect(reply).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(shownIn(reply)).toContain('up 97.2% of the last 90 days');
    expect(reply.message?.attachments).toMatchObject([{ filename: 'uptime.png' }]);
  });

  it('is drawn as bars alone where they may not', async () => {
    const world = await commandWorld({ closedIncidents });
    world.emulator.setBotAccess(world.general, { deny: ['AttachFiles'] });
    const reply = await world.ask('uptime', { exchange: 'binance' });
    expect(shownIn(reply)).toContain('down for 3 h');
    expect(shownIn(reply)).toContain('Attach Files');
    expect(reply.message?.attachments ?? []).toEqual([]);
  });

  it('goes on as planned maintenance', async () => {
    const { ask } = await commandWorld();
    expect(shownIn(await ask('maintenance', { exchange: 'binance' }))).toContain('maintenance planned for');
  });
});
