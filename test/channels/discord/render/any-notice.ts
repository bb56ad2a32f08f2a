import * as fc from '#test/support/fast-check.ts';

import { CHANGES, NOTICE_KINDS } from '#src/domain/incident.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Basis } from '#src/domain/reading.ts';
import { COMPONENTS } from '#src/domain/service.ts';
import type { Services } from '#src/domain/service.ts';
import { STATUSES } from '#src/domain/status.ts';
import { VENUES } from '#src/domain/venue.ts';
import { hostileText } from './hostile-text.ts';

const time = fc.oneof(
  fc.integer({ min: 0, max: 4_102_444_800_000 }),
  fc.constantFrom(Number.NaN, -1, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
);
const basis = fc.constantFrom<Basis>('official', 'measured', 'inferred');
const status = fc.constantFrom(...STATUSES);
const link = fc.oneof(fc.webUrl(), hostileText, fc.constant(`https://host/${'(a)'.repeat(130)}`));
const path = fc.oneof(
  fc.constantFrom('binance', 'binance/withdrawals', 'binance/withdrawals/*/BEP20', 'kraken/spot/BTC/USD'),
  hostileText.map((text) => `binance/withdrawals/${text}`),
);

const evidence = fc.record(
  {
    source: hostileText,
    venue: fc.constantFrom(...VENUES),
    service: path,
    basis,
    status,
    since: time,
    statedAt: time,
    link,
    quote: hostileText,
    count: fc.record({ hit: fc.nat(5_000), of: fc.nat(5_000) }),
    detail: hostileText,
  },
  { requiredKeys: ['source', 'venue', 'service', 'basis', 'status', 'since'] },
);

const extent = fc.record({
  hit: fc.nat(5_000),
  of: fc.nat(5_000),
  parts: fc.array(path, { maxLength: 300 }),
});

const window = fc.record({
  id: hostileText,
  phase: fc.constantFrom('scheduled' as const, 'in_progress' as const),
  from: fc.option(time),
  until: fc.option(time),
  title: hostileText,
});

/** Any notice at all, with whatever the outside world may have put into it. */
export const anyNotice: fc.Arbitrary<Notice> = fc.record(
  {
    id: hostileText,
    kind: fc.constantFrom(...NOTICE_KINDS),
    at: time,
    change: fc.constantFrom(...CHANGES),
    services: fc
      .tuple(path, fc.array(path, { maxLength: 20 }))
      .map(([first, others]): Services => [first, ...others]),
    back: fc.array(path, { maxLength: 20 }),
    members: fc.array(path, { maxLength: 300 }),
    exchangeName: hostileText,
    status,
    previous: status,
    basis,
    unconfirmed: fc.boolean(),
    disputed: fc.boolean(),
    incident: hostileText,
    since: time,
    sinceKnown: fc.boolean(),
    durationMs: fc.nat(10_000_000_000),
    evidence: fc.array(evidence, { maxLength: 30 }),
    extent,
    stillWorking: fc.array(fc.constantFrom(...COMPONENTS), { maxLength: 30 }),
    eta: time,
    previousEta: time,
    window,
    previousWindow: fc.record({ from: fc.option(time), until: fc.option(time) }),
    workedAt: time,
    endedAtLatest: fc.constant(true as const),
    downs: fc.nat(50),
    regions: fc.array(fc.oneof(fc.constantFrom('GB', 'FR'), hostileText), { maxLength: 5 }),
    accounts: fc.constant('some' as const),
    lapsed: fc.constant(true as const),
  },
  {
    requiredKeys: [
      'id',
      'kind',
      'at',
      'services',
      'exchangeName',
      'status',
      'previous',
      'basis',
      'unconfirmed',
      'disputed',
      'incident',
      'since',
      'sinceKnown',
      'evidence',
      'stillWorking',
    ],
  },
);
