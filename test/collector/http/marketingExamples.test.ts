/** The examples of docs/register-permissions.md, run as they stand, over the wire. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, expect, test } from 'vitest';
import { publicApp } from '../../../collector/http/public.ts';
import { staffApp } from '../../../collector/http/staff.ts';
import { sendCampaigns } from '../../../collector/messages/campaigns/sending.ts';
import { addStaff } from '../../../collector/register/staff.ts';
import { newKey, testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const collector = await testCollector();
const { store, world, needs, controller } = collector;
const { queued } = marketingOf(collector);

const listen = async (app: { fetch: Parameters<typeof serve>[0]['fetch'] }): Promise<string> => {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const text = readFileSync('docs/register-permissions.md', 'utf8');
const examples = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');

test('every example does what the page says it does', async () => {
  const key = newKey();
  const marketing = { controller: controller.id, name: 'm', role: 'marketing' as const, key };
  await addStaff(store, world, { ...marketing, committed: world.clock() });
  const [staff, visitors] = [await listen(staffApp(needs)), await listen(publicApp(needs))];
  // A page of its own for each command's answer, and a failure where the answer is a problem.
  const script = examples
    .join('\n')
    .replaceAll('curl -s', 'curl --fail-with-body -w "\\n" -s')
    .replaceAll('/s/demo/', '/s/test/');
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: temporaryFolder(),
    env: {
      ...process.env,
      LUPA: staff,
      SITE: visitors,
      KEY: key,
      SECRET: collector.siteSecret,
    },
  });
  let said = '';
  child.stdout.on('data', (piece) => (said += piece));
  child.stderr.on('data', (piece) => (said += piece));
  // Not `exit`: what it has said last may still be on its way then.
  const [code] = (await once(child, 'close')) as [number];
  expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  expect(said).toContain('"name":"Liisa Mäki"');
  expect(said).toContain(
    '{"entry":"Liisa@Example.com","may":true},{"entry":"stranger@example.com","may":false}',
  );
  expect(said).toContain('"recipients":1');
  expect(said).toContain('{"taken":2,"known":0}');
  expect((await queued()).map(({ template }) => template).sort()).toEqual([
    'campaign_test',
    'double_opt_in',
    'double_opt_in',
  ]);
  await sendCampaigns(store, world, needs.publicUrl, () => false);
  expect(await queued()).toHaveLength(3);
});

test('there are examples to run', () => {
  expect(examples.length).toBeGreaterThan(9);
});
