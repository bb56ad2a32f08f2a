import { describe, expect, it } from 'vitest';

import { composeDetails } from '#src/alert/compose-details.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import type { Card } from '#src/alert/card.ts';
import { plain } from '#src/alert/text.ts';
import type { Span, Text } from '#src/alert/text.ts';
import { EXAMPLES } from '#test/alert/example-notices.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const isMoment = (span: Span): boolean =>
  typeof span !== 'string' && span.kind === 'time' && span.style !== 'ago';

const momentsOf = (text: Text): string[] => text.filter(isMoment).map((span) => JSON.stringify(span));

/** The words of a headline that name what is hit, without the exchange and what follows. */
const namesOf = (text: Text): string[] =>
  text.flatMap((span) => (typeof span !== 'string' && span.kind === 'outside' ? [span.text] : []));

function cardsIn(locale: string): [string, Card][] {
  const voice = shippedCatalogue.voice(locale);
  return Object.entries(EXAMPLES).map(([name, notice]) => [name, composeNotice(notice, { voice })]);
}

describe.each(shippedCatalogue.locales)('What a headline has said, in %s,', (locale) => {
  it('of when, no row says again', () => {
    const twice = cardsIn(locale).flatMap(([name, { headline, rows }]) => {
      const told = momentsOf(headline);
      return rows.filter((row) => momentsOf(row).some((one) => told.includes(one))).map(() => name);
    });
    expect(twice).toEqual([]);
  });

  it('of which coins, no evidence says again', () => {
    const twice = cardsIn(locale).flatMap(([name, { evidence, headline }]) => {
      const told = namesOf(headline);
      const isAgain = (line: Text): boolean =>
        told.length > 0 && told.every((one) => plain(line).includes(one));
      return evidence.filter(isAgain).map((line) => `${name}: ${plain(line)}`);
    });
    expect(twice).toEqual([]);
  });
});

describe('How it went', () => {
  it('names a rule where another one decided, and not at each line', () => {
    const rule = 'exchange_says_so';
    const timeline = [
      { at: noon, kind: 'opened', status: 'major_outage', rule },
      { at: noon + 1, kind: 'changed', change: 'partly_back', status: 'partial_outage', rule },
      { at: noon + 2, kind: 'resolved', status: 'operational', rule: 'works' },
    ] as const;
    const view = { notice: aNotice(), timeline, says: [] };
    const { blocks } = composeDetails(view, noon, shippedCatalogue.voice('en'));
    const lines = blocks.flat().map(plain).join('\n');
    expect(lines.match(/the exchange says so/g)).toHaveLength(1);
    expect(lines).toContain('back · all that we read says that it works');
  });
});

describe('A maintenance', () => {
  const window = { id: 'w', phase: 'scheduled', from: noon + 26 * 3_600_000, title: '' } as const;
  const rowsOf = (changes: Parameters<typeof aNotice>[0]): string[] => {
    const notice = aNotice({ kind: 'maintenance_scheduled', status: 'operational', ...changes });
    return composeNotice(notice, { voice: shippedCatalogue.voice('en') }).rows.map(plain);
  };

  it('says below its headline how far off it is, and when it ends', () => {
    expect(rowsOf({ window: { ...window, until: noon + 27 * 3_600_000 } })).toEqual([
      'Start 2021-11-02 14:00, end 15:00',
    ]);
    expect(rowsOf({ window: { ...window, until: null } })).toEqual([
      'Start 2021-11-02 14:00; no end is given',
    ]);
  });

  it('of days without an hour names no hour', () => {
    const days = { ...window, dayOnly: true, until: noon + 60 * 3_600_000 } as const;
    expect(rowsOf({ window: days })).toEqual([
      'No hour is given; when it begins is told then',
      'Until 2021-11-04 (2021-11-04 00:00)',
    ]);
  });
});
