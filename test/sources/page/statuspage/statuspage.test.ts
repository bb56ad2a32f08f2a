import { describe, expect, it } from 'vitest';

import { SourceError } from '#src/sources/source.ts';
import { statuspage } from '#src/sources/page/statuspage/statuspage.ts';
import { readingOf, readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';
import { describeSourceContract } from '#test/contracts/source.ts';

const component = (name: string, status = 'operational', more: object = {}) => ({
  id: name,
  name,
  status,
  ...more,
});

const update = (body: string, created_at: string, more: object = {}) => ({
  status: 'investigating',
  body,
  created_at,
  ...more,
});

const incident = (name: string, more: object = {}) => ({
  id: 'inc-1',
  name,
  status: 'investigating',
  impact: 'minor',
  shortlink: 'https://stspg.io/one',
  components: [],
  incident_updates: [update('We look into it. More follows.', '2026-03-20T11:00:00Z')],
  ...more,
});

const maintenance = (name: string, status: string, more: object = {}) => ({
  ...incident(name, { id: 'mnt-1', status, impact: 'maintenance' }),
  scheduled_for: '2026-03-25T02:00:00Z',
  scheduled_until: '2026-03-25T04:00:00Z',
  ...more,
});

const summary = (more: object) => ({
  page: { id: 'p', name: 'Kraken', url: 'https://status.kraken.com' },
  status: { indicator: 'none', description: 'All Systems Operational' },
  components: [component('Reykjavik')],
  incidents: [],
  scheduled_maintenances: [],
  ...more,
});

const read = (more: object, config = {}) => readOnePage(statuspage, summary(more), config);

describe('statuspage: requests', () => {
  it.each([
    ['https://status.kraken.com', undefined, 'https://status.kraken.com/api/v2/summary.json'],
    ['https://status.kraken.com/', undefined, 'https://status.kraken.com/api/v2/summary.json'],
    [
      'https://a.example/page',
      'api/v2/incidents/unresolved.json',
      'https://a.example/page/api/v2/incidents/unresolved.json',
    ],
    ['https://status.whitebit.com', 'summary.json', 'https://status.whitebit.com/summary.json'],
  ])('asks below %s', (url, path, asked) => {
    const config = statuspage.schema.parse({ url, ...(path !== undefined && { path }) });
    expect(statuspage.requests(config)).toEqual([{ url: asked }]);
  });
});

describe('statuspage: what holds in some countries', () => {
  const inTheUk = (components: object[], name = 'Withdrawals unavailable for customers in the UK') =>
    read({
      components,
      incidents: [incident(name, { components: [component('Withdrawals', 'partial_outage')] })],
    }).readings.filter(({ service }) => service === 'kraken/withdrawals');

  it('is read as that, and leaves the others as they are, though the component is marked', () => {
    expect(inTheUk([component('Withdrawals', 'partial_outage')])).toMatchObject([
      { status: 'operational' },
      { status: 'partial_outage', regions: ['GB'], ref: 'inc-1' },
    ]);
  });

  it('is what a page says of a country whose services it lists apart', () => {
    const groups = ['United Kingdom', 'European Union'].map((name) => component(name, 'x', { group: true }));
    const cards = (uk: string) =>
      groups.map(({ name }, i) =>
        component('Card purchases', i === 0 ? uk : 'operational', { id: `c${i}`, group_id: name }),
      );
    const said = (uk: string, incidents: object[] = []) =>
      read({ components: [...groups, ...cards(uk)], incidents })
        .readings.filter(({ service }) => service === 'kraken/card')
        .map(({ regions = ['all'], status }) => `${regions.join()} ${status}`);
    expect(said('major_outage').toSorted()).toEqual(['EU operational', 'GB major_outage', 'all operational']);
    expect(said('operational').toSorted()).toEqual(['EU operational', 'GB operational', 'all operational']);
    const named = incident('Card purchases fail', { impact: 'critical', components: [{ id: 'c0' }] });
    expect(said('major_outage', [named]).toSorted()).toEqual([
      'EU operational',
      'GB major_outage',
      'all operational',
    ]);
    const alone = read({ components: [component('Card purchases in the UK', 'major_outage')] });
    expect(readingOf(alone, 'kraken/card')).not.toHaveProperty('regions');
  });

  it('is not what is said of machines', () => {
    const [whole, ...others] = inTheUk(
      [component('Withdrawals', 'partial_outage')],
      'Withdrawals delayed by trouble in the AWS Singapore region',
    );
    expect(whole).toMatchObject({ status: 'partial_outage' });
    expect(whole).not.toHaveProperty('regions');
    expect(others).toEqual([]);
  });

  it('is said of the money of a country too, where the words name that, and of the euro in all of its countries', () => {
    const said = (title: string, service: string) =>
      read({ incidents: [incident(title)] }).readings.find((reading) => reading.service === service);
    const sterling = said('GBP withdrawals delayed for UK customers', 'kraken/withdrawals/GBP');
    expect(sterling).toMatchObject({ regions: ['GB'] });
    const euro = said('EUR withdrawals delayed for customers in the EU', 'kraken/withdrawals/EUR');
    expect(euro).toBeDefined();
    expect(euro).not.toHaveProperty('regions');
  });

  it('ends for what the newest words of an incident say is back', () => {
    const words = 'Deposits have been restored for users in Singapore. SGD withdrawals remain unavailable.';
    const about = incident('SGD bank transfers unavailable in Singapore', {
      incident_updates: [{ status: 'identified', body: words, created_at: '2026-03-20T11:30:00Z' }],
    });
    const hit = read({ incidents: [about] }).readings.filter(({ status }) => status !== 'operational');
    expect(hit.map(({ service }) => service)).toEqual(['kraken/withdrawals/SGD/BANK']);
  });
});

describe('statuspage: components', () => {
  it('reads every component, operational ones too, and skips groups', () => {
    const decoded = read({
      components: [
        component('Funding', 'major_outage', { group: true, id: 'g' }),
        component('Withdrawals', 'major_outage', { group_id: 'g' }),
        component('REST'),
      ],
    });
    expect(statusesOf(decoded)).toEqual({
      'kraken/withdrawals': 'major_outage',
      'kraken/api': 'operational',
      kraken: 'operational',
    });
    expect(readingOf(decoded, 'kraken/withdrawals')).toMatchObject({
      basis: 'official',
      signal: 'word',
      evidence: 'Funding - Withdrawals: major outage',
      link: 'https://status.example.com',
    });
  });

  it('reads a coin of a group by the words of the group', () => {
    const decoded = read({
      components: [
        component('Digital Currency Funding', 'operational', { group: true, id: 'g' }),
        component('Ethereum (ETH) - Polygon', 'partial_outage', { group_id: 'g' }),
      ],
    });
    expect(statusesOf(decoded)).toMatchObject({
      'kraken/deposits/ETH/POLYGON': 'partial_outage',
      'kraken/withdrawals/ETH/POLYGON': 'partial_outage',
      kraken: 'operational',
    });
  });

  it('takes the worst of several components of one service', () => {
    const decoded = read({ components: [component('REST'), component('WebSocket', 'degraded_performance')] });
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status: 'degraded_performance',
      evidence: 'WebSocket: degraded performance',
    });
  });

  it('reads a status that nobody documented as unknown, and says so', () => {
    const decoded = read({ components: [component('API', 'on_fire'), component('Edge', 'on_fire')] });
    expect(statusesOf(decoded)).toEqual({ 'kraken/api': 'unknown', kraken: 'unknown' });
    expect(decoded.unread).toEqual([
      'status of component "API": "on_fire"',
      'status of component "Edge": "on_fire"',
    ]);
  });

  it.each([
    ['major_outage', 'degraded_performance'],
    ['under_maintenance', 'operational'],
  ])('takes %s of a part that it does not know for %s of the whole', (status, whole) => {
    expect(statusesOf(read({ components: [component('Arica', status)] }))).toEqual({ kraken: whole });
  });

  it('takes a component named like the page for the whole', () => {
    expect(statusesOf(read({ components: [component('Kraken', 'major_outage')] }))).toEqual({
      kraken: 'major_outage',
    });
  });
});

describe('statuspage: the components map', () => {
  const config = {
    service: 'derivatives',
    components: {
      'Prop Trading': 'ignore',
      'Core - Gateway': ['spot', 'margin'],
      '/^bank .*wire/': 'withdrawals/USD/SWIFT',
    },
  };

  it('maps exact names, names with their group, and patterns', () => {
    const decoded = read(
      {
        components: [
          component('Prop Trading', 'major_outage'),
          component('Core', 'operational', { group: true, id: 'g' }),
          component('Gateway', 'partial_outage', { group_id: 'g' }),
          component('Bank of X wire', 'degraded_performance'),
        ],
      },
      config,
    );
    expect(statusesOf(decoded)).toEqual({
      'kraken/spot': 'partial_outage',
      'kraken/margin': 'partial_outage',
      'kraken/withdrawals/USD/SWIFT': 'degraded_performance',
      'kraken/derivatives': 'operational',
    });
  });

  it('leaves out an incident of nothing but ignored components', () => {
    const decoded = read(
      {
        components: [component('Prop Trading')],
        incidents: [incident('Trouble', { components: [component('Prop Trading')] })],
      },
      config,
    );
    expect(statusesOf(decoded)).toEqual({ 'kraken/derivatives': 'operational' });
  });

  it.each([
    [{ API: 'apis' }, 'is no component'],
    [{ '/(/': 'api' }, 'no regular expression'],
  ])('explains %j', (components, why) => {
    const result = statuspage.schema.safeParse({ url: 'https://status.example.com', components });
    expect(result.error?.message).toContain(why);
  });

  it('names the services that the configuration tells', () => {
    const parsed = statuspage.schema.parse({ url: 'https://status.example.com', ...config });
    expect(statuspage.services?.(parsed)).toEqual(['derivatives', 'spot', 'margin', 'withdrawals/USD/SWIFT']);
  });
});

describe('statuspage: incidents', () => {
  it.each([
    ['minor', 'degraded_performance'],
    ['major', 'partial_outage'],
    ['critical', 'major_outage'],
    ['none', 'operational'],
    ['maintenance', 'under_maintenance'],
  ])('of impact %s that name nothing are %s of the whole', (impact, status) => {
    expect(statusesOf(read({ incidents: [incident('Elevated error rates', { impact })] }))).toEqual({
      kraken: status,
    });
  });

  it('speak of what their headline names', () => {
    const decoded = read({ incidents: [incident('Crypto Withdrawal Delays')] });
    expect(statusesOf(decoded)).toEqual({
      'kraken/withdrawals': 'degraded_performance',
      kraken: 'operational',
    });
    expect(readingOf(decoded, 'kraken/withdrawals')).toMatchObject({
      evidence: 'Crypto Withdrawal Delays: We look into it.',
      link: 'https://stspg.io/one',
      ref: 'inc-1',
      statedAt: Date.parse('2026-03-20T11:00:00Z'),
    });
  });

  it('of one coin say nothing of any other', () => {
    const decoded = read({ incidents: [incident('Delayed ETH withdrawals', { impact: 'critical' })] });
    expect(statusesOf(decoded)).toEqual({ 'kraken/withdrawals/ETH': 'major_outage', kraken: 'operational' });
  });

  it('are narrowed to the network that the headline names', () => {
    const parts = [component('Withdrawals', 'operational')];
    const incidents = [incident('Delayed sends - Optimism', { components: parts })];
    expect(statusesOf(read({ components: parts, incidents }))).toEqual({
      'kraken/withdrawals': 'operational',
      'kraken/withdrawals/*/OPTIMISM': 'degraded_performance',
      kraken: 'operational',
    });
  });

  it('narrow what the map names, too', () => {
    const parts = [component('Send/Receive')];
    const decoded = read(
      { components: parts, incidents: [incident('Delays - Optimism', { components: parts })] },
      { components: { 'Send/Receive': ['deposits', 'withdrawals'] } },
    );
    expect(statusesOf(decoded)).toMatchObject({
      'kraken/withdrawals': 'operational',
      'kraken/deposits/*/OPTIMISM': 'degraded_performance',
    });
  });

  it.each([
    ['USDC withdrawals on Solana suspended', 'major_outage'],
    ['USDC withdrawals on Solana may be suspended for some users', 'degraded_performance'],
    ['USDC withdrawals on Solana delayed', 'degraded_performance'],
  ])('of one coin of minor impact are read by their headline: %s', (title, status) => {
    const decoded = read({ incidents: [incident(title, { impact: 'minor' })] });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/withdrawals/USDC/SOL': status });
  });

  it('of one coin with "no impact" are a delay of that coin', () => {
    const decoded = read({ incidents: [incident('Delayed Sends - Optimism', { impact: 'none' })] });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/withdrawals/*/OPTIMISM': 'degraded_performance' });
  });

  it('count although the indicator and all components are well', () => {
    const components = [component('API Requests')];
    const decoded = read({ components, incidents: [incident('Trouble across services', { components })] });
    expect(statusesOf(decoded)).toEqual({ 'kraken/api': 'degraded_performance', kraken: 'operational' });
  });

  it('go by the newest update, whatever the order', () => {
    const part = (name: string) => ({
      affected_components: [{ code: name, name, new_status: 'operational' }],
    });
    const incident_updates = [
      update('Old.', '2026-03-20T10:00:00Z', part('Bitcoin (BTC)')),
      update('New.', '2026-03-20T11:00:00Z', part('Digital Currency Funding - Ethereum (ETH)')),
    ];
    const decoded = read({ incidents: [incident('Withdrawal Delays', { incident_updates })] });
    expect(Object.keys(statusesOf(decoded))).toEqual(['kraken/withdrawals/ETH', 'kraken']);
    expect(readingOf(decoded, 'kraken/withdrawals/ETH').evidence).toBe('Withdrawal Delays: New.');
  });

  it.each([
    ['Interac e-Transfer deposit delays', 'Deposits are late.', 'degraded_performance'],
    ['Interac e-Transfer deposits unavailable', 'Nothing comes in.', 'major_outage'],
    ['Interac e-Transfer delays', 'Withdrawals are not affected.', 'degraded_performance'],
  ])('of one direction of a rail leave the other alone: "%s. %s"', (name, body, status) => {
    const components = [component('Interac e-Transfer (CAD)', status)];
    const incident_updates = [update(body, '2026-03-20T11:00:00Z')];
    const decoded = read({ components, incidents: [incident(name, { components, incident_updates })] });
    expect(statusesOf(decoded)).toMatchObject({
      'kraken/deposits/CAD/INTERAC': status,
      'kraken/withdrawals/CAD/INTERAC': 'operational',
    });
  });

  it('fall back to their own components when the newest update lists none', () => {
    const incident_updates = [update('Look.', '2026-03-20T10:00:00Z', { affected_components: null })];
    const components = [{ code: 'x', name: 'Funding - Bitcoin (BTC)', old_status: 'operational' }];
    const decoded = read({ incidents: [incident('Delays', { incident_updates, components })] });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/withdrawals/BTC': 'degraded_performance' });
  });

  it("take a component's own word before the incident's impact", () => {
    const components = [component('API', 'degraded_performance'), component('Website', 'major_outage')];
    const decoded = read({
      components,
      incidents: [incident('Trouble', { impact: 'critical', components })],
    });
    expect(statusesOf(decoded)).toEqual({
      'kraken/api': 'degraded_performance',
      'kraken/website': 'major_outage',
      kraken: 'operational',
    });
  });

  it('are no worse than degraded while a fix is being watched', () => {
    const decoded = read({
      incidents: [incident('API outage', { impact: 'critical', status: 'monitoring' })],
    });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/api': 'degraded_performance' });
  });

  it.each(['resolved', 'postmortem'])('that are %s and linger tell of a recovery', (status) => {
    const incidents = [
      incident('API outage', { status, impact: 'critical' }),
      incident('All down', { status }),
    ];
    expect(statusesOf(read({ incidents }))).toEqual({ 'kraken/api': 'operational', kraken: 'operational' });
  });

  it('that name nothing are taken for what a whole component shows', () => {
    const components = [component('Dashboard', 'degraded_performance')];
    const decoded = read({ components, incidents: [incident('Elevated error rates')] });
    expect(statusesOf(decoded)).toEqual({ 'kraken/website': 'degraded_performance', kraken: 'operational' });
  });

  it('that name nothing are not explained by one closed coin', () => {
    const components = [component('Nesa (NES)', 'degraded_performance')];
    const decoded = read({ components, incidents: [incident('Elevated error rates')] });
    expect(statusesOf(decoded)).toMatchObject({ kraken: 'degraded_performance' });
  });

  it('of parts that are not known are some trouble of the whole, never an outage of it', () => {
    const components = [component('Referrals', 'major_outage')];
    const decoded = read({ incidents: [incident('Trouble', { impact: 'critical', components })] });
    expect(statusesOf(decoded)).toEqual({ kraken: 'degraded_performance' });
  });

  it.each([
    ['Deposits paused', 'kraken/deposits', 'major_outage'],
    ['Withdrawals suspended for some users', 'kraken/withdrawals', 'degraded_performance'],
    ['Website unavailable', 'kraken/website', 'degraded_performance'],
  ])(
    'of minor impact that say in the headline that a whole is switched off: %s',
    (title, service, status) => {
      expect(statusesOf(read({ incidents: [incident(title)] }))).toMatchObject({ [service]: status });
    },
  );

  const told = (...bodies: string[]) =>
    incident('Service disruption', {
      impact: 'critical',
      incident_updates: bodies.map((body, i) => ({
        status: 'investigating',
        body,
        created_at: `2026-03-20T11:0${9 - i}:00Z`,
      })),
    });

  it.each([
    [['All withdrawals are suspended. Trading works.'], 'kraken/withdrawals'],
    [
      ['We go on looking.', 'We are aware of a problem. ETH withdrawals are delayed.'],
      'kraken/withdrawals/ETH',
    ],
    [['We look into it. Your funds are safe.'], 'kraken'],
  ])('whose headline names nothing are about what their updates name: %j', (bodies, service) => {
    expect(statusesOf(read({ incidents: [told(...bodies)] }))).toMatchObject({ [service]: 'major_outage' });
  });

  it('without a word for how bad they are, as on OpenStatus, are some trouble of what they name', () => {
    const open = {
      id: '7',
      name: 'Withdrawals are slow',
      status: 'investigating',
      updated_at: '2026-03-01T10:00:00.000Z',
      incident_updates: [
        { status: 'investigating', body: 'We look.', created_at: '2026-03-01T10:00:00.000Z' },
      ],
    };
    const decoded = read({ components: [{ name: 'Public API', status: 'operational' }], incidents: [open] });
    expect(statusesOf(decoded)).toMatchObject({
      'kraken/api': 'operational',
      'kraken/withdrawals': 'degraded_performance',
    });
    expect(decoded.unread).toEqual([]);
  });

  it('with words that nobody documented are unknown, never well', () => {
    const decoded = read({
      incidents: [incident('API trouble', { impact: 'catastrophic', status: 'puzzled' })],
    });
    expect(statusesOf(decoded)).toMatchObject({ 'kraken/api': 'unknown' });
    expect(decoded.unread).toHaveLength(2);
  });

  it('never hand on a link that is no web address', () => {
    const decoded = read({ incidents: [incident('API outage', { shortlink: 'javascript:alert(1)' })] });
    expect(readingOf(decoded, 'kraken/api').link).toBe('https://status.example.com');
  });
});

describe('statuspage: scheduled maintenances', () => {
  it.each([
    ['scheduled', 'operational'],
    ['in_progress', 'under_maintenance'],
    ['verifying', 'under_maintenance'],
    ['completed', 'operational'],
  ])('that are %s leave their service %s', (phase, status) => {
    const decoded = read({
      components: [component('API')],
      scheduled_maintenances: [maintenance('Upgrade', phase, { components: [component('API')] })],
    });
    expect(readingOf(decoded, 'kraken/api')).toMatchObject({
      status,
      ref: 'mnt-1',
      window: {
        id: 'mnt-1',
        phase,
        from: Date.parse('2026-03-25T02:00:00Z'),
        until: Date.parse('2026-03-25T04:00:00Z'),
        title: 'Upgrade',
      },
    });
  });

  it('give one reading for each service', () => {
    const scheduled_maintenances = [maintenance('Ethereum (ETH) upgrade', 'scheduled')];
    const windows = read({ scheduled_maintenances }).readings.filter(({ window }) => window !== undefined);
    expect(windows.map(({ service }) => service)).toEqual(['kraken/deposits/ETH', 'kraken/withdrawals/ETH']);
  });

  it('that are only planned never hide what is wrong today', () => {
    const decoded = read({
      components: [component('API', 'major_outage')],
      scheduled_maintenances: [
        maintenance('API upgrade', 'scheduled'),
        maintenance('API upgrade II', 'scheduled', { id: 'mnt-2' }),
      ],
    });
    const api = decoded.readings.filter(({ service }) => service === 'kraken/api');
    expect(api.map(({ status, window }) => [status, window?.id])).toEqual([
      ['major_outage', 'mnt-1'],
      ['major_outage', 'mnt-2'],
    ]);
    expect(api[0]?.evidence).toBe('API: major outage');
  });

  it('that name nothing concern the whole', () => {
    const decoded = read({ scheduled_maintenances: [maintenance('Scheduled upgrade', 'in_progress')] });
    expect(statusesOf(decoded)).toEqual({ kraken: 'under_maintenance' });
  });

  it.each([
    [
      'of parts that are not known',
      maintenance('Works', 'in_progress', { components: [component('San Jose')] }),
    ],
    ['of what is no service', maintenance('Maintenance of the tax report tool', 'in_progress')],
  ])('%s say nothing', (_, row) => {
    expect(read({ scheduled_maintenances: [row] }).readings.map(({ window }) => window)).toEqual([undefined]);
  });
});

describe('statuspage: a delisting', () => {
  it('among the maintenances is an end of its coin, and no window', () => {
    const rows = [maintenance('Delisting of Foo (FOO)', 'scheduled')];
    const ends = read({ scheduled_maintenances: rows }).readings.filter(({ ending }) => ending !== undefined);
    expect(ends).toMatchObject(
      ['deposits', 'withdrawals'].map((component) => ({
        service: `kraken/${component}/FOO`,
        status: 'operational',
        ending: { id: 'mnt-1', at: Date.parse('2026-03-25T02:00:00Z'), title: 'Delisting of Foo (FOO)' },
      })),
    );
    expect(ends.every(({ window }) => window === undefined)).toBe(true);
  });

  it('that is called off, or names no coin, says nothing', () => {
    for (const row of [
      maintenance('Delisting of Foo (FOO)', 'canceled'),
      maintenance('Delistings', 'scheduled'),
    ])
      expect(statusesOf(read({ scheduled_maintenances: [row] }))).toEqual({ kraken: 'operational' });
  });
});

describe('statuspage: the page indicator', () => {
  const status = { indicator: 'critical', description: 'Major System Outage' };

  it.each([
    ['none', 'operational'],
    ['minor', 'degraded_performance'],
    ['major', 'partial_outage'],
    ['critical', 'major_outage'],
    ['maintenance', 'under_maintenance'],
    ['apocalypse', 'unknown'],
  ])('%s alone is %s of the whole', (indicator, expected) => {
    expect(statusesOf(readOnePage(statuspage, { status: { indicator } }))).toEqual({ kraken: expected });
  });

  it.each([
    ['a component', { components: [component('API', 'degraded_performance')] }],
    ['an incident', { incidents: [incident('Delayed ETH withdrawals')] }],
    ['a running maintenance', { scheduled_maintenances: [maintenance('API upgrade', 'in_progress')] }],
    ['its components alone', {}],
  ])('never decides beside %s', (_, more) => {
    expect(statusesOf(read({ status, ...more })).kraken).toBe('operational');
  });
});

describe('statuspage: the shapes of an answer', () => {
  it.each([
    ['incidents.json', { page: { name: 'Kraken' }, incidents: [] }],
    ['components.json', { components: [component('Reykjavik')] }],
    ['missing lists', { status: { indicator: 'none' } }],
    [
      'null lists',
      { status: { indicator: 'none' }, components: null, incidents: null, scheduled_maintenances: null },
    ],
  ])('reads %s', (_, body) => {
    expect(statusesOf(readOnePage(statuspage, body))).toEqual({ kraken: 'operational' });
  });

  it.each([
    ['a web page', '<!doctype html><html><head><title>Status</title></head></html>'],
    ['a truncated answer', '{"page":{"id":"p"},"status":{"indicat'],
    ['an empty answer', ''],
    ['another document', '{}'],
    ['an error', '{"error":"not found"}'],
    ['an error that has a status', '{"status":"error","message":"no"}'],
    ['a list', '[]'],
    ['components of another shape', '{"components":{"API":"up"}}'],
    ['a summary without components', JSON.stringify(summary({ components: [] }))],
  ])('takes %s for a broken source', (_, body) => {
    expect(() => readOnePage(statuspage, body)).toThrow(SourceError);
  });
});

describe('statuspage: a page that lost its components', () => {
  it.each([
    ['the overall word alone', { status: { indicator: 'none' } }],
    ['a summary without the list', { status: { indicator: 'none' }, incidents: [] }],
  ])('says nothing of them in %s', (_, body) => {
    const decoded = readOnePage(statuspage, body);
    expect(statusesOf(decoded)).toEqual({ kraken: 'operational' });
    expect(decoded.partial).toBe(true);
  });

  const lost = { components: [], status: { indicator: 'none', description: 'All Systems Operational' } };

  it('says what its incidents say, and nothing of the rest', () => {
    const decoded = read({ ...lost, incidents: [incident('Delayed ETH withdrawals')] });
    expect(statusesOf(decoded)).toEqual({ 'kraken/withdrawals/ETH': 'degraded_performance' });
    expect(decoded.partial).toBe(true);
  });

  it('says what has ended, when it lists that', () => {
    const decoded = read({ ...lost, incidents: [incident('API outage', { status: 'resolved' })] });
    expect(statusesOf(decoded)).toEqual({ 'kraken/api': 'operational' });
    expect(decoded.partial).toBe(true);
  });
});

describe('statuspage: incident.io', () => {
  const event = {
    id: 'inc-1',
    name: 'API latency',
    status: 'monitoring',
    impact: 'major',
    affected_components: [{ id: 'api', name: 'API', current_status: 'operational' }],
    last_update: { message: 'Recovery observed', created_at: '2026-03-20T11:00:00Z' },
  };

  it("reads the widget's summary", () => {
    const decoded = readOnePage(statuspage, {
      page_title: 'Kraken',
      ongoing_incidents: [event],
      in_progress_maintenances: [{ id: 'm1', name: 'Website upgrade', status: 'maintenance_in_progress' }],
      scheduled_maintenances: [
        {
          id: 'm2',
          name: 'Login upgrade',
          status: 'maintenance_scheduled',
          starts_at: '2026-03-25T02:00:00Z',
        },
      ],
    });
    expect(statusesOf(decoded)).toEqual({
      'kraken/api': 'degraded_performance',
      'kraken/website': 'under_maintenance',
      'kraken/login': 'operational',
      kraken: 'operational',
    });
    expect(readingOf(decoded, 'kraken/api').evidence).toBe('API latency: Recovery observed');
  });

  it('reads what /proxy answers, where only affected components have a status', () => {
    const affected = [{ component_id: 'w', status: 'full_outage' }];
    const decoded = readOnePage(statuspage, {
      summary: {
        name: 'Kraken',
        components: [
          { id: 'a', name: 'API' },
          { id: 'w', name: 'Withdrawals' },
        ],
        affected_components: affected,
        ongoing_incidents: [
          {
            id: 'i',
            name: 'Trouble',
            status: 'identified',
            affected_components: affected,
            last_update_message: 'On it.',
          },
        ],
        scheduled_maintenances: null,
      },
    });
    expect(statusesOf(decoded)).toEqual({
      'kraken/api': 'operational',
      'kraken/withdrawals': 'major_outage',
      kraken: 'operational',
    });
  });

  it.each([{ summary: 'fine' }, { summary: {} }, { ongoing_incidents: 'none' }])(
    'takes %j for a broken source',
    (body) => {
      expect(() => readOnePage(statuspage, body)).toThrow(SourceError);
    },
  );
});

describeSourceContract('statuspage', {
  type: statuspage,
  config: { url: 'https://status.example.com' },
  good: summary({ components: [component('API'), component('Ethereum (ETH)')] }),
  empty: { body: summary({ components: [] }), means: 'broken' },
  errors: [{ error: 'not found' }, { status: 'error' }],
  wrongShapes: [{}, [], null, 1, { components: {} }, { status: {} }, { summary: {} }],
  unknownValue: summary({ components: [component('API', 'on_fire')] }),
});

describe('statuspage: a component and the incident that colours it', () => {
  const about = (title: string, status: string, more: object = {}) => ({
    components: [component('Withdrawals', status), component('Deposits')],
    incidents: [incident(title, { components: [component('Withdrawals', status)], ...more })],
  });

  it('works while a fix is watched, where the page shows that it does', () => {
    const fixed = about('Withdrawals unavailable', 'operational', { status: 'monitoring' });
    expect(statusesOf(read(fixed))).toMatchObject({ 'kraken/withdrawals': 'operational' });
    const watched = about('Withdrawals unavailable', 'degraded_performance', { status: 'monitoring' });
    expect(statusesOf(read(watched))).toMatchObject({ 'kraken/withdrawals': 'degraded_performance' });
    const open = about('Withdrawals unavailable', 'operational', { status: 'identified', impact: 'major' });
    expect(statusesOf(read(open))).toMatchObject({ 'kraken/withdrawals': 'partial_outage' });
  });

  it('does not end what is about one coin by the row of all', () => {
    const fixed = about('ETH withdrawals unavailable', 'operational', { status: 'monitoring' });
    expect(statusesOf(read(fixed))).toMatchObject({ 'kraken/withdrawals/ETH': 'degraded_performance' });
  });

  it('is hit for the one coin that the incident names, and for all where it is out', () => {
    const one = statusesOf(read(about('Delayed ETH withdrawals', 'degraded_performance')));
    expect(one).toMatchObject({ 'kraken/withdrawals': 'operational' });
    expect(one).toMatchObject({ 'kraken/withdrawals/ETH': 'degraded_performance' });
    const all = statusesOf(read(about('Delayed ETH withdrawals', 'major_outage')));
    expect(all).toMatchObject({ 'kraken/withdrawals': 'major_outage' });
  });

  it('is back but for what the newest update leaves out', () => {
    const words = [update('Withdrawals are back, except for BTC.', '2026-03-20T11:30:00Z')];
    const back = about('Withdrawals unavailable', 'operational', {
      status: 'monitoring',
      impact: 'major',
      incident_updates: words,
    });
    const said = statusesOf(read(back));
    expect(said).toMatchObject({ 'kraken/withdrawals': 'operational' });
    expect(said).toMatchObject({ 'kraken/withdrawals/BTC': 'partial_outage' });
  });

  it('holds in a country where money of many countries is delayed', () => {
    const regionsOf = (title: string) =>
      read(about(title, 'degraded_performance')).readings.find(({ service }) =>
        service.includes('/withdrawals/'),
      )?.regions;
    expect(regionsOf('Delayed EUR withdrawals for users in Germany')).toEqual(['DE']);
    expect(regionsOf('Delayed EUR withdrawals for users in the EU')).toBeUndefined();
  });
});

describe('statuspage: what others run', () => {
  const group = (name: string, part: string) =>
    statusesOf(
      read({
        components: [
          component('Spot trading'),
          component(name, 'major_outage', { group: true }),
          component(part, 'major_outage', { group_id: name }),
        ],
      }),
    );

  it.each([
    ['Third-party services', 'Zendesk'],
    ['External providers', 'Messages by text'],
    ['Help', 'Support desk'],
    ['Third parties', 'Trading charts'],
  ])('%s: %s says nothing of the exchange', (name, part) => {
    expect(Object.values(group(name, part))).not.toContain('degraded_performance');
    expect(Object.values(group(name, part))).not.toContain('major_outage');
  });

  it('a coin among them is one of the exchange', () => {
    expect(group('Third-party services', 'NEAR withdrawals')).toMatchObject({
      'kraken/withdrawals/NEAR': 'major_outage',
    });
  });

  it('a part that nobody knows disturbs the whole where it is out, and not where it is slow', () => {
    const slow = (name: string) => read({ components: [component(name, 'degraded_performance')] });
    expect(statusesOf(slow('Reykjavik'))).toEqual({ kraken: 'operational' });
    expect(slow('Reykjavik').unread).toEqual(['what "Reykjavik" stands for: degraded performance']);
    expect(statusesOf(slow('Core systems'))).toEqual({ kraken: 'degraded_performance' });

    expect(group('Others', 'Reykjavik')).toMatchObject({ kraken: 'degraded_performance' });
  });
});
