import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { environmentSchema } from '#config/environment-schema.ts';
import { readEnvironment, secretsOf } from '#config/environment.ts';

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

describe('the variables of a proxy', () => {
  it('are read in lower case too, as other programs read them', () => {
    const proxies = { https_proxy: 'http://10.0.0.1:3128', no_proxy: '.internal' };
    expect(readEnvironment(proxies)).toMatchObject({
      proxy: { httpsProxy: 'http://10.0.0.1:3128', noProxy: '.internal' },
    });
    expect(readEnvironment({ ...proxies, HTTP_PROXY: 'http://10.0.0.2:3128' })).toMatchObject({
      proxy: { httpsProxy: 'http://10.0.0.1:3128', httpProxy: 'http://10.0.0.2:3128' },
    });
  });

  it('that are no addresses are named, without what stands there', () => {
    const problems = readEnvironment({ HTTPS_PROXY: 'hunter2@proxy:3128' });
    expect(problems).toMatchObject([{ key: 'HTTPS_PROXY', message: 'is no address of a proxy' }]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('looks at the host of an address alone for letters of another alphabet', () => {
    expect(readEnvironment({ HTTPS_PROXY: 'http://me:pässword@10.0.0.1:3128' })).not.toBeInstanceOf(Array);
    expect(readEnvironment({ HTTPS_PROXY: 'http://me:password@\u0430.example:3128' })).toMatchObject([
      { key: 'HTTPS_PROXY', message: 'has a letter in its host that is not a to z' },
    ]);
  });

  it('have passwords that are shown nowhere, as the other secrets are', () => {
    const environment = readEnvironment({
      HTTPS_PROXY: 'http://me:p%40ssword@10.0.0.1:3128',
      STORE_URL: 'redis://:100%sure@10.0.0.2:6379',
      READER_LLM_URL: 'http://localhost:11434/v1',
      READER_LLM_MODEL: 'small',
      READER_LLM_KEY: 'key-of-the-model',
      HEARTBEAT_URL: 'https://heartbeat.example/1f0c',
    });
    expect('proxy' in environment && secretsOf(environment)).toEqual(
      expect.arrayContaining([
        'p%40ssword',
        'p@ssword',
        '100%sure',
        'key-of-the-model',
        'https://heartbeat.example/1f0c',
      ]),
    );
  });
});
