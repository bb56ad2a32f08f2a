// Records as the first release wrote them, with every key that they could have.

const NOON = Date.UTC(2021, 4, 19, 12);
const LINK = 'https://status.example/incidents/1';

const extent = { hit: 312, of: 340, parts: ['binance/withdrawals/BTC'] };

const window = { id: 'w1', phase: 'in_progress', from: NOON, until: null, title: 'Wallet upgrade' };

const evidence = [
  {
    source: 'wallets',
    basis: 'official',
    status: 'major_outage',
    text: 'withdrawAllEnable: false',
    since: NOON,
    link: LINK,
  },
];

const claim = {
  status: 'operational',
  since: NOON,
  basis: 'inferred',
  signal: 'flag',
  evidence: 'withdrawEnable: true',
  link: LINK,
  eta: NOON + 1,
  statedAt: NOON,
  ref: 'post-1',
  extent,
  baseline: true,
  afterGap: NOON - 1,
  doubt: { status: 'major_outage', since: NOON, count: 1, evidence: 'withdrawEnable: false', link: LINK },
};

export const firstIncident = {
  id: 'binance/withdrawals@1621425600000',
  service: 'binance/withdrawals',
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
  evidence,
  extent,
  members: ['binance/withdrawals/BTC'],
  eta: NOON + 1,
  remark: 'An announcement says resumed.',
  notices: 3,
  timeline: [{ at: NOON, kind: 'opened', status: 'major_outage', text: 'Binance withdrawals are down' }],
};

const maintenance = {
  id: 'binance/maintenance/w1',
  source: 'status',
  services: ['binance/deposits', 'binance/withdrawals'],
  window,
  link: LINK,
  firstSeenAt: NOON,
  signal: 'word',
  stage: 'started',
  stageSince: NOON,
  told: true,
  announced: { from: NOON, until: null },
  sawTrouble: true,
  notices: 2,
};

export const firstNotice = {
  id: 'binance/withdrawals@1621425600000#3',
  kind: 'resolved',
  at: NOON,
  service: 'binance/withdrawals',
  exchangeName: 'Binance',
  also: ['binance/deposits'],
  members: ['binance/withdrawals/XYZ'],
  leftBehind: true,
  status: 'operational',
  previous: 'major_outage',
  basis: 'official',
  unconfirmed: true,
  summary: 'Binance withdrawals are back',
  incident: firstIncident.id,
  since: NOON,
  sinceKnown: false,
  durationMs: 7_200_000,
  evidence,
  extent,
  stillWorking: ['spot'],
  eta: NOON + 1,
  window,
  remark: 'One coin is still halted.',
};

export const firstExchange = {
  exchange: 'binance',
  updatedAt: NOON,
  sources: { wallets: { outcome: 'ok', message: '', since: NOON, checkedAt: NOON, okAt: NOON } },
  claims: { wallets: { 'binance/withdrawals/BTC/BTC': claim } },
  incidents: [firstIncident],
  maintenances: [maintenance],
  outbox: [
    { kind: 'notice', notice: firstNotice },
    { kind: 'refresh', notice: firstNotice },
  ],
};

export const firstDelivery = {
  id: `${firstNotice.id}@381870553235193857`,
  kind: 'notice',
  notice: firstNotice,
  guildId: '81384788765712384',
  channelId: '381870553235193857',
  roleIds: ['165511591545143296'],
  subscriptionIds: ['s1', 's2'],
  createdAt: NOON,
  attempts: 1,
  notBefore: NOON + 1000,
};

export const firstMessage = {
  channelId: '381870553235193857',
  incident: firstIncident.id,
  rootId: '1',
  latestId: '2',
  latestNotice: firstNotice,
  postedAt: NOON,
};
