import manifest from '#package.json' with { type: 'json' };

/** Downtick's version, as `package.json` has it. */
export const version: string = manifest.version;
