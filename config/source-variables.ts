/** A bearer token of X's API, and whatever an operator calls `SECRET_…`: the variables that a source may name. */
/** A token that says what it is, whatever header it stands in. */
const JWT = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;
const NAME = /^(?:X_BEARER_TOKEN|SECRET_[A-Z0-9_]+)$/;

/** How the names are told to people. */
export const VARIABLE_NAMES = '${X_BEARER_TOKEN} or ${SECRET_…} with a name of your own';

/** The variables that are set, by name. The bot's own secrets are none of them. */
export type SourceVariables = Readonly<Record<string, string | undefined>>;

export type Filled<T> =
  | { readonly kind: 'filled'; readonly value: T }
  | { readonly kind: 'missing'; readonly names: readonly string[] };

const VARIABLE = /\$\{([^{}]*)\}/g;
const SECRET_HEADER =
  /^(?:(?:proxy-)?authorization|cookie)$|(?:api|access|secret|auth)[-_]?key|token|secret|signature|^key$/i;
const SECRET_PARAMETER =
  /^(?:auth|key|pass|password|pwd|sign|signature|token|secret)$|(?:api|access|secret|auth)[-_]?(?:key|token)|[-_](?:key|token|secret)$/i;

/** The variables of an environment that sources may name. */
export function sourceVariables(env: SourceVariables): SourceVariables {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => NAME.test(name) && value !== ''));
}

/** The names in `${…}` anywhere in a value. */
export function variablesIn(value: unknown): string[] {
  return [
    ...new Set(
      textsOf(value).flatMap((text) => Array.from(text.matchAll(VARIABLE), ([, name = '']) => name)),
    ),
  ];
}

export function isSourceVariable(name: string): boolean {
  return NAME.test(name);
}

/** Puts the variables in their places, so that no secret stands in a file; or says which are not set. */
export function fillVariables<T>(value: T, variables: SourceVariables): Filled<T> {
  const names = variablesIn(value).filter((name) => variables[name] === undefined);
  if (names.length > 0) return { kind: 'missing', names };
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string')
      return part.replaceAll(VARIABLE, (_, name: string) => variables[name] ?? '');
    if (Array.isArray(part)) return part.map(fill);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, fill(inner)]));
  };
  return { kind: 'filled', value: fill(value) as T };
}

/** Whether a header holds a secret that is written out. */
export function isSecretHeader(header: string, value: string): boolean {
  if (JWT.test(value)) return true;
  return SECRET_HEADER.test(header) && !VARIABLE_ANYWHERE.test(value) && value.trim().length > 0;
}

/** What in an address is a secret that is written out: `password`, or the name of a parameter. */
export function secretsInUrl(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  const parameters = [...url.searchParams].filter(
    ([name, value]) => SECRET_PARAMETER.test(name) && value !== '' && !VARIABLE_ANYWHERE.test(value),
  );
  const user = /^[a-z]+:\/\/([^/?#]*)@/i.exec(address)?.[1] ?? '';
  const isLogin = user !== '' && !VARIABLE_ANYWHERE.test(user);
  return [...(isLogin ? ['a password'] : []), ...parameters.map(([name]) => `\`${name}\``)];
}

const VARIABLE_ANYWHERE = /\$\{[^{}]+\}/;

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
