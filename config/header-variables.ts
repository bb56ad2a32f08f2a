/** The variables that a source's headers may name. The bot's own secrets are none of them. */
export const HEADER_VARIABLES = ['X_BEARER_TOKEN'] as const;

export type HeaderVariables = Readonly<
  Partial<Record<(typeof HEADER_VARIABLES)[number], string | undefined>>
>;

type Headers = Readonly<Record<string, string>>;

const VARIABLE = /\$\{([^{}]*)\}/g;

/** Names in `${…}` that headers may not have, each with its header. */
export function unknownVariables(headers: Headers): { header: string; name: string }[] {
  return Object.entries(headers).flatMap(([header, value]) =>
    namesIn(value)
      .filter((name) => !isVariable(name))
      .map((name) => ({ header, name })),
  );
}

/** Puts the variables in their places, so that no secret stands in a file; or says which are not set. */
export function fillHeaders(
  headers: Headers,
  variables: HeaderVariables,
):
  | { readonly kind: 'filled'; readonly headers: Headers }
  | { readonly kind: 'missing'; readonly names: readonly string[] } {
  const valueOf = (name: string) => (isVariable(name) ? variables[name] : undefined);
  const names = Object.values(headers).flatMap(namesIn);
  const missing = names.filter((name) => valueOf(name) === undefined);
  if (missing.length > 0) return { kind: 'missing', names: [...new Set(missing)] };
  const filled = Object.entries(headers).map(([header, value]) => [
    header,
    value.replaceAll(VARIABLE, (_, name: string) => valueOf(name) ?? ''),
  ]);
  return { kind: 'filled', headers: Object.fromEntries(filled) as Headers };
}

function namesIn(value: string): string[] {
  return Array.from(value.matchAll(VARIABLE), ([, name = '']) => name);
}

function isVariable(name: string): name is (typeof HEADER_VARIABLES)[number] {
  return (HEADER_VARIABLES as readonly string[]).includes(name);
}
