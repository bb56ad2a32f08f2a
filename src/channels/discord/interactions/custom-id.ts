/** Discord's limit for a custom id. */
const CUSTOM_ID_MAX = 100;

/** The form of ids in this release. A button of another form is answered with a sentence, never with silence. */
const VERSION = 'v1';

/**
 * The custom id of a button or select: `v1:action:key`. The key is short and stands for what is stored, or names a
 * service; it must not hold what the button decides by, since anybody can send any id.
 */
export function customId(action: string, key = ''): string {
  const id = `${VERSION}:${action}:${key}`;
  if (id.length > CUSTOM_ID_MAX) throw new RangeError(`The custom id of "${action}" is too long.`);
  return id;
}

/** Whether a key is short enough for a button of that action. */
export function fitsCustomId(action: string, key: string): boolean {
  return `${VERSION}:${action}:${key}`.length <= CUSTOM_ID_MAX;
}

/** The parts of a key, which stand with `~` between them. */
export function parseKey(key: string): string[] {
  return key.split('~');
}

/** The action and key of a custom id; `undefined` where it is of another release. */
export function parseCustomId(id: string): { readonly action: string; readonly key: string } | undefined {
  const [, action, key] = /^v1:([a-z-]+):(.*)$/s.exec(id) ?? [];
  return action === undefined || key === undefined ? undefined : { action, key };
}
