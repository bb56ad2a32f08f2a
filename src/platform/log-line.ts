import { styleText } from 'node:util';

const LEVELS: Readonly<Record<number, readonly [name: string, style: Parameters<typeof styleText>[0]]>> = {
  10: ['trace', 'dim'],
  20: ['debug', 'dim'],
  30: ['info', 'cyan'],
  40: ['warn', 'yellow'],
  50: ['error', 'red'],
  60: ['fatal', ['bold', 'red']],
};
const FRAME = new Set(['level', 'time', 'msg', 'err', 'pid', 'hostname', 'name', 'v']);

interface LineOptions {
  readonly color: boolean;
  /** Stacks of errors too, for who looks for a fault. */
  readonly stacks: boolean;
}

/** An entry of the log as a line for people: the time, how grave it is, what happened, and what belongs to it. */
export function logLine(json: string, { color, stacks }: LineOptions): string {
  const entry = parsed(json);
  if (entry === undefined) return json;
  const [name, style] = LEVELS[Number(entry['level'])] ?? ['log', 'dim'];
  const paint = (how: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(how, text, { validateStream: false }) : text;
  const error = entry['err'] as { message?: unknown; stack?: unknown } | undefined;
  const about = Object.entries(entry)
    .filter(([key]) => !FRAME.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const said = [entry['msg'], error?.message].filter((text) => typeof text === 'string' && text !== '');
  const line = [
    paint('dim', timeOf(entry['time'])),
    paint(style, name.padEnd(5)),
    oneLine(said.join(': ')),
    ...(about.length === 0 ? [] : [paint('dim', oneLine(about.join(' ')))]),
  ].join(' ');
  return stacks && typeof error?.stack === 'string' ? `${line}\n${error.stack}\n` : `${line}\n`;
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** In the zone of the machine: who looks at a terminal looks at a clock there too. */
function timeOf(time: unknown): string {
  const at = new Date(String(time));
  return Number.isNaN(at.getTime()) ? '--:--:--' : at.toLocaleTimeString('en-GB', { hour12: false });
}

/** Nothing that was logged may begin a line of its own, or move the cursor. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
