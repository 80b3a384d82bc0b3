import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { page } from '../journeys/owned.ts';
import { drive } from '../journeys/proxied.ts';
import { blocks, trial, version } from './recipe.ts';

const one = await trial('https');
afterAll(one.end);

test(`the recipe for Caddy, tried with ${version('caddy', 'version')} and https`, async () => {
  const { folder, shop, target } = one;
  const [recipe = ''] = blocks('caddyfile').map((text) => text.replaceAll('127.0.0.1:8787', target));
  expect(recipe).toContain(target);
  const root = join(folder, 'www');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), page('<script async src="/lupa/s/shop/loader.js"></script>'));
  const file = join(folder, 'Caddyfile');
  writeFileSync(
    file,
    `{
	admin off
	local_certs
	skip_install_trust
	auto_https disable_redirects
}
${shop} {
	bind 127.0.0.1
	${recipe}
	handle {
		root * ${root}
		file_server
	}
}
`,
  );
  await one.start('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder },
  });
  await drive(one.browser, shop, one.collector, one.seen, '127.0.0.0');
});
