// What production starts. Plain JavaScript, so that a Node that is too old for TypeScript can still say so.
const NEEDED = 24;
const [major] = process.versions.node.split('.');

if (Number(major) < NEEDED) {
  process.stderr.write(
    'Downtick needs Node ' +
      NEEDED +
      ', and this is ' +
      process.version +
      '. Install Node ' +
      NEEDED +
      ', or use `npm start`: after `npm ci` it brings its own.\n',
  );
  process.exit(69);
} else {
  // oxlint-disable-next-line no-floating-promises -- Nothing waits for it; what it throws ends the process.
  import('./src/main.ts');
}
