import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, it } from 'vitest';

import { EXIT } from '#src/platform/exit.ts';
import { NOTHING_SET } from '#test/support/child-env.ts';

import { runNode } from './run-node.ts';

const loaded = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** A machine that takes three seconds to make a folder. */
const SLOW = loaded(`import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
  const { mkdtempSync } = fs;
  fs.mkdtempSync = (...args) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
    return mkdtempSync(...args);
  };
  syncBuiltinESMExports();`);

/** A machine on which nothing can be connected to. */
const WITHOUT_LOOPBACK = loaded(`import net from 'node:net';
  net.Socket.prototype.connect = function () {
    process.nextTick(() => this.destroy(Object.assign(new Error('no route'), { code: 'ENETUNREACH' })));
    return this;
  };`);

it(
  'the demo tells of the first halt on a slow machine too, and ends by SIGTERM',
  { timeout: 60_000 },
  async () => {
    const child = spawn(process.execPath, ['--import', SLOW, 'src/cli/demo.ts'], {
      env: { ...process.env, ...NOTHING_SET },
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes('messages')) return;
      if (/Binance.*withdrawals/.test(out.split('\n').slice(2).join(' '))) child.kill('SIGTERM');
    });
    expect(await once(child, 'close')).toEqual([process.platform === 'win32' ? null : EXIT.ok, null]);
    expect(out).toContain('12:00');
  },
);

it('the demo says that it needs a loopback network', { timeout: 60_000 }, async () => {
  const { code, err } = await runNode(['--import', WITHOUT_LOOPBACK, 'src/cli/demo.ts']);
  expect([code, err]).toEqual([
    EXIT.unavailable,
    expect.stringMatching(
      /^The simulated exchange cannot be reached on 127\.0\.0\.1 \(127\.0\.0\.1:\d+ could not be reached\): the demo needs a loopback network\.\n$/,
    ),
  ]);
});
