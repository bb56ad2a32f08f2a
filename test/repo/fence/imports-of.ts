import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  /** As it is written: `#src/domain/status.ts`, `zod`. */
  readonly specifier: string;
  readonly line: number;
}

/** Everything that a file imports: values, types, re-exports, `import('…')` in code and in types, and `require`. */
export function importsOf(path: string, text: string): Import[] {
  const { errors, program } = parseSync(path, text, { lang: 'ts' });
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (node: { readonly start: number } | null, specifier: string): void => {
    if (node !== null) found.push({ specifier, line: text.slice(0, node.start).split('\n').length });
  };
  new Visitor({
    ImportDeclaration: ({ source }) => add(source, source.value),
    ExportAllDeclaration: ({ source }) => add(source, source.value),
    ExportNamedDeclaration: ({ source }) => add(source, source?.value ?? ''),
    ImportExpression: ({ source }) => add(source, textOf(source)),
    TSImportType: ({ source }) => add(source, source.value),
    TSExternalModuleReference: ({ expression }) => add(expression, expression.value),
    CallExpression: (node) => {
      const [first] = node.arguments;
      if (node.callee.type === 'Identifier' && node.callee.name === 'require' && first !== undefined)
        add(first, textOf(first));
    },
  }).visit(program);
  return found;
}

/** A module whose name is put together at run time cannot be placed, and nothing may import it. */
function textOf(node: { readonly type: string; readonly value?: unknown }): string {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '(computed)';
}
