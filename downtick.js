// What production starts. Plain JavaScript, so that a Node that is too old for TypeScript can still say so.
const NEEDED = [24, 5];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    'Downtick needs Node ' +
      NEEDED.join('.') +
      ' or newer, and this is ' +
      process.version +
      '. Install the newest Node 24, or use `npm start`: after `npm ci` it brings its own.\n',
  );
  process.exit(69);
} else {
  // oxlint-disable-next-line no-floating-promises -- Nothing waits for it; what it throws ends the process.
  import('./src/main.ts');
}
