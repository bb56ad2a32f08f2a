import { describe, expect, it } from 'vitest';

import { composeNotice } from '#src/alert/compose-notice.ts';
import { plain } from '#src/alert/text.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice } from '#src/domain/incident.ts';
import { aNotice, aRecovery, noon } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const voice = shippedCatalogue.voice('en');
const [announced] = aNotice().evidence as [Evidence];

function linesOf(notice: Notice): string[] {
  return composeNotice(notice, { voice }).evidence.map(plain);
}

const piece = (changes: Partial<Evidence>): Evidence => {
  const { link: _link, quote: _quote, ...rest } = announced;
  return { ...rest, ...changes };
};

describe('evidence', () => {
  it.each<[string, Partial<Evidence>, string[]]>([
    ['a post', { quote: 'We paused.', statedAt: noon }, ['“We paused.” (Binance, 12:00)']],
    [
      'a status page',
      { venue: 'status_page', quote: 'Delays.', statedAt: noon },
      ["“Delays.” (Binance's status page, 12:00)"],
    ],
    [
      'a list',
      { venue: 'coin_list', count: { hit: 312, of: 340 }, detail: 'withdrawEnable is false' },
      ["Binance's coin list: withdrawals off for 312 of 340 coins"],
    ],
    [
      'a list that says why',
      { venue: 'coin_list', count: { hit: 312, of: 340 }, quote: 'Wallet upgrade' },
      ["Binance's coin list: withdrawals off for 312 of 340 coins: “Wallet upgrade”"],
    ],
    [
      'a status without words',
      { venue: 'system_status', detail: 'data.state is 1' },
      ["According to Binance's system status"],
    ],
    [
      'a status of a part of it',
      { venue: 'system_status', service: 'binance/withdrawals/BTC' },
      ["Binance's system status: BTC withdrawals off"],
    ],
    [
      'a status that is not as bad',
      { venue: 'system_status', status: 'partial_outage' },
      ["Binance's system status: withdrawals partly down"],
    ],
    [
      'our own check',
      { venue: 'probe', basis: 'measured', detail: 'HTTP 503' },
      ['Our own check: no answer since 11:59'],
    ],
    ['a post without words', { quote: '  ' }, []],
  ])('of %s says in whose words, and where', (_what, changes, lines) => {
    expect(linesOf(aNotice({ evidence: [piece(changes)] }))).toEqual(lines);
  });

  it('of a recovery is never what announced the halt', () => {
    expect(linesOf(aRecovery({ evidence: [announced] }))).toEqual([]);
    const back = { ...announced, status: 'operational' as const, quote: 'Withdrawals have been resumed' };
    expect(linesOf(aRecovery({ evidence: [announced, back] }))).toEqual([
      '“Withdrawals have been resumed” (Binance, 11:59\u00A0↗)',
    ]);
  });

  it('is said once, and bounded', () => {
    expect(linesOf(aNotice({ evidence: [announced, announced] }))).toHaveLength(1);
    const [line = ''] = linesOf(aNotice({ evidence: [piece({ quote: 'word '.repeat(500) })] }));
    expect(line.length).toBeLessThan(240);
    expect(line).toContain('…”');
    const many = Array.from({ length: 9 }, (_, i) => piece({ quote: `Post number ${i}` }));
    expect(linesOf(aNotice({ evidence: many }))).toHaveLength(4);
    expect(linesOf(aNotice({ evidence: many })).at(-1)).toBe('and 6 more');
  });
});
