import { describe, expect, it } from 'vitest';

import type { CommandDeps, InGuild } from '#commands/command.ts';
import { incidents } from '#commands/incidents.ts';
import { maintenance } from '#commands/maintenance.ts';
import { subscribe } from '#commands/subscribe.ts';
import { uptime } from '#commands/uptime.ts';
import { parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import type { CommandRequest } from '#src/channels/discord/interactions/handler.ts';
import type { Incident } from '#src/domain/incident.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { aRequest, fakeDeps, usualPermissions } from '#test/commands/fake-deps.ts';
import { panelText } from '#test/commands/panel-text.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';

const DAY = 24 * 60 * minute;

function depsWith(
  closed: readonly Incident[],
  gaps: readonly { from: number; until: number }[] = [],
): CommandDeps {
  return {
    ...fakeDeps(),
    closedIncidents: async (exchange, since) =>
      exchange === 'binance' ? closed.filter(({ phaseSince }) => phaseSince >= since) : [],
    gaps: async () => gaps,
  };
}

const daysAgo = (days: number, changes: Partial<Incident> = {}): Incident =>
  anIncident({ id: `i${days}`, since: noon - days * DAY, ...changes });

async function list(deps: CommandDeps, strings: Record<string, string>, numbers = {}): Promise<string> {
  return panelText(await incidents.run(aRequest(strings, { numbers }), deps));
}

async function press(deps: CommandDeps, id: string): Promise<string> {
  const { action: name, key = '' } = parseCustomId(id) ?? {};
  const action = incidents.actions?.find((one) => one.action === name);
  if (action === undefined || action.answer === 'form') throw new Error(`There is no button ${id}.`);
  const { strings: _, numbers: _n, flags: _f, roles: _r, ...caller } = aRequest();
  return panelText(await action.run({ ...caller, key, values: [], fields: {}, channels: {} }, deps));
}

describe('/incidents', () => {
  it('lists what was down, newest first, with how long', async () => {
    const text = await list(depsWith([daysAgo(20), daysAgo(3), daysAgo(40)]), { exchange: 'binance' });
    expect(text).toMatch(
      /\*\*Binance\*\*: 2 incidents in the last 30 days\n✅ \*\*Binance\*\* withdrawals: down for 1 h 30 min, from <t:\d+:f>\n✅/,
    );
    expect(text.indexOf(`<t:${(noon - 3 * DAY) / 1000}:f>`)).toBeLessThan(
      text.indexOf(`<t:${(noon - 20 * DAY) / 1000}:f>`),
    );
  });

  it('says of each whether it goes on, switched, or was never seen to come back', async () => {
    const deps = depsWith([
      daysAgo(2, { downs: 3 }),
      daysAgo(4, { lapsed: true }),
      daysAgo(5, { told: false }),
    ]);
    const view = deps.view('binance');
    const open = anIncident({ id: 'open', status: 'major_outage' });
    const text = await list({ ...deps, view: () => ({ ...view, incidents: [open] }) }, { exchange: 'bnb' });
    expect(text).toContain('❌ **Binance** withdrawals: down since <t:1635768000:t>, and still');
    expect(text).toContain('withdrawals: down, 3 times within 1 h 30 min');
    expect(text).toContain('nobody saw it come back');
    expect(text).toContain('3 incidents');
  });

  it('takes the exchanges that the server follows, and the days that are asked for', async () => {
    const deps = depsWith([daysAgo(3), daysAgo(40)]);
    await subscribe.run(aRequest({ target: 'binance' }), deps);
    expect(await list(deps, {})).toContain('1 incident in the last 30 days');
    expect(await list(deps, {}, { days: 60 })).toContain('2 incidents in the last 60 days');
    expect(await list(deps, { exchange: 'kraken' })).toContain('**Kraken**: no incidents');
  });

  it('shows every one of a hundred, a page at a time', async () => {
    const deps = depsWith(Array.from({ length: 100 }, (_, i) => daysAgo(i / 10, { id: `x${i}` })));
    const seen = new Set<string>();
    for (let page = 0; page < 7; page += 1) {
      const text = await press(deps, `v1:incidents:binance~30~${page}`);
      expect(text).toContain(`Page ${page + 1} of 7`);
      for (const [, at = ''] of text.matchAll(/<t:(\d+):/g)) seen.add(at);
    }
    expect(seen.size).toBe(100);
  });

  it('answers made-up buttons', async () => {
    await expect(press(fakeDeps(), 'v1:incidents:gone~30~0')).rejects.toThrow('no longer remember');
    expect(await press(fakeDeps(), 'v1:incidents:kraken~x~y')).toContain('30 days');
  });
});

describe('/maintenance', () => {
  it('lists what is planned, the nearest first, of one exchange or of all that are followed', async () => {
    const deps = fakeDeps();
    const ask = async (strings: Record<string, string>): Promise<string> =>
      panelText(await maintenance.run(aRequest(strings), deps));
    expect(await ask({ exchange: 'binance' })).toMatch(
      /🔧 Maintenance: 1 planned or running\n🔧 \*\*Binance\*\* spot trading: maintenance planned for <t:/,
    );
    expect(await ask({ exchange: 'kraken' })).toContain('✅ No maintenance is planned');
    await expect(ask({})).rejects.toThrow('watches no exchange yet');
    await subscribe.run(aRequest({ target: '*/spot' }), deps);
    expect(await ask({})).toContain('**Binance**');
  });
});

describe('/uptime', () => {
  const ask = async (
    deps: CommandDeps,
    strings: Record<string, string>,
    changes: Partial<InGuild<CommandRequest>> = {},
  ) => {
    const reply = await uptime.run(aRequest(strings, changes), deps);
    return { reply, text: panelText(reply) };
  };
  const withFiles = { channel: { ...aRequest().channel, appPermissions: usualPermissions | (1n << 15n) } };

  it('says the share, and draws a line of days with the newest last', async () => {
    const deps = depsWith([daysAgo(1.5)]);
    const { text } = await ask(
      deps,
      { exchange: 'binance', service: 'withdrawals' },
      { numbers: { days: 7 } },
    );
    expect(text).toContain('❌ **Binance** withdrawals: up 99.03% of the last 7 days');
    expect(text).toContain('█████▂█');
    expect(text).toMatch(/✅ 6 days without trouble\n❌ <t:\d+:D>: down for 1 h 30 min/);
  });

  it('counts an outage in the days of the server, and shows it on one where it was on one', async () => {
    // Asked at 12:45 of an outage that began at noon two days before.
    const deps = { ...depsWith([daysAgo(2)]), clock: { now: () => noon + 45 * minute } };
    const days = async (): Promise<string[]> => {
      const { text } = await ask(
        deps,
        { exchange: 'binance', service: 'withdrawals' },
        { numbers: { days: 5 } },
      );
      return text.split('\n').filter((line) => line.includes('down for'));
    };
    expect(await days()).toEqual([`❌ <t:${(noon - 2 * DAY) / 1000}:D>: down for 1 h 30 min`]);
    // There it is 23:00.
    await deps.guilds.update('1', (guild) => ({ ...guild, settings: { timeZone: 'Pacific/Guadalcanal' } }));
    expect((await days()).map((line) => line.replace(/<.*>/, ''))).toEqual([
      '❌ : down for 30 min',
      '❌ : down for 1 h',
    ]);
  });

  it('counts what nobody watched neither as up nor as down, and shows it', async () => {
    const gap = { from: 0, until: noon - 3.5 * DAY };
    const { text } = await ask(depsWith([], [gap]), { exchange: 'binance' }, { numbers: { days: 7 } });
    expect(text).toContain('░░░████');
    expect(text).toContain('up 100% of the last 7 days');
    expect(text).toContain('❔ 3 days that nobody watched');
    expect(text).toContain('Watched for 3 d 12 h of 6 d 12 h; the rest counts neither way');
    expect(text.match(/neither way/g)).toHaveLength(1);
    const nobody = await ask(depsWith([], [{ from: 0, until: noon }]), { exchange: 'binance' });
    expect(nobody.text).toContain('❔ **Binance**: nobody watched in the last 30 days');
    // There is nothing to draw of that, and nothing to say twice.
    expect(nobody.text).not.toMatch(/[░▁-█]|neither way/u);
  });

  it('brings a picture with its words where files may be attached', async () => {
    const { reply } = await ask(depsWith([daysAgo(1.5)]), { exchange: 'binance' }, withFiles);
    const [file] = reply.files ?? [];
    expect(file?.description).toBe('Binance: up 99.78% of the last 30 days');
    expect(file?.data.subarray(1, 4).toString()).toBe('PNG');
    expect(JSON.stringify(reply.components)).toContain('attachment://uptime.png');
  });

  it('does without a picture elsewhere, and tells who manages the server how to have one', async () => {
    const { reply, text } = await ask(depsWith([]), { exchange: 'binance' });
    expect(reply.files).toBeUndefined();
    expect(text).not.toContain('Attach Files');
    const admin = await ask(depsWith([]), { exchange: 'binance' }, { memberPermissions: 1n << 4n });
    expect(admin.text).toMatch(
      /I need Attach Files: \[add it\]\(https:\/\/discord\.com\/oauth2\S+client_id=900/,
    );
  });

  it('never says 100 % of what was not whole', async () => {
    const second = daysAgo(10, { phaseSince: noon - 10 * DAY + 1000 });
    expect((await ask(depsWith([second]), { exchange: 'binance' })).text).toContain('up 99.99% of');
  });

  it('says what is wrong', async () => {
    await expect(ask(fakeDeps(), { exchange: 'nowhere' })).rejects.toThrow('do not watch');
    await expect(ask(fakeDeps(), { exchange: 'binance', service: 'staking' })).rejects.toThrow(
      'do not watch staking',
    );
  });
});
