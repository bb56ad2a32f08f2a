import type { Attempt, DeliveryEnding, PostedMessage, Telling } from '#src/domain/delivery.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident, Notice } from '#src/domain/incident.ts';
import type { Extent, Window } from '#src/domain/reading.ts';

// One record of each kind with every key that it can have: `Required` makes the compiler see to that.

const NOON = Date.UTC(2021, 4, 19, 12);
const LINK = 'https://status.example/incidents/1';

const extent: Extent = { hit: 312, of: 340, parts: ['binance/withdrawals/BTC'] };

const window: Window = {
  id: 'w1',
  phase: 'in_progress',
  from: NOON,
  until: null,
  title: 'Wallet upgrade',
  dayOnly: true,
  amends: true,
  was: NOON,
};

const evidence: Incident['evidence'] = [
  {
    source: 'wallets',
    venue: 'coin_list',
    service: 'binance/withdrawals',
    basis: 'official',
    status: 'major_outage',
    since: NOON,
    statedAt: NOON,
    link: LINK,
    quote: 'Withdrawals are paused.',
    count: { hit: 312, of: 340 },
    detail: 'withdrawAllEnable: false',
  },
];

export const sampleClaim: Required<Claim> = {
  status: 'operational',
  since: NOON,
  basis: 'inferred',
  signal: 'flag',
  evidence: 'withdrawEnable: true',
  spoken: true,
  link: LINK,
  eta: NOON + 1,
  statedAt: NOON,
  ref: 'post-1',
  extent,
  baseline: true,
  afterGap: NOON - 1,
  doubt: {
    status: 'major_outage',
    since: NOON,
    count: 1,
    evidence: 'withdrawEnable: false',
    spoken: true,
    link: LINK,
    afterGap: NOON - 1,
  },
  unseenSince: NOON,
  editedAt: NOON,
  seenFrom: ['eu', 'us'],
  overtaken: true,
  listsTroubleOnly: true,
  except: ['binance/withdrawals/BTC'],
  accounts: 'some',
  rule: 'most_coins',
};

export const sampleIncident: Required<Incident> = {
  id: 'binance/withdrawals@1621425600000',
  services: ['binance/withdrawals', 'binance/deposits'],
  parts: [
    {
      service: 'binance/withdrawals',
      status: 'operational',
      since: NOON,
      sinceKnown: true,
      downs: 2,
      backAt: NOON,
      members: ['binance/withdrawals/BTC'],
      absorbed: 'elsewhere',
    },
  ],
  cause: { refs: ['status#1'], sources: ['wallets'] },
  status: 'operational',
  worst: 'major_outage',
  basis: 'official',
  unconfirmed: false,
  since: NOON,
  sinceKnown: true,
  openedAt: NOON,
  phaseSince: NOON,
  downs: 2,
  flapping: false,
  told: true,
  leftBehind: true,
  absorbed: true,
  lastHeardAt: NOON,
  lapsed: true,
  evidence,
  extent,
  members: ['binance/withdrawals/BTC'],
  eta: NOON + 1,
  etaPassed: NOON,
  majors: ['binance/withdrawals/BTC'],
  resumed: ['binance/withdrawals/BTC'],
  disputed: true,
  regions: ['GB'],
  accounts: 'some',
  rule: 'most_coins',
  notices: 3,
  timeline: [{ at: NOON, kind: 'changed', status: 'major_outage', change: 'worse', rule: 'most_coins' }],
};

const sampleMaintenance: Required<Maintenance> = {
  id: 'binance/maintenance/w1',
  source: 'status',
  services: ['binance/deposits', 'binance/withdrawals'],
  window,
  link: LINK,
  firstSeenAt: NOON,
  signal: 'word',
  stage: 'started',
  startedAt: NOON,
  stageSince: NOON,
  told: true,
  announced: { from: NOON, until: null },
  toldUntil: 1_700_000_000_000,
  sawTrouble: true,
  also: ['announcements#1'],
  regions: ['GB'],
  notices: 2,
};

const sampleNotice: Required<Notice> = {
  id: 'binance/withdrawals@1621425600000#3',
  kind: 'changed',
  change: 'partly_back',
  at: NOON,
  services: ['binance/withdrawals', 'binance/deposits'],
  parts: [
    {
      service: 'binance/withdrawals',
      status: 'operational',
      previous: 'major_outage',
      since: NOON,
      durationMs: 7_200_000,
      downAt: 1_635_770_000_000,
    },
  ],
  joined: ['binance/withdrawals'],
  back: ['binance/deposits'],
  exchangeName: 'Binance',
  members: ['binance/withdrawals/XYZ'],
  leftBehind: true,
  status: 'operational',
  previous: 'major_outage',
  basis: 'official',
  unconfirmed: true,
  disputed: true,
  rule: 'worst_word',
  incident: sampleIncident.id,
  since: NOON,
  sinceKnown: false,
  workedAt: NOON - 1,
  endedAtLatest: true,
  downAt: NOON,
  upMs: 60_000,
  downs: 2,
  durationMs: 7_200_000,
  evidence,
  extent,
  stillWorking: ['spot'],
  eta: NOON + 1,
  previousEta: NOON,
  window,
  previousWindow: { from: NOON, until: null },
  planned: true,
  plannedOnly: true,
  endings: [{ service: 'binance/deposits/XYZ', at: NOON }],
  regions: ['GB'],
  accounts: 'some',
  lapsed: true,
};

export const sampleExchange: Required<ExchangeState> = {
  exchange: 'binance',
  updatedAt: NOON,
  sources: {
    wallets: { outcome: 'broken', lostRows: true, since: NOON, checkedAt: NOON, okAt: NOON, failedAt: NOON },
  },
  claims: { wallets: [{ 'binance/withdrawals/BTC/BTC': sampleClaim }] },
  incidents: [sampleIncident],
  maintenances: [sampleMaintenance],
  endings: [
    {
      id: 'binance-announcements-1',
      source: 'announcements',
      services: [{ service: 'binance/deposits/XYZ', at: NOON }],
      title: 'XYZ is delisted',
      link: LINK,
      firstSeenAt: NOON,
      regions: ['GB'],
      notices: 1,
    },
  ],
  outbox: [
    { kind: 'notice', notice: sampleNotice },
    { kind: 'refresh', notice: sampleNotice },
  ],
};

export const sampleGuild: Required<Guild> = {
  id: '81384788765712384',
  watchLists: [{ name: 'majors', selectors: ['*/withdrawals/BTC', '*/withdrawals/ETH'] }],
  subscriptions: [
    {
      id: 's1',
      channelId: '381870553235193857',
      target: { kind: 'list', name: 'majors' },
      level: 'detailed',
      roleId: '165511591545143296',
      createdAt: NOON,
      paused: { at: NOON, reason: { kind: 'no_right', rights: ['EmbedLinks'] } },
      disabled: { at: NOON, reason: { kind: 'gone' } },
    },
    {
      id: 's2',
      channelId: '381870553235193857',
      target: { kind: 'selector', selector: 'binance/withdrawals' },
      level: 'major',
      createdAt: NOON,
    },
  ],
  settings: { locale: 'zh-CN', logChannelId: '381870553235193858' },
  mutes: [{ id: '2', selector: 'binance', until: NOON + 1, by: 'ada', at: NOON }],
  follows: [
    { exchange: 'binance', channelId: '381870553235193857', webhookId: '381870553235193860', at: NOON },
  ],
  boards: [
    {
      id: '1',
      channelId: '381870553235193857',
      list: 'majors',
      messageId: '381870553235193860',
      createdAt: NOON,
    },
  ],
  notes: [{ id: '1', service: 'binance/withdrawals', text: 'Slow', by: 'ada', at: NOON, until: NOON + 1 }],
  ownLocale: 'ko',
  greetedAt: NOON,
  leftAt: NOON,
};

export const sampleDelivery: Required<Telling> = {
  id: `${sampleNotice.id}/0`,
  kind: 'notice',
  notice: sampleNotice,
  createdAt: NOON,
  to: [
    {
      guildId: sampleGuild.id,
      target: { channel: 'discord', address: '381870553235193857', mentions: ['165511591545143296'] },
      subscriptionIds: ['s1', 's2'],
    },
  ],
};

export const sampleAttempt: Required<Attempt> = { at: NOON, unclear: true, covers: ['a', 'b'] };

export const sampleEnding: Required<DeliveryEnding> = {
  kind: 'sent',
  at: NOON,
  messageId: '1',
  why: 'x',
  isBeginning: true,
};

export const sampleMessage: Required<PostedMessage> = {
  address: '381870553235193857',
  incident: sampleIncident.id,
  rootId: '1',
  latestId: '2',
  noticeId: sampleNotice.id,
  kind: sampleNotice.kind,
  postedAt: NOON,
  shared: true,
};
