/** The command line as an owner uses it, in processes of its own. Needs the build. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair } from 'jose';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { missing } from '../../tools/lock.mjs';
import { speaking, testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder();
const run = promisify(execFile);

const tool = fileURLToPath(new URL('../../tools/lupa.mjs', import.meta.url));

const lupaAt = async (
  variables: Record<string, string>,
  ...words: string[]
): Promise<{ code: number; said: string }> => {
  const env = {
    ...process.env,
    ...variables,
    LUPA_DATA: join(folder, 'data'),
    LUPA_OPERATOR_NAME: 'Example Oy',
    LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
  };
  try {
    const { stdout } = await run('node', [tool, ...words], { env, cwd: folder });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
};
const lupa = (...words: string[]) => lupaAt({}, ...words);
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

test('a site is added, changed and listed, and takes a key for its tie tokens', async () => {
  const settings = file('site.json', testSettings());
  const added = await lupa('site', 'add', 'shop', settings);
  const [, site = '', secret] = /^Site: (shop-[0-9a-f]{10})\n.*: ([\w-]{43})\n$/.exec(added.said) ?? [];
  expect(secret, added.said).toBeDefined();
  const changed = file('changed.json', testSettings({ name: 'Another name' }));
  expect(await lupa('site', 'change', site, changed)).toEqual({ code: 0, said: `Changed: ${site}\n` });
  expect((await lupa('site', 'list')).said).toMatch(new RegExp(`^${site} {2}version 2 {2}`));
  const jwk = async () =>
    file('key.json', await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).publicKey));
  expect((await lupa('site', 'key', site, 'key-1', await jwk())).code).toBe(0);
  const second = await lupa('site', 'key', site, 'key-1', await jwk());
  expect(second).toEqual({ code: 1, said: 'Another key has this id already: give the new one its own.\n' });
});

test('mistakes are said in a sentence, without a stack', async () => {
  const settings = file('site.json', testSettings());
  const mistakes: [string[], RegExp][] = [
    [['site', 'add', 'Shop!', settings], /^A name is/],
    [['site', 'add', 'shop', file('bad.json', '{')], /bad\.json is not JSON/],
    [['site', 'add', 'shop', join(folder, 'nowhere.json')], /ENOENT/],
    [['site', 'add', 'shop', folder], /EISDIR/],
    [
      ['site', 'add', 'shop', file('odd.json', { ...testSettings(), origins: [] })],
      /^origins: At least one origin/,
    ],
    [
      ['site', 'add', 'shop', file('de.json', speaking(['fi', 'de']))],
      /^The words .* "de" are a draft .*approvedDrafts/,
    ],
    [
      ['site', 'add', 'shop', file('xx.json', speaking(['fi', 'xx']))],
      /^There are no words .* "xx" yet: take it out/,
    ],
    [
      [
        'site',
        'add',
        'shop',
        file('yes.json', testSettings({ texts: { fi: { acceptAll: 'Jee' } as object } })),
      ],
      /^texts\.fi\.acceptAll: A site may choose/,
    ],
    [['words', 'xx'], /^There are no words/],
    [['site', 'change', 'nosuch', settings], /^There is no such site/],
    [['site', 'key', 'nosuch', 'k', file('k.json', 'null')], /^There is no such site/],
  ];
  for (const [words, sentence] of mistakes) {
    const { code, said } = await lupa(...words);
    expect(code, words.join(' ')).toBe(1);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n\s+at /);
  }
});

test('a draft is printed to be read, and a site speaks it once it is approved', async () => {
  const { said } = await lupa('words', 'de');
  expect(said).toMatch(/^de: a draft, off until approved\n/);
  for (const line of [
    'acceptAll         Alle akzeptieren',
    '(no recipients)   Kein anderes Unternehmen erhält die Daten.',
    '(60 days)         2 Monate',
  ])
    expect(said).toContain(`\n${line}\n`);
  expect((await lupa('words', 'fi')).said).toMatch(/^fi: on\n/);
  const approved = file('approved.json', speaking(['fi', 'de'], { approvedDrafts: ['de'] }));
  expect((await lupa('site', 'add', 'deutsch', approved)).code).toBe(0);
});

test("a site's loader is written to a file of its own, with the tag that checks it, beside a running collector", async () => {
  const body = "the loader's text";
  const asked: string[] = [];
  const collector = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/s/shop-1/loader.js') response.end(body);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  const at = { LUPA_PUBLIC_URL: `http://127.0.0.1:${port}` };
  const written = await lupaAt(at, 'site', 'loader', 'shop-1');
  const digest = createHash('sha256').update(body).digest();
  const name = `lupa-${digest.toString('base64url').slice(0, 10)}.js`;
  expect(written).toEqual({
    code: 0,
    said: `Written: ${name}\n<script async src="/${name}" integrity="sha256-${digest.toString('base64')}" crossorigin></script>\n`,
  });
  expect(readFileSync(join(folder, name), 'utf8')).toBe(body);
  expect(await lupaAt(at, 'site', 'loader', '../health')).toEqual({
    code: 1,
    said: 'There is no such site: "lupa site list" shows them.\n',
  });
  expect(asked).toEqual(['/s/shop-1/loader.js', '/s/..%2Fhealth/loader.js']);
  collector.close();
  expect(await lupaAt(at, 'site', 'loader', 'shop-1')).toEqual({
    code: 1,
    said: `No collector answers at ${at.LUPA_PUBLIC_URL}: start it, or set LUPA_PUBLIC_URL to its address.\n`,
  });
});

test('the ledger of a running collector is verified from a clean process, and what was done to the file is named', async () => {
  const data = join(folder, 'proven');
  const env = {
    ...process.env,
    LUPA_DATA: data,
    LUPA_PORT: '0',
    LUPA_STAFF_PORT: '0',
    LUPA_OPERATOR_NAME: 'Example Oy',
    LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
  };
  const verify = async (...words: string[]) =>
    run('node', [tool, 'verify', ...words], { env }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, said: stdout }),
    );
  const serving = execFile('node', [tool, 'serve'], { env });
  let held: string;
  try {
    let said = '';
    serving.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    const started = () => /Visitors: +(http:\S+)/.exec(said)?.[1];
    await expect.poll(started).toBeDefined();
    const address = started();
    await expect.poll(async () => (await fetch(`${address}/ledger/1/checkpoint`)).status).toBe(200);
    held = file('held.txt', await (await fetch(`${address}/ledger/1/checkpoint`)).text());
    expect(await verify('--checkpoint', held)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Holds.'),
    });
  } finally {
    const ended = serving.exitCode === null ? once(serving, 'exit') : undefined;
    serving.kill('SIGTERM');
    await ended;
  }
  // Without any checkpoint from elsewhere: the collector's own, which lies beside the data, is enough to miss the newest rows.
  const cut = join(folder, 'cut');
  mkdirSync(cut);
  copyFileSync(join(data, 'lupa.db'), join(cut, 'lupa.db'));
  copyFileSync(`${data}.last-checkpoint`, `${cut}.last-checkpoint`);
  const newest = new Database(join(cut, 'lupa.db'));
  for (const script of [
    'drop trigger ledger_is_never_shortened; delete from ledger where number = (select max(number) from ledger)',
    'drop trigger checkpoints_are_kept; delete from checkpoints; delete from tiles',
  ])
    newest.exec(script);
  newest.close();
  const missed = await run('node', [tool, 'verify'], { env: { ...env, LUPA_DATA: cut } }).catch(
    (error: { code: number; stdout: string }) => error,
  );
  expect(missed).toMatchObject({ code: 1, stdout: expect.stringContaining('DOES NOT HOLD') });
  const nobody = new Database(join(cut, 'lupa.db'));
  nobody.exec('pragma foreign_keys = off; delete from ledger; delete from controllers');
  nobody.close();
  const empty = await run('node', [tool, 'verify'], { env: { ...env, LUPA_DATA: cut } }).catch(
    (error: { code: number; stdout: string }) => error,
  );
  expect(empty).toMatchObject({ code: 1, stdout: expect.stringContaining('There is no ledger') });

  const database = new Database(join(data, 'lupa.db'));
  database.exec(
    'drop trigger ledger_is_only_blanked; update ledger set received = received + 1 where number = 1',
  );
  database.close();
  const found = await verify('--checkpoint', held);
  expect(found.code).toBe(1);
  expect(found.said).toContain('Row 1 is forged');
  expect(found.said).toContain('DOES NOT HOLD');
});

test('without a command it says what there is', async () => {
  for (const words of [[], ['site'], ['site', 'add'], ['serve', 'now'], ['constructor']]) {
    const { code, said } = await lupa(...words);
    expect(code).toBe(2);
    expect(said).toMatch(/^Usage: lupa COMMAND/);
  }
});

test('the lock file names the binaries of every platform: npm ci works everywhere', async () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as object;
  expect(missing(lock)).toEqual([]);
});
