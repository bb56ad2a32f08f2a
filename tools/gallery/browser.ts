import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { chromium } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ROOT = path.resolve(import.meta.dirname, '../..');
const AVATAR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="#1f2430"/><path d="M14 26h14v14h12V26h12v28h14" fill="none" stroke="#f2c14e" stroke-width="6"/></svg>`;

export interface Browser {
  /** Draws a page in a window of that width, as high as the page is, and resolves with the PNG. */
  shoot(html: string, widthPx: number): Promise<Buffer>;
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
      const messages = page.locator('discord-messages');
      const png = await messages.screenshot({ type: 'png' });
      await page.close();
      return png;
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
