/** `npm start`: installs and builds what is stale, then runs the collector with the demo beside it. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const began = performance.now();
install();
const { buildStale } = await import('./build.mjs');
await buildStale();

const built = fileURLToPath(new URL('../dist/widget', import.meta.url));
const lupa = await import('../dist/collector/main.js');
const demo = await import('../dist/demo/server.js');

const run = async () => {
  // The demo's company is the operator unless the environment names another.
  const settings = lupa.readSettings({
    LUPA_OPERATOR_NAME: demo.demoCompany.name,
    LUPA_OPERATOR_CONTACT: demo.demoCompany.contact,
    ...process.env,
  });
  const origin = `http://localhost:${settings.demoPort}`;
  const googleHost = 'google.localhost';
  const collector = await lupa.open({
    ...settings,
    googleUrl: settings.googleUrl ?? `http://${googleHost}:${settings.demoPort}`,
  });
  let site;
  const close = async () => {
    await site?.close();
    await collector.close();
  };
  lupa.stopOnSignal(close);
  lupa.endOnFault(collector.log);
  try {
    const folder = `${settings.data}/demo`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keys = await demo.demoKeys(folder);
    // The same site twice: measured by Google's own tag, and by the relay.
    for (const [mode, publicId] of Object.entries(demo.demoSites)) {
      const base = mode === 'relay' ? `http://relay.localhost:${settings.demoPort}` : origin;
      await lupa.setUpSite(collector, {
        publicId,
        settings: demo.demoSettings({ origins: [base], statementBase: base, googleHost, mode }),
        secret: keys.siteSecret,
        signing: keys.signing,
        // The fake Google believes any.
        ...(mode === 'relay' && { googleSecret: 'demo-secret-of-nobody' }),
      });
    }
    await lupa.setUpDemoStaff(collector, keys.staffKey);
    const { publicUrl, staffUrl } = await collector.serve(built);
    site = await lupa.orSentence(
      demo.startDemo({
        host: settings.host,
        port: settings.demoPort,
        folder,
        collector: { public: publicUrl, staff: staffUrl },
        keys,
      }),
      settings.demoPort,
      'LUPA_DEMO_PORT',
    );
    collector.announce();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`
Lupa is serving after ${seconds} s. Open the demo:

  ${site.origin}          a company's site with the banner: press a button, register
  ${site.relay}    the same, measured by the relay: Google never sees the visitor's address
  ${site.origin}/behind   the other side: what Google got, what the collector keeps, look-ups

Collector, for visitors:  ${publicUrl}
Collector, for staff:     ${staffUrl}   (OpenAPI: ${staffUrl}/openapi.json)`);
    if (existsSync(collector.administratorKey)) {
      chmodSync(collector.administratorKey, 0o600);
      console.log(`Administrator's key:      ${collector.administratorKey}`);
    }
    if (!settings.mail) console.log(`\n${lupa.noMail}`);
    if (!settings.encryptionKey && !settings.server) console.log(`\n${lupa.plainText}`);
    console.log('Stop it with Ctrl+C.');
  } catch (error) {
    await close();
    throw error;
  }
};

await run().catch(lupa.fail);
