import { describe, expect, it } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import { readPost } from '#src/reader/read-announcement.ts';
import { exchangeFiles } from '#test/config/exchange-files.ts';

const { exchanges, networks } = shippedConfig();
const rows = exchangeFiles().flatMap(({ id, posts }) =>
  posts.templates.flatMap(({ examples, title }) => examples.map((example) => ({ id, title, example }))),
);

function minute(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().replace(/:00\.000Z$/, 'Z');
}

describe('the templates of posts', () => {
  it('are there for the exchanges whose announcements are read', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBeGreaterThanOrEqual(5);
  });

  it.each(rows)('$id: reads "$example.title" as its example says', ({ example, id, title }) => {
    const exchange = exchanges.find((one) => one.id === id);
    const template = exchange?.writing.templates?.find(({ match }) => match.source === `^(?:${title})$`);
    expect(template?.match.test(example.title)).toBe(true);
    const { readings } = readPost(example, {
      ...exchange?.writing,
      exchange: id,
      publishedAt: Date.parse(example.published),
      network: (name) => networks.canonical(name),
    });
    const said = readings.map(({ effect, from, service, until }) => {
      const times = from === null && until === null ? '' : ` ${minute(from)}..${minute(until)}`;
      return `${effect} ${service.slice(id.length + 1)}${times}`;
    });
    expect(said).toEqual(example.reads);
  });
});
