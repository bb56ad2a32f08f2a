import { describe, expect, it } from 'vitest';

import { firstSentence, headline, isWebAddress, plainLine } from '#src/sources/page/page-text.ts';

describe('plainLine', () => {
  it('strips HTML, decodes the common entities and joins lines', () => {
    expect(plainLine('<p>We&#39;re <b>looking</b><br/>into\nit &amp; more</p>')).toBe(
      "We're looking into it & more",
    );
  });

  it('never gets longer than 300 characters', () => {
    expect(plainLine('word '.repeat(1_000)).length).toBeLessThanOrEqual(300);
  });
});

describe('firstSentence', () => {
  it.each([
    ['We are investigating. More to come.', 'We are investigating.'],
    ['Version 1.2 is out', 'Version 1.2 is out'],
    ['No end here', 'No end here'],
  ])('of %j is %j', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence);
  });
});

describe('headline', () => {
  it.each([
    ['Delays', 'We look into it. Later more.', 'Delays: We look into it.'],
    ['Market data is delayed', 'Market data is delayed', 'Market data is delayed'],
    ['Delays', undefined, 'Delays'],
  ])('joins %j and %j', (title, says, line) => {
    expect(headline(title, says)).toBe(line);
  });
});

describe('isWebAddress', () => {
  it.each([
    ['https://stspg.io/abc', true],
    ['http://stspg.io/abc', true],
    ['javascript:alert(1)', false],
    ['/relative', false],
  ])('of %s is %s', (link, expected) => {
    expect(isWebAddress(link)).toBe(expected);
  });
});
