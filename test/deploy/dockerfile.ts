/** One instruction of a Dockerfile, its lines joined. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of each stage, in order. */
export function stagesOf(dockerfile: string): Instruction[][] {
  const joined = dockerfile.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');
  const stages: Instruction[][] = [];
  for (const line of joined.split('\n')) {
    const [, name = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push([]);
    if (name !== '') stages.at(-1)?.push({ name, text });
  }
  return stages;
}

/** `A=1 B="two words"` as variables. */
export function variablesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/(\S+?)=(?:"([^"]*)"|(\S+))/g), ([, name = '', quoted, plain = '']) => [
      name,
      quoted ?? plain,
    ]),
  );
}
