/** Everything that the measured pages load, in a process of its own: the site, the peers' files, a real collector. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as lupa from '../../dist/collector/main.js';
import * as demo from '../../dist/demo/server.js';
import { banners, nobody, otherBuild } from './contenders.mjs';
import { serve } from './serve.mjs';
import { gatedScripts, googleTag, pageWith, smallPage } from './small.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lupa-bench-'));
const collectors = [];

/** A collector with the demo's settings for the site at `origin`, serving the widget in `built`; answers its address. */
const startCollector = async (origin, googleUrl, built) => {
  const data = join(folder, `data${collectors.length}`);
  mkdirSync(data);
  const collector = await lupa.open(
    lupa.readSettings({
      LUPA_DATA: data,
      LUPA_PORT: '0',
      LUPA_STAFF_PORT: '0',
      LUPA_GOOGLE_URL: googleUrl,
      LUPA_OPERATOR_NAME: demo.demoCompany.name,
      LUPA_OPERATOR_CONTACT: demo.demoCompany.contact,
    }),
  );
  collectors.push(collector);
  const { hostname: googleHost } = new URL(googleUrl);
  const settings = demo.demoSettings({ origins: [origin], statementBase: origin, googleHost });
  await lupa.setUpSite(collector, { publicId: 'demo', settings });
  return (await collector.serve(built)).publicUrl;
};

// Filled below: the files name the ports.
const site = new Map();
const elsewhere = new Map();
const origin = `http://localhost:${await serve(site)}`;
const port = await serve(elsewhere);
const google = `http://google.localhost:${port}`;
const ownBuild = fileURLToPath(new URL('../../dist/widget', import.meta.url));
const collector = await startCollector(origin, google, ownBuild);
const addresses = {
  collector,
  other: otherBuild && (await startCollector(origin, google, otherBuild)),
  peers: `http://127.0.0.1:${port}`,
  tag: `${google}/gtag/js?id=G-DEMO2026`,
  notice: await (await fetch(`${collector}/s/demo/notice/en`)).json(),
};

const small = await smallPage(demo.startDemo, folder);
for (const [path, text] of [...small.files, ...gatedScripts()]) site.set(path, text);
elsewhere.set('/gtag/js', googleTag);
for (const { name, parts } of [nobody, ...banners]) {
  const made = parts(addresses);
  for (const [path, text] of Object.entries(made.site ?? {})) site.set(path, text);
  for (const [path, text] of Object.entries(made.elsewhere ?? {})) elsewhere.set(path, text);
  site.set(`/${name}`, pageWith(small.page, made));
  site.set(`/${name}/gated`, pageWith(small.page, made, true));
}
process.send?.({ origin });

process.once('disconnect', async () => {
  for (const one of collectors) await one.close();
  rmSync(folder, { recursive: true });
  process.exit();
});
