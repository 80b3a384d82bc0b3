/** `lupa google …` as an owner types it, in processes of its own. Needs the build. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noContent, outside } from '../support/outside.ts';
import { bundled, runProduct } from '../support/product.ts';
import { relaySettings } from '../support/relayed.ts';
import { temporaryFolder } from '../support/temporary.ts';

const tool = fileURLToPath(new URL('../../tools/lupa.mjs', import.meta.url));
const folder = temporaryFolder();
const google = await outside();
const secret = 'canary-secret-of-the-owner';
const variables = {
  LUPA_DATA: join(folder, 'data'),
  LUPA_OPERATOR_NAME: 'Example Oy',
  LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
  LUPA_MEASUREMENT_URL: google.url,
};

const lupa = async (words: string[], input = '', also: Record<string, string> = {}) => {
  const child = spawn('node', [tool, ...words], {
    env: { ...process.env, ...variables, ...also },
    cwd: folder,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes;
    });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, said };
};
const answering = (body: string) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const settings = join(folder, 'site.json');
writeFileSync(settings, JSON.stringify(relaySettings()));
const added = await lupa(['site', 'add', 'shop', settings]);
const site = /^Site: (\S+)/.exec(added.said)?.[1] ?? '';

test('a secret is read from standard input, never from the words; without one a check says what to do', async () => {
  expect(await lupa(['google', 'check', site])).toEqual({
    code: 1,
    said: `There is no secret yet: "lupa google secret ${site}".\n`,
  });
  expect((await lupa(['google', 'secret', site], 'with space\n')).said).toMatch(
    /^An API secret of the Measurement/,
  );
  expect((await lupa(['google', 'secret', 'nowhere'], `${secret}\n`)).said).toMatch(/^There is no such site/);
  expect(await lupa(['google', 'secret', site], `${secret}\n`)).toEqual({
    code: 0,
    said: `Kept, encrypted. Try it: "lupa google check ${site}".\n`,
  });
});

test('a check sends one event to where Google only checks it, and prints what Google says, but not the secret', async () => {
  google.answer = () => answering('{ "validationMessages": [] }');
  const { code, said } = await lupa(['google', 'check', site]);
  expect(said).toContain('Nothing to complain of.');
  expect(code).toBe(0);
  expect(said).not.toContain(secret);
  expect(google.requests().at(-1)).toContain(
    `POST /debug/mp/collect?measurement_id=G-TEST1234&api_secret=${secret} HTTP/1.1`,
  );
  expect(google.bodies().at(-1)).toMatchObject({ events: [{ name: 'page_view' }] });
  google.answer = () =>
    answering('{ "validationMessages": [{ "fieldPath": "client_id", "description": "Required" }] }');
  const wrong = await lupa(['google', 'check', site]);
  expect(wrong.said).toContain('"description": "Required"');
  expect(wrong.code).toBe(1);
  google.answer = () => noContent;
});

test('beside a running collector the secret goes by its staff listener, and the check reads the database', async () => {
  const running = await runProduct(await bundled(), folder, variables);
  const ports = { LUPA_STAFF_PORT: String(running.staffPort) };
  expect((await lupa(['google', 'secret', site], 'another-secret-of-the-owner\n', ports)).code).toBe(0);
  await lupa(['google', 'check', site]);
  expect(google.requests().at(-1)).toContain('api_secret=another-secret-of-the-owner ');
  expect((await lupa(['google', 'forget', site], '', ports)).code).toBe(0);
  expect((await lupa(['google', 'check', site])).said).toMatch(/^There is no secret yet/);
  await running.stop();
  expect(running.said().stdout + running.said().stderr).not.toMatch(/secret-of-the-owner/);
});
