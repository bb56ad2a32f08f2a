import type { Reply } from '#src/channels/discord/interactions/handler.ts';

/** The texts of a panel, and what can be chosen and pressed, a line each. */
export function panelText({ components = [] }: Pick<Reply, 'components'>): string {
  const texts: string[] = [];
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === 'object' && part !== null)
      for (const [key, value] of Object.entries(part)) {
        if (typeof value === 'string' && ['content', 'label', 'custom_id'].includes(key)) texts.push(value);
        else walk(value);
      }
  };
  walk(components);
  return texts.join('\n');
}
