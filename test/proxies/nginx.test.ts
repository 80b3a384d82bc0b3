import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { page } from '../journeys/owned.ts';
import { drive } from '../journeys/proxied.ts';
import { blocks, trial, version } from './recipe.ts';

const one = await trial();
afterAll(one.end);

test(`the recipe for nginx, tried with ${version('nginx', '-v')}`, async () => {
  const { folder, port, target } = one;
  const [inHttp = '', inServer = ''] = blocks('nginx').map((text) => text.replace('127.0.0.1:8787', target));
  expect(inServer).toContain(target);
  const root = join(folder, 'www');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), page('<script async src="/lupa/s/shop/loader.js"></script>'));
  const file = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  writeFileSync(
    file,
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr; user root;
events {}
http {
  access_log off; types { text/html html; } ${temporary}
  ${inHttp}
  server { listen 127.0.0.1:${port}; root ${root};
  ${inServer}
  }
}`,
  );
  await one.start('nginx', ['-c', file, '-p', folder]);
  await drive(one.browser, one.shop, one.collector, one.seen, '127.0.0.0');
});
