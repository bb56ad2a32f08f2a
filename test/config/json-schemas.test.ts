import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { jsonSchemas } from '#tools/json-schemas.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';

const schemas = jsonSchemas();

describe('JSON schemas for editors', () => {
  it.each(Object.keys(schemas))('config/schema/%s is what `npm run config:schema` writes', (name) => {
    expect(readFileSync(`config/schema/${name}`, 'utf8')).toBe(schemas[name]);
  });

  it('knows every type of source', () => {
    for (const type of Object.keys(SOURCE_TYPES))
      expect(schemas['exchange.schema.json']).toContain(`"const": "${type}"`);
  });
});
