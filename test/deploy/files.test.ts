import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { environmentSchema, ROLES } from '#config/environment-schema.ts';
import { EXIT } from '#src/platform/exit.ts';

import { stagesOf, variablesOf } from './dockerfile.ts';

const has = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
const text = (path: string): string => readFileSync(path, 'utf8');
const stages = stagesOf(text('Dockerfile'));
const last = stages.at(-1) ?? [];

describe('the image', () => {
  it('copies all folders that the program is made of, and nothing else', () => {
    const copied = stages
      .flat()
      .filter(({ name, text: what }) => name === 'COPY' && !what.startsWith('--from'))
      .flatMap(({ text: what }) => what.split(' ').slice(0, -1));
    const imported = Object.keys((JSON.parse(text('package.json')) as { imports: object }).imports)
      .map((name) => name.replace(/^#|\/\*$/g, ''))
      .filter((name) => name !== 'test');
    expect(copied.toSorted()).toEqual(
      [...imported, 'package-lock.json', '.npmrc', 'LICENSE', 'downtick.js', 'exec.cmd'].toSorted(),
    );
    const allowed = text('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(allowed.map((line) => line.slice(1))).toEqual(expect.arrayContaining(copied));
  });

  it('runs as a user of its own, without development packages', () => {
    expect(last.find(({ name }) => name === 'USER')?.text).toBe('node');
    // All that is in it is what was bundled.
    expect(last.filter(({ name }) => name === 'COPY').map(({ text: what }) => what)).toEqual([
      '--from=build /built .',
    ]);
  });

  it('sets only variables that are read', () => {
    const names = last
      .filter(({ name }) => name === 'ENV')
      .flatMap((one) => Object.keys(variablesOf(one.text)));
    expect(names.filter((name) => !(name in environmentSchema.shape))).toEqual([
      'NODE_ENV',
      'MALLOC_ARENA_MAX',
      'MALLOC_TRIM_THRESHOLD_',
      'MALLOC_MMAP_THRESHOLD_',
    ]);
  });
});

describe('compose.yaml', () => {
  it('has one service with one volume, a root that is not written to, and an init', () => {
    const { services, volumes } = parse(text('compose.yaml')) as {
      services: Record<string, Record<string, unknown>>;
      volumes: object;
    };
    expect(Object.keys(services)).toEqual(['downtick']);
    expect(services['downtick']).toMatchObject({ read_only: true, init: true, volumes: ['data:/data'] });
    expect(Object.keys(volumes)).toEqual(['data']);
  });
});

describe('compose.cluster.yaml', () => {
  const { services } = parse(text('compose.cluster.yaml'), { merge: true }) as {
    services: Record<string, { readonly environment?: { ROLES?: string; STORE_URL?: string } } & object>;
  };

  it('has every role but the one for machines alone, twice, on one Redis that keeps what it is given', () => {
    const { redis, ...processes } = services;
    const given = Object.values(processes).map(({ environment }) => environment?.ROLES);
    expect(new Set(given)).toEqual(new Set(ROLES.filter((role) => role !== 'web')));
    for (const one of Object.values(processes)) {
      expect(one).toMatchObject({
        environment: { STORE_URL: 'redis://redis:6379' },
        deploy: { replicas: 2 },
        read_only: true,
        init: true,
      });
    }
    expect(redis).toMatchObject({
      command: expect.stringMatching(
        /--appendonly yes --appendfsync always --maxmemory-policy noeviction/,
      ) as string,
    });
  });
});

describe('the systemd unit', () => {
  const unit = text('deploy/systemd/downtick.service');

  it('does not start again what starting again cannot help', () => {
    expect(unit).toContain(`RestartPreventExitStatus=${EXIT.usage} ${EXIT.config}`);
  });

  it.skipIf(!has('systemd-analyze'))('is one that systemd reads', () => {
    const said = execFileSync('systemd-analyze', ['verify', 'deploy/systemd/downtick.service'], {
      encoding: 'utf8',
    });
    expect(said).toBe('');
  });
});

describe('the Kubernetes manifest', () => {
  const [manifest] = parseAllDocuments(text('deploy/kubernetes/downtick.yaml')).map(
    (one) => one.toJS() as unknown,
  );

  it('runs one replica, as nobody in particular, with a volume and its probes', () => {
    expect(manifest).toMatchObject({
      kind: 'StatefulSet',
      spec: {
        replicas: 1,
        template: {
          spec: {
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                securityContext: { readOnlyRootFilesystem: true },
                livenessProbe: { httpGet: { path: '/healthz' } },
                readinessProbe: { httpGet: { path: '/readyz' } },
                volumeMounts: expect.arrayContaining([{ name: 'data', mountPath: '/data' }]) as unknown,
              },
            ],
          },
        },
      },
    });
  });
});

describe('the Kubernetes manifest of many processes', () => {
  interface Manifest {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly data?: Readonly<Record<string, string>>;
    readonly spec?: {
      readonly replicas?: number;
      readonly template?: {
        readonly spec: {
          readonly containers: readonly { readonly env?: readonly { name: string; value: string }[] }[];
        };
      };
    };
  }
  const manifests = parseAllDocuments(text('deploy/kubernetes/cluster.yaml')).map(
    (one) => one.toJS() as Manifest,
  );
  const ofKind = (kind: string): Manifest[] => manifests.filter((one) => one.kind === kind);

  it('has every role but the one for machines alone, twice, as nobody in particular', () => {
    const deployments = ofKind('Deployment');
    const roles = deployments.map(
      ({ spec }) => spec?.template?.spec.containers[0]?.env?.find(({ name }) => name === 'ROLES')?.value,
    );
    expect(new Set(roles)).toEqual(new Set(ROLES.filter((role) => role !== 'web')));
    for (const one of deployments)
      expect(one).toMatchObject({
        spec: {
          replicas: 2,
          template: {
            spec: {
              securityContext: { runAsNonRoot: true },
              containers: [{ securityContext: { readOnlyRootFilesystem: true } }],
            },
          },
        },
      });
  });

  it('sets only variables that are read, and a Redis that keeps what it is given', () => {
    const [config] = ofKind('ConfigMap');
    const names = Object.keys(config?.data ?? {});
    expect(names.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    const [redis] = ofKind('StatefulSet');
    expect(redis).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                args: expect.arrayContaining([
                  '--appendonly',
                  '--appendfsync',
                  'always',
                  '--maxmemory-policy',
                  'noeviction',
                ]) as unknown,
              },
            ],
          },
        },
      },
    });
  });
});

describe('what watches over it', () => {
  it('has alert rules that promtool accepts', (context) => {
    if (!has('promtool')) {
      // `.ci/run` installs it where it can be had.
      if (process.env['CI'] === 'true' && process.platform === 'linux')
        throw new Error('promtool is missing, and in CI nothing is skipped.');
      context.skip('not checked: promtool is missing; `apt-get install prometheus` has it');
    }
    const said = execFileSync('promtool', ['check', 'rules', 'deploy/prometheus/alerts.yaml'], {
      encoding: 'utf8',
    });
    expect(said).toContain('SUCCESS');
  });

  it('has a dashboard without two panels in one place', () => {
    const { panels } = JSON.parse(text('deploy/grafana/downtick.json')) as {
      panels: { id: number; gridPos: { x: number; y: number } }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x},${y}`)).size).toBe(panels.length);
  });
});

it('every folder in deploy/ is described in docs/operations.md', () => {
  const page = text('docs/operations.md');
  expect(readdirSync('deploy').filter((folder) => !page.includes(`deploy/${folder}/`))).toEqual([]);
});
