import type { ReplyFile } from '#src/channels/discord/interactions/handler.ts';
import { kindOf } from '#src/alert/compose-uptime.ts';
import type { DayKind } from '#src/alert/compose-uptime.ts';
import type { Uptime } from '#src/engine/view/uptime.ts';

const WIDTH = 880;
const HEIGHT = 160;
const MARGIN = 24;
const BAR = HEIGHT - 2 * MARGIN;
const WEEK = 7;
/** Drawn at twice its size, for screens that show it so. */
const SCALE = 2;

const FILL: Record<DayKind, string> = {
  up: '#3ba55d',
  disturbed: '#f0b132',
  maintained: '#5b8def',
  down: '#ed4245',
  unwatched: '#6d6f78',
};

/** Days as bars, the newest at the right: a day's height is the share of it that worked, and its kind has a shape. */
function uptimeSvg(days: readonly Uptime[]): string {
  const step = (WIDTH - 2 * MARGIN) / Math.max(days.length, 1);
  const bars = days.map((day, i) => barOf(day, MARGIN + i * step, step));
  const weeks = days.flatMap((_, i) =>
    i > 0 && (days.length - i) % WEEK === 0
      ? [
          `<path d="M${(MARGIN + i * step).toFixed(1)} ${HEIGHT - MARGIN + 4}v8" stroke="#b5bac1" stroke-width="1.5"/>`,
        ]
      : [],
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<rect width="${WIDTH}" height="${HEIGHT}" rx="10" fill="#1e1f22"/>
<path d="M${MARGIN} ${HEIGHT - MARGIN + 2}H${WIDTH - MARGIN}" stroke="#4e5058" stroke-width="1.5"/>
${bars.join('\n')}
${weeks.join('')}
</svg>`;
}

function barOf(day: Uptime, x: number, step: number): string {
  const kind = kindOf(day);
  const width = Math.max(2, step * 0.72);
  const left = x + (step - width) / 2;
  const base = HEIGHT - MARGIN;
  const rect = (height: number, fill: string, more = ''): string =>
    `<rect x="${left.toFixed(1)}" y="${(base - height).toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="2" fill="${fill}"${more}/>`;
  switch (kind) {
    case 'up':
      return rect(BAR, FILL.up);
    case 'disturbed':
      return rect(BAR * 0.8, FILL.disturbed);
    case 'maintained':
      return rect(BAR * 0.8, 'none', ` stroke="${FILL.maintained}" stroke-width="2"`);
    case 'unwatched':
      return `<circle cx="${(left + width / 2).toFixed(1)}" cy="${base - 6}" r="${Math.min(3, width / 2).toFixed(1)}" fill="${FILL.unwatched}"/>`;
    case 'down': {
      const worked = 1 - day.downMs / Math.max(day.watchedMs, 1);
      const centre = left + width / 2;
      const size = Math.min(5, width / 2);
      const cross = `<path d="M${(centre - size).toFixed(1)} ${MARGIN}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}" stroke="${FILL.down}" stroke-width="2.5"/>`;
      return `${cross}${rect(Math.max(4, (BAR - 18) * worked), FILL.down)}`;
    }
  }
}

/** The bars as a PNG, with the words that say the same. */
export async function uptimePicture(days: readonly Uptime[], description: string): Promise<ReplyFile> {
  // Its native part takes memory, and most processes never draw.
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(uptimeSvg(days), {
    fitTo: { mode: 'width', value: WIDTH * SCALE },
    font: { loadSystemFonts: false },
  });
  return { name: 'uptime.png', data: image.asPng(), description };
}
