/** The components that an exchange can have. Extend the list here; everything else follows. */
export const COMPONENTS = [
  'website',
  'api',
  'login',
  'spot',
  'margin',
  'derivatives',
  'deposits',
  'withdrawals',
  'p2p',
  'card',
  'staking',
] as const;

export type Component = (typeof COMPONENTS)[number];

// The path of something that can be down: `exchange/component[/asset[/network]]`.
//
// A fiat currency is an asset and its payment rail the network (`binance/deposits/CNY/ALIPAY`).
// A whole network is `binance/withdrawals/*/BEP20`. A trading pair is its base and its quote
// (`kraken/spot/BTC/USD`). The bare exchange is the whole of it, rolled up.
export type ServicePath = string;

export interface Service {
  readonly exchange: string;
  readonly component?: string;
  readonly asset?: string;
  readonly network?: string;
}

/** What something is about: one service or several, the leading one first. */
export type Services = readonly [ServicePath, ...ServicePath[]];

export const ANY = '*';

const SEGMENT = /^[^\s/]{1,64}$/;

/** What is wrong with a text that is no service path; `null` when it is one. */
export function problemOfService(path: string): 'deep' | 'malformed' | 'component' | null {
  const [exchange, component, asset, network, ...rest] = path.split('/');
  if (rest.length > 0) return 'deep';
  for (const segment of [exchange, component, asset, network]) {
    if (segment !== undefined && !SEGMENT.test(segment)) return 'malformed';
  }
  return component !== undefined && component !== ANY && !isComponent(component) ? 'component' : null;
}

export function isComponent(word: string): word is Component {
  return (COMPONENTS as readonly string[]).includes(word);
}

/** Splits a path that is known to be one; it does not validate. */
export function parseService(path: ServicePath): Service {
  const [exchange = '', component, asset, network] = path.split('/');
  if (component === undefined) return { exchange };
  if (asset === undefined) return { exchange, component };
  if (network === undefined) return { exchange, component, asset };
  return { exchange, component, asset, network };
}

/** Joins the parts up to the first that is missing. */
export function servicePath(...parts: readonly (string | undefined)[]): ServicePath {
  const end = parts.findIndex((part) => part === undefined || part === '');
  return (end < 0 ? parts : parts.slice(0, end)).join('/');
}

export function exchangeOf(path: ServicePath): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}

/** `exchange/component` of a path, or `undefined` for a bare exchange. */
export function componentPathOf(path: ServicePath): ServicePath | undefined {
  const first = path.indexOf('/');
  if (first < 0) return undefined;
  const second = path.indexOf('/', first + 1);
  return second < 0 ? path : path.slice(0, second);
}

/** `exchange/component/asset` of what is about one coin, or one currency; `undefined` for anything wider. */
export function assetPathOf(path: ServicePath): ServicePath | undefined {
  const { exchange, component, asset = ANY } = parseService(path);
  return asset === ANY ? undefined : servicePath(exchange, component, asset);
}

/** How many parts a path has: 1 exchange, 2 component, 3 asset, 4 network. */
export function depthOf(path: ServicePath): number {
  let depth = 1;
  for (let i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) depth += 1;
  return depth;
}

// Whether `whole` is `part` or contains it: `x` and `x/withdrawals` contain `x/withdrawals/USDT/TRC20`,
// and so does the whole network `x/withdrawals/*/TRC20`.
export function contains(whole: ServicePath, part: ServicePath): boolean {
  if (whole === part || part.startsWith(`${whole}/`)) return true;
  if (!whole.includes(ANY)) return false;
  const wide = whole.split('/');
  const narrow = part.split('/');
  return wide.length <= narrow.length && wide.every((segment, i) => segment === ANY || segment === narrow[i]);
}

/** The services that contain a path, nearest first: asset, whole network, component, exchange. */
export function ancestorsOf(path: ServicePath): ServicePath[] {
  const { exchange, component, asset, network } = parseService(path);
  const ancestors: ServicePath[] = [];
  if (network !== undefined && asset !== ANY) {
    ancestors.push(servicePath(exchange, component, asset), servicePath(exchange, component, ANY, network));
  }
  if (asset !== undefined) ancestors.push(servicePath(exchange, component));
  if (component !== undefined) ancestors.push(exchange);
  return ancestors;
}
