import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { chromium } from 'playwright-core';

import { piecesOf } from './pieces.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ROOT = path.resolve(import.meta.dirname, '../..');
const AVATAR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="#1f2430"/><path d="M14 26h14v14h12V26h12v28h14" fill="none" stroke="#f2c14e" stroke-width="6"/></svg>`;

/** What is asked of an element of the page, whose types Node does not know. */
interface Bottomed {
  getBoundingClientRect(): { readonly bottom: number };
}

export interface Browser {
  /**
   * Draws a page in a window of that width, and resolves with its pictures from above: each ends between two messages, and
   * is no higher than can be looked at without scrolling.
   */
  shoot(html: string, widthPx: number): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

/** Where the system's Chromium is; `undefined` where there is none. `CHROMIUM_PATH` names another. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'] ?? '', ...CHROMIUM].find((file) => file !== '' && existsSync(file));
}

/** Opens the system's Chromium, which sees nothing but a server of ours on loopback. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  let html = '';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    void answer(pathname, html).then(({ type, body }) => {
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  return {
    async shoot(next, widthPx) {
      html = next;
      const page = await browser.newPage({
        viewport: { width: widthPx, height: 100 },
        deviceScaleFactor: 2,
      });
      await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'load' });
      await page.waitForFunction("customElements.get('discord-message') !== undefined");
      await page.evaluate('document.fonts.ready');
      const ends = await page.$$eval('discord-messages > *', (all) =>
        all.map((one) => (one as unknown as Bottomed).getBoundingClientRect().bottom),
      );
      const { height = 0 } = (await page.locator('discord-messages').boundingBox()) ?? {};
      const pictures: Buffer[] = [];
      for (const { y, height: high } of piecesOf(ends, Math.ceil(height))) {
        const clip = { x: 0, y, width: widthPx, height: high };
        pictures.push(await page.screenshot({ type: 'png', fullPage: true, clip }));
      }
      await page.close();
      return pictures;
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  pathname: string,
  html: string,
): Promise<{ type: string; body: string | Buffer | undefined }> {
  if (pathname === '/') return { type: 'text/html; charset=utf-8', body: html };
  if (pathname === '/avatar.svg') return { type: 'image/svg+xml', body: AVATAR };
  const file = path.resolve(ROOT, `.${pathname}`);
  if (!file.startsWith(path.join(ROOT, 'node_modules') + path.sep))
    return { type: 'text/plain', body: undefined };
  const body = await readFile(file).catch(() => undefined);
  return { type: 'text/javascript', body };
}
