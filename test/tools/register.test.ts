/** `lupa find`, `list`, `make`, `edit`, `import`, `export` as an owner types them, beside a running collector. Needs the build. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bundled, runProduct } from '../support/product.ts';
import { temporaryFolder } from '../support/temporary.ts';

const tool = fileURLToPath(new URL('../../tools/lupa.mjs', import.meta.url));
const folder = temporaryFolder();
const variables = {
  LUPA_DATA: join(folder, 'data'),
  LUPA_OPERATOR_NAME: 'Example Oy',
  LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
};
const running = await runProduct(await bundled(), folder, variables);
afterAll(() => running.stop());

const lupa = async (...words: string[]) => {
  const child = spawn('node', [tool, ...words], {
    env: { ...process.env, ...variables, LUPA_STAFF_PORT: String(running.staffPort) },
    cwd: folder,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes;
    });
  const [code] = await once(child, 'close');
  return { code, said };
};
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

test('a row is made, found, listed and edited; what is refused is said in a sentence', async () => {
  const made = await lupa(
    'make',
    'persons',
    file('aino.json', '{"name":"Aino Mäki","email":"aino@cli.fi","source":{"kind":"person"}}'),
  );
  expect(made.code).toBe(0);
  const { id } = JSON.parse(made.said) as { id: string };
  expect(JSON.parse((await lupa('find', 'name', 'maki', '--reason', 'käynti')).said)).toMatchObject({
    persons: [{ id }],
  });
  expect((await lupa('list', 'persons')).said).toMatch(/Lupa-Reason/);
  expect(
    JSON.parse((await lupa('list', 'persons', '--reason', 'syksyn käynti', '--limit', '5')).said),
  ).toMatchObject({ items: [{ id }] });
  const edit = [
    'edit',
    'persons',
    id,
    file('edit.json', '{"position":"Johtaja","source":{"kind":"person"}}'),
  ];
  expect((await lupa(...edit, '--version', '9')).said).toMatch(/has changed since/);
  expect(JSON.parse((await lupa(...edit, '--version', '1')).said)).toMatchObject({
    position: 'Johtaja',
    version: 2,
  });
  const access = JSON.parse((await lupa('get', 'persons', `${id}/access`, '--reason', 'x')).said) as {
    readings: { reason: string }[];
  };
  expect(access.readings.map(({ reason }) => reason)).toContain('syksyn käynti');
});

test('a file is checked, read in when told to, and comes out again', async () => {
  file('people.csv', 'Nimi;Sähköposti\nEino;eino@cli.fi\nEi kukaan;not-an-address\n');
  const checked = await lupa('import', 'persons', 'people.csv', '--source', 'customer_company');
  expect(checked.said).toMatch(
    /2 rows: 1 new, 0 known, 1 with problems\.\n {2}line 3 \/email: Not an e-mail address\./,
  );
  const done = await lupa('import', 'persons', 'people.csv', '--source', 'customer_company', '--run', 'yes');
  expect(done.said).toContain('Read in: 1 made, 0 known, 1 left out.');
  expect((await lupa('export', 'persons', 'out.csv', '--reason', 'a test')).code).toBe(0);
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('eino@cli.fi');
  const audience = ['export', 'audience', 'audience.csv', '--channel', 'email', '--purpose', 'newsletter'];
  expect((await lupa(...audience, '--reason', 'autumn letter')).code).toBe(0);
  expect(readFileSync(join(folder, 'audience.csv'), 'utf8')).toMatch(/^\uFEFF?person,name,/);
  const mistyped = await lupa(...audience, '--productgroup', 'tools', '--reason', 'x');
  expect([mistyped.code, mistyped.said]).toEqual([1, expect.stringContaining('knows the parameters')]);
  const wrong = await lupa('import', 'persons', 'people.csv', '--source', 'public');
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('/source/permission')]);
});
