import type { Uptime, UptimeReport } from '#src/engine/view/uptime.ts';

const BAR = { width: 14, gap: 4, height: 64 };
const PAD = 12;
const COLORS = {
  up: '#2f9e64',
  down: '#d64545',
  disturbed: '#d9a441',
  maintained: '#3f7fbf',
  unseen: '#8a919c',
};

/**
 * A bar for each day, oldest first: full height is the whole day, from the bottom what was down, disturbed and under
 * maintenance. It holds no words, so that it needs no fonts; the message beside it says the same in text. What was
 * not watched is an outline, an outage is hatched: neither is told by colour alone.
 */
export function uptimeSvg({ days }: Pick<UptimeReport, 'days'>): string {
  const width = 2 * PAD + days.length * (BAR.width + BAR.gap) - BAR.gap;
  const height = 2 * PAD + BAR.height;
  const bars = days.map((day, i) => dayBar(day, PAD + i * (BAR.width + BAR.gap))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="${COLORS.down}"/><rect width="1.5" height="4" fill="#ffffff" fill-opacity="0.55"/></pattern></defs>
<rect width="${width}" height="${height}" rx="8" fill="#1e2127"/>${bars}</svg>`;
}

/** The picture as a PNG, twice as large as it is shown. */
export async function uptimePng(report: Pick<UptimeReport, 'days'>): Promise<Buffer> {
  // Loaded when it is first needed: most processes never draw.
  const { Resvg } = await import('@resvg/resvg-js');
  const picture = new Resvg(uptimeSvg(report), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: false },
  });
  return picture.render().asPng();
}

function dayBar(day: Uptime, x: number): string {
  const total = day.until - day.from;
  const y = PAD;
  if (day.watchedMs === 0 || total <= 0) return outline(x, y, BAR.height);
  const share = (ms: number): number => (ms / total) * BAR.height;
  const unseen = share(total - day.watchedMs);
  const parts: readonly (readonly [number, string])[] = [
    [atLeastVisible(share(day.downMs), day.downMs), 'url(#hatch)'],
    [atLeastVisible(share(day.disturbedMs), day.disturbedMs), COLORS.disturbed],
    [atLeastVisible(share(day.maintainedMs), day.maintainedMs), COLORS.maintained],
  ];
  const trouble = parts.reduce((sum, [height]) => sum + height, 0);
  const up = Math.max(0, BAR.height - unseen - trouble);
  let bottom = y + BAR.height;
  const pieces = [...parts, [up, COLORS.up] as const].map(([height, fill]) => {
    bottom -= height;
    return height <= 0 ? '' : rect(x, bottom, height, fill);
  });
  return pieces.join('') + (unseen >= 1 ? outline(x, y, unseen) : '');
}

/** A minute of outage is less than a pixel of a day, and still the news. */
function atLeastVisible(height: number, ms: number): number {
  return ms > 0 ? Math.max(height, 4) : 0;
}

function rect(x: number, y: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y.toFixed(2)}" width="${BAR.width}" height="${height.toFixed(2)}" fill="${fill}"/>`;
}

function outline(x: number, y: number, height: number): string {
  return `<rect x="${x + 0.5}" y="${(y + 0.5).toFixed(2)}" width="${BAR.width - 1}" height="${Math.max(1, height - 1).toFixed(2)}" fill="none" stroke="${COLORS.unseen}" stroke-dasharray="3 2"/>`;
}
