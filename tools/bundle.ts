import { existsSync, readdirSync } from 'node:fs';

import { commandLine, misused } from '#src/cli/command-line.ts';

import { bundle } from './bundle/bundle.ts';

const USAGE = `Makes of the program a few files that start faster and take less memory than its sources, for an image.

  npm run bundle -- FOLDER

The folder has to be a new or an empty one. It then holds all that production needs: start it there with "node downtick.js".`;

const { positionals } = commandLine(USAGE, {}, { positionals: true });
const [folder] = positionals;
if (folder === undefined) misused('No folder is named.', USAGE);
if (existsSync(folder) && readdirSync(folder).length > 0) misused(`${folder} is not empty.`, USAGE);
const { bytes, files } = await bundle(folder);
console.log(`${folder}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB of code.`);
