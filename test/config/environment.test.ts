import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { environmentSchema } from '#config/environment.ts';

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const names = lines.flatMap((line) => /^(?<name>[A-Z_]+)=/.exec(line)?.groups?.['name'] ?? []);

  it('names every variable that is read, in order, and no other', () => {
    expect(names).toEqual(Object.keys(environmentSchema.shape));
  });

  it('explains each as the schema does', () => {
    for (const [name, { description }] of Object.entries(environmentSchema.shape)) {
      const at = lines.findIndex((line) => line.startsWith(`${name}=`));
      expect(lines[at - 1]).toBe(`# ${description ?? ''}`);
    }
  });
});
