import { RIGHT } from './folder.ts';
import type { Change } from './folder.ts';

/** A mistake that people make, by itself. */
export interface Mistake {
  readonly what: string;
  readonly changes?: readonly Change[];
  readonly env?: Readonly<Record<string, string>>;
  /** An editor, which sees one file and no rules between its keys, cannot know it. */
  readonly isOnlyKnownAtStart?: true;
}

export const LUNEX = 'exchanges/lunex.yaml';
export const DOWNTICK = 'downtick.yaml';
export const NETWORKS = 'networks.yaml';

export const right = (file: string): string => RIGHT[file] ?? '';
export const ofPing = (line: string): readonly Change[] => [
  [LUNEX, '    probes: api', `    ${line}\n    probes: api`],
];
