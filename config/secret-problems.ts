import type { Problem } from './problem.ts';
import { keyText } from './schema-problems.ts';
import {
  isSecretHeader,
  isSourceVariable,
  secretsInUrl,
  VARIABLE_NAMES,
  variablesIn,
} from './source-variables.ts';
import type { YamlFile } from './yaml-file.ts';

/** Where a source may name a variable. */
const PLACES = ['url', 'headers', 'body', 'proxy'];
const REMEDY = 'the name of a variable in its place: put the secret into .env as SECRET_EXAMPLE=…';

/** Secrets that are written out in a source or an exchange, and variables that a source is not given. Values are never repeated. */
export function secretProblems(
  values: Readonly<Record<string, unknown>>,
  base: readonly string[],
  file: YamlFile,
): Problem[] {
  const at = (...path: readonly string[]): Pick<Problem, 'file' | 'key' | 'line'> => ({
    file: file.name,
    line: file.lineOf([...base, ...path]),
    key: keyText([...base, ...path]),
  });
  return PLACES.flatMap((place) =>
    entriesOf(values[place]).flatMap(([path, value]): Problem[] => {
      const where = () => at(place, ...path);
      const unknown = variablesIn(value).filter((name) => !isSourceVariable(name));
      if (unknown.length > 0) {
        const [name = ''] = unknown;
        const what = name === '' ? 'no variable' : `the variable ${name}, which a source is not given`;
        return [{ ...where(), message: `names ${what}`, expected: VARIABLE_NAMES }];
      }
      if (/\$\{[^}]*$/.test(value))
        return [{ ...where(), message: 'has a "${" that nothing closes', expected: VARIABLE_NAMES }];
      if (place === 'url' || place === 'proxy') {
        const [what] = secretsInUrl(value);
        return what === undefined
          ? []
          : [
              {
                ...where(),
                message: `has ${what} written out in it`,
                expected: REMEDY,
                example: '${SECRET_EXAMPLE}',
              },
            ];
      }
      return isSecretHeader(path.at(-1) ?? '', value)
        ? [
            {
              ...where(),
              message: 'has a secret written out in it',
              expected: REMEDY,
              example: '${SECRET_EXAMPLE}',
            },
          ]
        : [];
    }),
  );
}

/** Every text inside a value, with the keys that lead to it. */
function entriesOf(value: unknown, path: readonly string[] = []): (readonly [readonly string[], string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => entriesOf(inner, [...path, key]));
}
