import type { Config } from '#config/load.ts';
import { readAsSource } from '#src/cli/read/read-as-source.ts';
import { isTrading } from '#src/domain/components.ts';
import { parseService } from '#src/domain/service.ts';
import { expectationsOf, isInverse, minute } from '#test/reader/corpus.ts';
import type { Expected } from '#test/reader/corpus.ts';
import type { FeedPost } from '#test/reader/feed.ts';

/** How posts were read that came as a feed brings them. Shares are of 1. */
export interface FeedScore {
  readonly posts: number;
  readonly precision: number;
  readonly recall: number;
  /** Of the posts about nothing that works or does not, those that were read as anything. */
  readonly alarmed: number;
  readonly irrelevant: number;
  /** Halts read as returns, or the reverse. */
  readonly opposite: number;
  /** Of the right readings whose times are labelled, those with just these times. */
  readonly timed: number;
  readonly faults: readonly string[];
}

interface Said {
  readonly effect: string;
  readonly service: string;
  readonly from: number | null;
  readonly until: number | null;
}

/** Scores posts through the path that sources take: title and body apart, written as their exchange writes. */
export function scoreFeed(posts: readonly FeedPost[], { exchanges, networks }: Config): FeedScore {
  const writings = new Map(exchanges.map(({ id, writing }) => [id, writing]));
  const scored = posts.map((post) => {
    const expected = expectationsOf(post);
    return { post, expected, read: saidBy(post).filter((one) => isCounted(one, expected)) };
  });
  let [right, wrong, missed, opposite, labelled, timed] = [0, 0, 0, 0, 0, 0];
  const faults: string[] = [];
  for (const { expected, post, read } of scored) {
    const matchOf = (one: Said) =>
      expected.find(({ effect, service }) => effect === one.effect && service === one.service);
    const extra = read.filter((one) => matchOf(one) === undefined);
    const lost = expected.filter(
      ({ effect, service }) => !read.some((one) => one.effect === effect && one.service === service),
    );
    const dated = read.filter((one) => (matchOf(one)?.times ?? null) !== null);
    const wellDated = dated.filter((one) => {
      const [from, until] = matchOf(one)?.times ?? ['', ''];
      return minute(one.from) === from && minute(one.until) === until;
    });
    right += read.length - extra.length;
    wrong += extra.length;
    missed += lost.length;
    labelled += dated.length;
    timed += wellDated.length;
    opposite += extra.filter(({ effect, service }) =>
      expected.some((e) => e.service === service && isInverse(e.effect, effect)),
    ).length;
    if (extra.length + lost.length + dated.length - wellDated.length > 0) faults.push(faultOf(post, read));
  }
  const irrelevant = scored.filter(({ post }) => post.ignored === true);
  return {
    posts: posts.length,
    precision: right / (right + wrong),
    recall: right / (right + missed),
    alarmed: irrelevant.filter(({ read }) => read.length > 0).length,
    irrelevant: irrelevant.length,
    opposite,
    timed: timed / labelled,
    faults,
  };

  function saidBy({ body, exchange, published, title = '' }: FeedPost): Said[] {
    const { endings, readings } = readAsSource(
      { title, body },
      { publishedAt: Date.parse(published), exchange, network: (name) => networks.canonical(name) },
      writings.get(exchange),
    );
    return [
      ...readings,
      ...endings.map(({ at, service }) => ({ effect: 'ending', service, from: at, until: null })),
    ];
  }
}

/** The end of trading counts where it is labelled: most labels leave it out, since nobody is told of it alone. */
function isCounted({ effect, service }: Said, expected: readonly Expected[]): boolean {
  const { component } = parseService(service);
  if (effect !== 'ending' || component === undefined || !isTrading(component)) return true;
  return expected.some((one) => one.effect === effect && one.service === service);
}

function faultOf({ body, expect, title }: FeedPost, read: readonly Said[]): string {
  const lines = read.map(
    ({ effect, from, service, until }) => `${effect} ${service} ${minute(from)}..${minute(until)}`,
  );
  return [
    [title, body].filter((part) => part !== undefined).join('\n    '),
    `  read:     ${lines.join('; ') || 'nothing'}`,
    `  expected: ${expect.join('; ') || 'nothing'}`,
  ].join('\n  ');
}
