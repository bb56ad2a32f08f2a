import * as fc from '#test/support/fast-check.ts';

import { ANY, ancestorsOf, COMPONENTS } from '#src/domain/service.ts';

// Few words for each place, so that random paths often have something to do with each other.
const exchange = fc.constantFrom('binance', 'binanceus', 'kraken');
const component = fc.constantFrom(...COMPONENTS);
const asset = fc.constantFrom('BTC', 'USDT', 'CNY');
const network = fc.constantFrom('TRC20', 'BEP20', 'ALIPAY');

const orAny = (name: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(name, fc.constant(ANY));

/** A service, of any depth; a whole network among them. */
export const anyService: fc.Arbitrary<string> = fc
  .oneof(
    fc.tuple(exchange),
    fc.tuple(exchange, component),
    fc.tuple(exchange, component, asset),
    fc.tuple(exchange, component, orAny(asset), network),
  )
  .map((parts) => parts.join('/'));

/** A selector, of any depth, with wildcards in any place. */
export const anySelector: fc.Arbitrary<string> = fc
  .tuple(
    fc.tuple(orAny(exchange), orAny(component), orAny(asset), orAny(network)),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([parts, depth]) => parts.slice(0, depth).join('/'));

/** The same text with the case of each letter thrown anew. */
export function inAnyCase(text: string): fc.Arbitrary<string> {
  const letters = text.split('').map((letter) => fc.constantFrom(letter.toUpperCase(), letter.toLowerCase()));
  return fc.tuple(...letters).map((thrown) => thrown.join(''));
}

/** A service, and one that it is or is part of. */
export const anyPartAndWhole: fc.Arbitrary<readonly [part: string, whole: string]> = anyService.chain(
  (part) => fc.constantFrom(part, ...ancestorsOf(part)).map((whole) => [part, whole] as const),
);
