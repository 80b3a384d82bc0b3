/** The examples of docs/rights.md and docs/recipients.md, run as they stand, over the wire. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, expect, test } from 'vitest';
import { findAffected } from '../../../collector/duties/incidents/affected.ts';
import { publicApp } from '../../../collector/http/public.ts';
import { staffApp } from '../../../collector/http/staff.ts';
import { addStaff } from '../../../collector/register/staff.ts';
import { newKey, testCollector } from '../../support/collector.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const { store, world, needs, controller, faults } = await testCollector();

const listen = async (app: { fetch: Parameters<typeof serve>[0]['fetch'] }): Promise<string> => {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('every example succeeds', async () => {
  const key = newKey();
  const officer = { controller: controller.id, name: 'o', role: 'data_protection_officer' as const, key };
  await addStaff(store, world, { ...officer, committed: world.clock() });
  const desk = staffApp(needs);
  // The job that finds whom an incident concerns has always run by the time of the next call.
  const afterTheJob = {
    fetch: async (...given: Parameters<typeof desk.fetch>) => {
      await findAffected(store, world);
      return desk.fetch(...given);
    },
  };
  const [LUPA, SITE] = [await listen(afterTheJob), await listen(publicApp(needs))];
  const docs = ['docs/rights.md', 'docs/recipients.md'].map((file) => readFileSync(file, 'utf8')).join('\n');
  const examples = [...docs.matchAll(/```sh\n([\s\S]*?)```/g)];
  const script = examples
    .map(([, code = '']) => code)
    .join('\n')
    .replaceAll('curl -s', 'curl --fail-with-body -s')
    // The clock of the test stands.
    .replaceAll('$(date -u +%Y-%m-%dT%H:%M:%SZ)', new Date(world.clock()).toISOString())
    // Whoever reads has jq; a machine with nothing but Node has this.
    .replaceAll(
      'jq -r .id',
      `${process.execPath} -pe 'JSON.parse(require("node:fs").readFileSync(0,"utf8")).id'`,
    );
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: temporaryFolder(),
    env: { ...process.env, LUPA, SITE, KEY: key },
  });
  let said = '';
  child.stdout.on('data', (piece) => (said += piece));
  child.stderr.on('data', (piece) => (said += piece));
  // Not `exit`: what it has said last may still be on its way then.
  const [code] = (await once(child, 'close')) as [number];
  expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  expect(said).toContain('"state":"refused"');
  expect(said).toContain('"article":"30(2)"');
  expect(faults).toEqual([]);
});
