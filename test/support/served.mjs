/** A collector in a process of its own, for tests that end it: bundled by `buildThread`, one site, free ports. */
import { open, readSettings, setUpSite, stopOnSignal } from '../../dist/test-thread/main.js';

const began = process.cpuUsage();
const collector = await open(readSettings(process.env));
stopOnSignal(collector.close);
await setUpSite(collector, {
  publicId: 'test',
  settings: JSON.parse(process.env.TEST_SITE),
  ...(process.env.TEST_SECRET && { googleSecret: process.env.TEST_SECRET }),
});
const { publicUrl, staffUrl } = await collector.serve('dist/widget');
collector.announce();
const { user, system } = process.cpuUsage(began);
console.log(JSON.stringify({ url: publicUrl, staffUrl, startedIn: (user + system) / 1000 }));
