import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { HEADLINE_MAX } from '#src/alert/card.ts';
import type { Card } from '#src/alert/card.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import { composeDetails } from '#src/alert/compose-details.ts';
import { composeExchange } from '#src/alert/compose-exchange.ts';
import { composeGlance } from '#src/alert/compose-glance.ts';
import { composeService } from '#src/alert/compose-service.ts';
import { lengthOf, plain } from '#src/alert/text.ts';
import { CHANGES, NOTICE_KINDS } from '#src/domain/incident.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Basis } from '#src/domain/reading.ts';
import { COMPONENTS } from '#src/domain/service.ts';
import type { Services } from '#src/domain/service.ts';
import { STATUSES } from '#src/domain/status.ts';
import { VENUES } from '#src/domain/venue.ts';
import { aComponent, aView } from '#test/channels/discord/render/a-view.ts';
import { aNotice, minute, noon } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { EXAMPLES } from './example-notices.ts';

/** What the engine and the operator say among themselves, and people in a channel are never to read. */
const NOT_FOR_PEOPLE = [
  'judging by its parts',
  'concluded',
  'inferred',
  'misconfigured',
  'out of our sight',
  'unconfirmed',
  'operational',
  'major_outage',
  'partial_outage',
  'degraded',
  'under_maintenance',
  'withdrawEnable',
  'is false',
  'halted-wallets',
  'status-page-7',
  'spot-ping',
  'api.example.com',
  'HTTP 5',
  'undefined',
  'null',
  'NaN',
  '[object',
  '“”',
  '“ ”',
  '()',
  '（）',
  '{',
  '}',
];

const DETAILS = ['withdrawEnable is false', 'api.example.com did not answer within 10 s', 'HTTP 503', ''];

const SETS: readonly Services[] = [
  ['binance'],
  ['binance/withdrawals'],
  ['binance/deposits', 'binance/withdrawals'],
  [
    'binance/deposits',
    'binance/withdrawals',
    'binance/spot',
    'binance/login',
    'binance/website',
    'binance/api',
  ],
  ['binance', 'binance/api'],
  ['binance/deposits/TON', 'binance/withdrawals/TON'],
  ['binance/withdrawals/USDT/TRC20'],
  ['binance/deposits/*/SOL', 'binance/withdrawals/*/SOL'],
  ['binance/spot/BTC/USD'],
  ['binance/withdrawals/ETH', 'binance/withdrawals/SOL', 'binance/withdrawals/XRP'],
  ['binance/deposits/CNY/ALIPAY', 'binance/p2p/CNY/ALIPAY'],
  ['binance/withdrawals', 'binance/spot/BTC/USD', 'binance/api', 'binance/deposits/XRP/XRP'],
];

const status = fc.constantFrom(...STATUSES);
const time = fc.integer({ min: -100, max: 100 }).map((minutes) => noon + minutes * minute);

const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    source: fc.constantFrom('halted-wallets', 'status-page-7', 'spot-ping'),
    venue: fc.constantFrom(...VENUES),
    service: fc.constantFrom(...SETS.flat()),
    basis: fc.constantFrom<Basis>('official', 'measured', 'inferred'),
    status,
    since: time,
    statedAt: time,
    link: fc.constant('https://status.example.com/1'),
    quote: fc.constantFrom('We have paused withdrawals.', '  ', '', '…'),
    count: fc.constantFrom({ hit: 0, of: 0 }, { hit: 1, of: 1 }, { hit: 312, of: 340 }),
    detail: fc.constantFrom(...DETAILS),
  },
  { requiredKeys: ['source', 'venue', 'service', 'basis', 'status', 'since'] },
);

const notice: fc.Arbitrary<Notice> = fc
  .record(
    {
      kind: fc.constantFrom(...NOTICE_KINDS),
      change: fc.constantFrom(...CHANGES),
      services: fc.constantFrom(...SETS),
      status,
      previous: status,
      basis: fc.constantFrom<Basis>('official', 'measured', 'inferred'),
      unconfirmed: fc.boolean(),
      disputed: fc.boolean(),
      at: time,
      since: time,
      sinceKnown: fc.boolean(),
      durationMs: fc.nat(400 * minute),
      upMs: fc.nat(40 * minute),
      downs: fc.integer({ min: 1, max: 12 }),
      eta: time,
      previousEta: time,
      endedAtLatest: fc.constant(true as const),
      evidence: fc.array(evidence, { maxLength: 5 }),
      back: fc.constantFrom(['binance/api'], ['binance/withdrawals/BTC', 'binance/withdrawals/ETH']),
      extent: fc.constantFrom(
        { hit: 0, of: 0, parts: [] },
        { hit: 1, of: 1, parts: ['binance/withdrawals/BTC'] },
        { hit: 312, of: 340, parts: ['binance/withdrawals/ADA', 'binance/withdrawals/BTC'] },
        { hit: 340, of: 340, parts: [] },
      ),
      members: fc.constant(['binance/withdrawals/ETH', 'binance/withdrawals/SOL', 'binance/withdrawals/XRP']),
      stillWorking: fc.subarray([...COMPONENTS]),
      window: fc.record({
        id: fc.constant('halted-wallets'),
        phase: fc.constant('scheduled' as const),
        from: fc.option(time),
        until: fc.option(time),
        title: fc.constantFrom('Wallet upgrade', ''),
      }),
      previousWindow: fc.record({ from: fc.option(time), until: fc.option(time) }),
      planned: fc.constant(true as const),
      regions: fc.constantFrom(['GB'], ['FR', 'DE', 'EEA']),
      accounts: fc.constant('some' as const),
    },
    {
      requiredKeys: [
        'kind',
        'services',
        'status',
        'previous',
        'basis',
        'unconfirmed',
        'disputed',
        'at',
        'since',
        'sinceKnown',
        'evidence',
        'stillWorking',
      ],
    },
  )
  .map((facts) => aNotice({ rule: 'worst_word', ...facts }));

function textsOf({ headline, rows, evidence: quotes, footer }: Card): string[] {
  return [headline, ...rows, ...quotes, ...footer].map(plain);
}

/** What is wrong with the words of a card. */
function faultsOf(card: Card): string[] {
  const texts = textsOf(card);
  const faults = texts.flatMap((text) => [
    ...NOT_FOR_PEOPLE.filter((word) => text.includes(word)).map((word) => `"${text}" says ${word}`),
    ...(text.trim() === '' ? ['an empty line'] : []),
    ...(/ {2}|[:：]\s*$|^[,，:：]/u.test(text) ? [`"${text}" lacks something`] : []),
  ]);
  if (new Set(texts).size < texts.length) faults.push(`"${texts.join('" "')}" says something twice`);
  if (lengthOf(card.headline) > HEADLINE_MAX) faults.push(`"${plain(card.headline)}" is too long`);
  return faults;
}

describe.each(shippedCatalogue.locales)('in %s', (locale) => {
  const voice = shippedCatalogue.voice(locale);

  it('every kind of news is told in plain words, and in a headline that is complete and short', () => {
    for (const example of Object.values(EXAMPLES)) {
      for (const occasion of ['now', 'late', 'closing'] as const)
        expect(faultsOf(composeNotice(example, { voice, occasion }))).toEqual([]);
    }
  });

  it('so is anything that could be told', () => {
    fc.assert(
      fc.property(notice, fc.constantFrom('now', 'late', 'closing'), (one, occasion) => {
        expect(faultsOf(composeNotice(one, { voice, occasion }))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('so is what stands behind it', () => {
    fc.assert(
      fc.property(notice, fc.constantFrom(...VENUES), (one, venue) => {
        const timeline = NOTICE_KINDS.map((kind) => ({
          at: noon,
          kind,
          status: one.status,
          rule: 'most_coins',
        }));
        const says = [{ source: 'halted-wallets', venue, status: one.status, since: noon, readAt: noon }];
        const { blocks, headline } = composeDetails({ notice: one, timeline, says }, noon, voice);
        const texts = [headline, ...blocks.flat()].map(plain);
        const faults = texts.filter((text) => NOT_FOR_PEOPLE.some((word) => text.includes(word)));
        expect(faults).toEqual([]);
        expect(texts.join('\n')).not.toMatch(/[a-z]_[a-z]/);
      }),
      { numRuns: 300 },
    );
  });

  it('so is every view', () => {
    fc.assert(
      fc.property(
        fc.array(status, { minLength: 1, maxLength: 11 }),
        status,
        evidence,
        (statuses, whole, said) => {
          const components = statuses.map((one, i) =>
            aComponent(COMPONENTS[i] ?? 'api', {
              status: one,
              evidence: [said],
              hit: i,
              of: 12,
              closedForLong: i,
            }),
          );
          const view = aView({ components, status: whole });
          expect(faultsOf(composeExchange(view, noon, voice))).toEqual([]);
          expect(
            faultsOf(composeGlance([view, aView({ id: 'kraken', name: 'Kraken' })], noon, voice)),
          ).toEqual([]);
          for (const { service } of components) {
            const one = {
              service,
              status: whole,
              since: noon,
              sinceKnown: true,
              basis: 'official' as const,
              evidence: [said],
              rule: 'exchange_says_so',
              incidents: [],
            };
            expect(faultsOf(composeService(one, 'Binance', noon + minute, voice))).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
