#!/usr/bin/env node
/** `npx lupa …`: the command line, built on the first call. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const built = fileURLToPath(new URL('../dist/widget', import.meta.url));
if (!existsSync(fileURLToPath(new URL('../dist/collector/cli.js', import.meta.url)))) {
  install();
  const { build } = await import('./build.mjs');
  await build();
}
const { run } = await import('../dist/collector/cli.js');
await run(process.argv.slice(2), built);
