import type { Config } from '#config/load.ts';
import type { Problem } from '#config/problem.ts';

/** Every problem under its file, in the order of its lines, with what to do about it. */
export function renderProblems(problems: readonly Problem[]): string {
  const files = Map.groupBy(problems, ({ file }) => file);
  const parts = Array.from(files, ([file, found]) => {
    const sorted = found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return [file, ...sorted.map(renderProblem)].join('\n');
  });
  const count = problems.length === 1 ? 'One thing has' : `${problems.length} things have`;
  return `${parts.join('\n\n')}\n\n${count} to be put right.`;
}

function renderProblem({ example, expected, key, line, message, suggestion }: Problem): string {
  const subject = key === '' ? 'This file' : `\`${key}\``;
  const lines = [`${line === undefined ? '' : `line ${line}: `}${subject} ${message}.`];
  if (suggestion !== undefined) lines.push(`  Did you mean \`${suggestion}\`?`);
  if (expected !== undefined) lines.push(`  Expected: ${expected.replace(/\.$/, '')}.`);
  if (example !== undefined) lines.push(`  Example: ${example}`);
  return lines.map((text) => `  ${text}`).join('\n');
}

/** What a valid configuration holds, in a few lines. */
export function renderConfigSummary({ configDir, exchanges, networks, storeUrl }: Config): string {
  const sources = exchanges.flatMap((exchange) => exchange.sources);
  const retired = exchanges.filter((exchange) => exchange.retired !== undefined).length;
  const undocumented = sources.filter((source) => source.undocumented).length;
  return [
    `${configDir} is valid.`,
    `  ${exchanges.length} exchanges${retired === 0 ? '' : `, ${retired} of them retired`}`,
    `  ${sources.length} sources, ${undocumented} of them undocumented`,
    `  ${networks.names.length} networks and rails`,
    // Only the kind of store: its address may hold a password.
    `  The state is kept in ${storeUrl.split(':', 1).join('')}.`,
  ].join('\n');
}
