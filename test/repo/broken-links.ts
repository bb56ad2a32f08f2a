import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { anchorOf } from '#tools/docs/markdown.ts';

/** Links of a Markdown page in a folder to files and headings that do not exist. Addresses are not asked. */
export function brokenLinks(folder: string, text: string): string[] {
  const anchors = new Set(Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = '']) => anchorOf(heading)));
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target).filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    return file === '' ? !anchors.has(anchor ?? '') : !existsSync(join(folder, file));
  });
}
