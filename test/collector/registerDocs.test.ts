/** The examples of docs/register-customers.md work as they stand, one after the other, against the product. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { open } from '../../collector/app.ts';
import { readSettings } from '../../collector/env.ts';
import { setUpSite } from '../../collector/siteSetUp.ts';
import { bundled, runProduct } from '../support/product.ts';
import { testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Commands of all shell blocks, in order; one may go on over lines. */
const commands = (markdown: string): string[] =>
  [...markdown.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/\n(?=curl )/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );

/** Which variable holds the id that a call has answered. */
const variables: Record<string, string> = {
  organisations: 'ORGANISATION',
  persons: 'PERSON',
  relationships: 'RELATIONSHIP',
  licences: 'LICENCE',
  'misuse-flags': 'FLAG',
};

test('every example of the section about customers succeeds', async () => {
  const folder = temporaryFolder();
  const secret = randomBytes(32).toString('base64url');
  const data = join(folder, 'data');
  const settings = {
    LUPA_DATA: data,
    LUPA_OPERATOR_NAME: 'Example Oy',
    LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
  };
  const first = await open(readSettings(settings));
  await setUpSite(first, { publicId: 'test', settings: testSettings(), secret });
  await first.close();
  const product = await runProduct(await bundled(), folder, settings);
  const known: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    STAFF: `http://127.0.0.1:${product.staffPort}`,
    SITE: `http://127.0.0.1:${product.publicPort}/s/test`,
    KEY: readFileSync(join(data, 'administrator.key'), 'utf8').trim(),
    SECRET: secret,
  };
  const run = (command: string): string =>
    execFileSync('sh', ['-euc', command.replace('curl -s', 'curl -sS --fail-with-body')], {
      env: known,
      encoding: 'utf8',
    });
  const all = commands(readFileSync('docs/register-customers.md', 'utf8'));
  expect(all.length).toBeGreaterThan(18);
  for (const command of all) {
    // A flag must be there to be looked at: somebody uses a key that does not hold yet.
    if (command.includes('/misuse-flags?') && known['FLAG'] === undefined)
      run(`curl -s $SITE/activations -H "Authorization: Bearer $SECRET" -H 'Content-Type: application/json' \
        -d '{ "v": 1, "licenceKey": "ELMAS-7QF2-99XD", "device": "PC", "at": "2025-01-01" }'`);
    const answer = JSON.parse(run(command) || '{}');
    const [, resource = ''] = /\$STAFF\/v1\/([a-z-]+)/.exec(command) ?? [];
    const name = variables[resource];
    const id = answer.id ?? answer.items?.[0]?.id;
    if (name && id) known[name] = id;
    if (answer.account) known['ACCOUNT'] = answer.account;
    if (command.includes('/service-logs?'))
      expect(JSON.stringify(answer)).toContain('Login with password=(secret) from (address)');
  }
  expect(Object.keys(known)).toEqual(expect.arrayContaining(['ACCOUNT', 'FLAG', 'LICENCE', 'RELATIONSHIP']));
  expect(await product.stop()).toBe(0);
});
