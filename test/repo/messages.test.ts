import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSync, Visitor } from 'oxc-parser';
import type { Argument, Expression } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

import { readLocales } from '#config/locales.ts';

import { repositoryFiles } from './repository-files.ts';

const root = join(import.meta.dirname, '../..');
const ids = Object.keys(readLocales('/nowhere', [])['en'] ?? {});
const SAYS = /^(?:say|tell|write)$/;

/** `say(…)`, `voice.write(…)`, `deps.say(locale)(…)`. */
function doesSay(callee: Expression): boolean {
  if (callee.type === 'Identifier') return SAYS.test(callee.name);
  if (callee.type === 'CallExpression') return doesSay(callee.callee);
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
    ? SAYS.test(callee.property.name)
    : false;
}

/** What an id looks like that is said there: one for each way that it can be chosen. */
function idsOf(argument: Argument | undefined): RegExp[] {
  if (argument?.type === 'ConditionalExpression')
    return [...idsOf(argument.consequent), ...idsOf(argument.alternate)];
  if (argument?.type === 'Literal' && typeof argument.value === 'string' && argument.value.includes('.'))
    return [new RegExp(`^${argument.value.replaceAll('.', '\\.')}$`)];
  if (argument?.type !== 'TemplateLiteral') return [];
  const fixed = argument.quasis.map(({ value }) => (value.cooked ?? '').replaceAll('.', '\\.'));
  return fixed[0]?.includes('.') === true ? [new RegExp(`^${fixed.join('[^.]+')}$`)] : [];
}

/** The messages that a file says, and that there are not. */
function unknownIn(file: string): { readonly said: number; readonly unknown: readonly string[] } {
  const text = readFileSync(join(root, file), 'utf8');
  const said: RegExp[] = [];
  new Visitor({
    CallExpression({ arguments: [first], callee }) {
      if (doesSay(callee)) said.push(...idsOf(first));
    },
  }).visit(parseSync(file, text).program);
  const unknown = said
    .filter((one) => !ids.some((id) => one.test(id)))
    .map((one) => `${file}: ${one.source}`);
  return { said: said.length, unknown };
}

describe('Every message that is said', () => {
  it('stands in the catalogues', () => {
    const files = repositoryFiles().filter((file) => /^(?:commands|src)\/.*\.ts$/.test(file));
    const looked = files.map(unknownIn);
    expect(looked.reduce((sum, { said }) => sum + said, 0)).toBeGreaterThan(300);
    expect(looked.flatMap(({ unknown }) => unknown)).toEqual([]);
  });
});
