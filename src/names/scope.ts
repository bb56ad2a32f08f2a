import { isTrading } from '#src/domain/components.ts';
import { isComponent, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { isCurrency } from './currencies.ts';
import { EVERY_COIN, chainOf } from './name-rules.ts';
import type { Subject, Token } from './token.ts';
import { UNKNOWN } from './unknown-names.ts';

/** A coin (`null`: any), and a network (`null`: any). */
export interface AssetOnNetwork {
  readonly asset: string | null;
  readonly network: string | null;
}

const isWallet = (subject: Subject): boolean => subject === 'deposits' || subject === 'withdrawals';

/** What the tokens of a clause speak of. Trading without a kind is of the kind that is spoken of, else spot. The whole exchange only where no component is named. */
export function subjectsOf(tokens: readonly Token[], around: readonly Subject[] = []): Subject[] {
  if (isWholeWithExamples(tokens)) return ['exchange'];
  const subjects = new Set<Subject>();
  let unqualified = false;
  for (const [i, token] of tokens.entries()) {
    if (
      token.kind !== 'component' ||
      isFiatInGeneral(tokens, i) ||
      isWhere(tokens, i) ||
      isOwnKind(tokens, i)
    )
      continue;
    for (const component of token.components) {
      if (isComponent(component)) subjects.add(component);
      unqualified ||= component === 'trading';
    }
  }
  if (subjects.has('login') && subjects.has('website') && !tokens.some(isJoining)) subjects.delete('website');
  if (unqualified && !hasTrading([...subjects]) && !(subjects.has('p2p') && !tokens.some(isJoining))) {
    for (const kind of hasTrading(around) ? around.filter(isTrading) : (['spot'] as const))
      subjects.add(kind);
  }
  if (subjects.size === 0 && tokens.some((t) => t.kind === 'wallet')) return ['deposits', 'withdrawals'];
  if (subjects.size === 0 && tokens.some(isTransfers)) return ['deposits', 'withdrawals'];
  if (subjects.size === 0 && tokens.some((t) => t.kind === 'whole')) return ['exchange'];
  return [...subjects];
}

/** "USD bank transfers are suspended" is of both ways; what is paid by bank transfers is something else. */
function isTransfers({ kind, text }: Token, i: number, tokens: readonly Token[]): boolean {
  if (kind !== 'rail' || !/(?:transfers|wires)$/i.test(text.trim())) return false;
  return tokens.slice(0, i).findLast((before) => before.kind !== 'asset')?.kind !== 'on';
}

/** "All services, including deposits", "all services are down (deposits, API)": what is included adds nothing. */
function isWholeWithExamples(tokens: readonly Token[]): boolean {
  const including = tokens.findIndex((t) => t.kind === 'mark' && t.mark === 'including');
  const whole = tokens.findIndex(({ kind }) => kind === 'whole');
  const open = tokens.findIndex(({ kind }, i) => i > whole && kind === 'open');
  const isListed =
    whole >= 0 &&
    open > whole &&
    tokens.slice(whole + 1, open).every(({ kind }) => kind === 'predicate' || kind === 'mark');
  if (isListed) return tokens.every(({ kind }, i) => kind !== 'component' || i > open);
  if (including < 0 || whole < 0) return false;
  return tokens.every(
    ({ kind }, i) => kind !== 'component' || (whole < including ? i > including : i < whole),
  );
}

/** "The app has login issues" is about logging in; "app and login" is about both. */
function isJoining({ kind }: Token, i: number, tokens: readonly Token[]): boolean {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  if (kind !== 'join' || before?.kind !== 'component' || after?.kind !== 'component') return false;
  return before.components.join() !== after.components.join();
}

function hasTrading(subjects: readonly Subject[]): boolean {
  return subjects.some(isTrading);
}

/** "Deposits are back in the app": the app is where, not what. */
function isWhere(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind !== 'component' || token.components.some((name) => name !== 'website')) return false;
  // "In the Kraken app", "on web and app".
  const at = tokens
    .slice(0, i)
    .findLastIndex((t) => !(t.kind === 'exchange' || t.kind === 'join' || isWebsite(t)));
  const before = tokens[at];
  const isIn =
    (before?.kind === 'on' || before?.kind === 'of') && /^(?:in|on|via|through|using)$/i.test(before.text);
  const isLaunched = isOpening(
    tokens
      .slice(0, at)
      .findLast((t) => t.kind !== 'join' && t.kind !== 'on' && t.kind !== 'of' && !isWebsite(t)),
  );
  return isIn && (isLaunched || tokens.slice(0, at).some(({ kind }) => kind === 'component'));
}

/** Of what is "available on the website", or "not loading" there, something else than the website is told. */
function isOpening(token: Token | undefined): boolean {
  if (token?.kind !== 'predicate') return false;
  const { form, happening } = token;
  return happening === 'normal' || happening === 'launch' || form === 'adjective';
}

function isWebsite(token: Token): boolean {
  return token.kind === 'component' && token.components.every((name) => name === 'website');
}

/** "Orders via the API", "P2P trades": it is the API, or P2P, that they are about. */
function isOwnKind(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind !== 'component' || !token.components.every(isOfTrade)) return false;
  const [before, after, next] = [tokens[i - 1], tokens[i + 1], tokens[i + 2]];
  return hasOwnTrade(before) || (after?.kind === 'on' && hasOwnTrade(next));
}

/** Also where it is of a kind, as an exchange trades. */
function isOfTrade(name: string): boolean {
  return name === 'trading' || (isComponent(name) && isTrading(name));
}

function hasOwnTrade(token: Token | undefined): boolean {
  return token?.kind === 'component' && token.components.every((name) => name === 'api' || name === 'p2p');
}

/** "Fiat withdrawals": money without a currency, which no service path can name. */
export function isFiatInGeneral(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before?.kind === 'mark' && before.mark === 'fiat';
}

/** The coins and networks that the tokens name. */
export function placesOf(tokens: readonly Token[]): AssetOnNetwork[] {
  const places: AssetOnNetwork[] = [];
  const assets: string[] = [];
  const networks: string[] = [];
  const rails: { asset: string; network: string }[] = [];
  for (const token of tokens) {
    if (token.kind === 'place') places.push({ asset: token.asset, network: token.network });
    else if (token.kind === 'asset') assets.push(token.asset);
    else if (token.kind === 'network') networks.push(token.network);
    else if (token.kind === 'rail') rails.push(token);
  }
  const fiats = assets.filter((asset) => isCurrency(asset));
  for (const rail of rails) {
    const currencies = fiats.length > 0 ? fiats : [rail.asset === '' ? UNKNOWN : rail.asset];
    places.push(...currencies.map((asset) => ({ asset, network: rail.network })));
  }
  const coins = rails.length > 0 ? assets.filter((asset) => !isCurrency(asset)) : assets;
  if (coins.length > 0 && networks.length > 0 && !areCoordinated(tokens)) {
    places.push(
      ...coins.flatMap((asset) =>
        networks.map((network) => ({ asset, network: isOnOwn(asset, network, tokens) ? null : network })),
      ),
    );
  } else {
    places.push(
      ...coins.map((asset) => ({ asset, network: null })),
      ...networks.map((network) => ({ asset: null, network })),
    );
  }
  const others = places.some(({ asset }) => asset !== EVERY_COIN && !(asset !== null && isCurrency(asset)));
  return others ? places.filter(({ asset, network }) => asset !== EVERY_COIN || network !== null) : places;
}

const NAMED: ReadonlySet<Token['kind']> = new Set(['asset', 'network', 'place']);

/** "STX deposits, for the Stacks network upgrade": the coin is meant, wherever it is; "SOL on Solana" is told apart. */
function isOnOwn(asset: string, network: string, tokens: readonly Token[]): boolean {
  return (
    (asset === network || isCalledByCoin(asset, network, tokens)) &&
    !tokens.some(({ kind }, i) => kind === 'on' && NAMED.has(tokens[i + 1]?.kind ?? kind))
  );
}

/** "AVAX, for the Avalanche upgrade": the chain by its coin's name. "ERC20" is said where the chain is meant. */
function isCalledByCoin(asset: string, network: string, tokens: readonly Token[]): boolean {
  return (
    chainOf(asset) === network &&
    tokens.every((t) => t.kind !== 'network' || t.network !== network || !/\d/.test(t.text))
  );
}

/** "ETH and ERC20 tokens" names a coin and a network, not a coin on a network. */
function areCoordinated(tokens: readonly Token[]): boolean {
  const words = tokens.filter(
    (t, i) => t.kind !== 'mark' && !(t.kind === 'on' && tokens[i - 1]?.kind === 'join'),
  );
  return words.some((token, i) => {
    const [join, other] = [words[i + 1], words[i + 2]];
    if (join?.kind !== 'join' || other === undefined) return false;
    return (
      (token.kind === 'asset' && other.kind === 'network') ||
      (token.kind === 'network' && other.kind === 'asset')
    );
  });
}

/** "USDT-margined futures": what contracts are settled in is not what they are of. */
const SETTLING: ReadonlySet<string> = new Set(['USDT', 'USDC', 'FDUSD', 'BUSD', 'TUSD', 'DAI']);

const QUOTING: ReadonlySet<string> = new Set(['BTC', 'ETH', 'BNB']);

/** What others are traded for: "BTC pairs" are pairs of others. */
export function isQuote(asset: string): boolean {
  return SETTLING.has(asset) || QUOTING.has(asset) || isCurrency(asset);
}

function isMoney({ asset }: AssetOnNetwork): boolean {
  return asset !== null && isCurrency(asset);
}

/** The service paths of a subject in the places that make sense for it; none where it is only of places nobody knows. */
export function servicesOf(
  exchange: string,
  subject: Subject,
  places: readonly AssetOnNetwork[],
  pairs: readonly { readonly base: string; readonly quote: string }[],
  network: (name: string) => string,
): ServicePath[] {
  if (subject === 'exchange') return [exchange];
  if (isTrading(subject) && pairs.length > 0) {
    return pairs.map(({ base, quote }) => servicePath(exchange, subject, base, quote));
  }
  const known = places.filter(({ asset, network: chain }) => asset !== UNKNOWN && chain !== UNKNOWN);
  const coined = isWallet(subject) || isTrading(subject) || subject === 'staking';
  if (coined && known.length === 0 && places.length > 0) return [];
  const fitting = known.flatMap((place) => {
    if (isWallet(subject)) return [place];
    // "P2P trading for NGN" is of that money.
    if (subject === 'p2p') return isMoney(place) ? [{ asset: place.asset, network: null }] : [];
    const coin = isTrading(subject) || subject === 'staking';
    const isMeans = subject === 'derivatives' && place.asset !== null && SETTLING.has(place.asset);
    return coin && place.asset !== null && !isCurrency(place.asset) && !isMeans
      ? [{ asset: place.asset, network: null }]
      : [];
  });
  if (fitting.length === 0) return [servicePath(exchange, subject)];
  return fitting.map((place) =>
    place.asset === EVERY_COIN && place.network === null
      ? servicePath(exchange, subject)
      : servicePath(
          exchange,
          subject,
          place.asset ?? '*',
          place.network === null ? undefined : network(place.network),
        ),
  );
}
