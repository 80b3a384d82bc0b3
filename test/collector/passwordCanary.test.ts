/** R20: the password of a user account is in no answer of any call, no export, log, file or backup; a planted leak is found. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { open } from '../../collector/app.ts';
import { unpack } from '../../collector/backup/container.ts';
import { makeBackup } from '../../collector/backup/make.ts';
import { readSettings } from '../../collector/env.ts';
import { setUpSite } from '../../collector/siteSetUp.ts';
import { sql, statement } from '../../collector/store/store.ts';
import { filesBelow, type Haystack, leaks } from '../support/canary.ts';
import { decrypted } from '../support/decrypted.ts';
import { bundled, runProduct } from '../support/product.ts';
import { testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const passwords = {
  set: 'Kanarialintu-paristo',
  changed: 'hevonen!Marjapuuro',
  byStaff: '7 Vesiputousta, syksy',
  wrong: 'punainen-Polkupyora',
  refused: 'Lyhyt-9x',
  misplaced: 'Tuuli.mylly.Kaislikko',
  ofStaff: 'Marskin-Ryyppy/juolukka',
  wrongOfStaff: 'Lentava*Kalakukko',
  logged: 'Pakkasherra=Huurteinen',
};
const marks = Object.values(passwords);
/** What must not leave either, though the store has it. */
const hash = '$argon2id$';

test('R20: passwords are set, checked, changed, mistyped: then nothing anywhere holds one, and only the store has its hash', async () => {
  const folder = temporaryFolder();
  const secret = randomBytes(32).toString('base64url');
  const key = randomBytes(32);
  writeFileSync(join(folder, 'key'), key.toString('hex'));
  const data = join(folder, 'data');
  const variables = {
    LUPA_DATA: data,
    LUPA_OPERATOR_NAME: 'Example Oy',
    LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
    LUPA_ENCRYPTION_KEY_FILE: join(folder, 'key'),
    LUPA_RATE_LIMIT: '0',
  };
  const first = await open(readSettings(variables));
  await setUpSite(first, { publicId: 'test', settings: testSettings(), secret });
  await first.close();
  const product = await runProduct(await bundled(), folder, variables);
  const administrator = readFileSync(join(data, 'administrator.key'), 'utf8').trim();

  const heard: Haystack[] = [];
  const ask = async (port: number, path: string, bearer: string, body?: unknown, method = 'POST') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...(body !== undefined && { method, body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'lupa-reason': 'a test',
        'if-match': '*',
      },
    });
    const text = await answer.text();
    heard.push({ name: `${answer.status} of ${path}`, bytes: `${[...answer.headers]} ${text}` });
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
  };
  const site = (path: string, body: object) =>
    ask(product.publicPort, `/s/test${path}`, secret, { v: 1, ...body });
  const staff = (path: string, body?: unknown, method = 'POST') =>
    ask(product.staffPort, path, administrator, body, method);

  const userName = 'aino';
  const { person } = (await site('/registrations', { email: 'aino@example.fi', name: 'Aino' })).body;
  const { account } = (await site('/accounts', { person, userName, password: passwords.set })).body;
  const checked = async (password: string) => (await site('/accounts/check', { userName, password })).status;
  expect(await checked(passwords.set)).toBe(200);
  expect((await site('/accounts/password', { userName, password: passwords.changed })).status).toBe(204);
  expect(await checked(passwords.changed)).toBe(200);
  const byStaff = { password: passwords.byStaff };
  expect((await staff(`/v1/accounts/${account}/password`, byStaff)).status).toBe(204);
  expect(await checked(passwords.byStaff)).toBe(200);
  expect(await checked(passwords.wrong)).toBe(401);
  // Where it does not belong, and where it is refused.
  expect((await site('/accounts/password', { userName, password: passwords.refused })).status).toBe(422);
  expect((await site('/accounts/password', { userName, password: [passwords.misplaced] })).status).toBe(422);
  expect((await site('/accounts', { person, userName, password: passwords.misplaced })).status).toBe(409);
  const source = { kind: 'person', password: passwords.misplaced };
  const misplaced = { person, userName: 'other', password: passwords.misplaced, source };
  expect((await staff('/v1/accounts', misplaced)).status).toBe(422);
  expect((await staff(`/v1/accounts/${account}`, misplaced, 'PATCH')).status).toBe(422);
  await staff('/v1/lookups', { by: 'email', value: 'aino@example.fi', reason: 'a test' });

  // Of staff too: enrolling, and guessing.
  const member = { name: 'Maija', role: 'support', email: 'maija@example.fi' };
  const { id: maija } = (await staff('/v1/staff', member)).body;
  const { token } = (await staff(`/v1/staff/${maija}/enrolment`, {})).body;
  expect((await staff('/v1/enrolment', { token, password: passwords.ofStaff })).status).toBe(200);
  const guess = { controller: 1, email: member.email, password: passwords.wrongOfStaff, code: '123456' };
  expect((await staff('/v1/sign-in', guess)).status).toBe(401);
  // A product that logs what it should not.
  const line = { person, service: 'ELMAS', line: `sign-in of aino password=${passwords.logged}` };
  expect((await site('/service-logs', { lines: [line] })).body).toEqual({ kept: 1, leftOut: [] });

  // A row of every list that can be looked into, so that there is something to see.
  const about = { person, source: { kind: 'person' } };
  const day = '2026-01-01';
  for (const [path, row] of Object.entries({
    organisations: { name: 'Metsä Oy', source: about.source },
    relationships: { ...about, contract: 'A 1', started: day },
    licences: { ...about, product: 'ELMAS', licenceKey: 'KEY 1', seats: 1, validFrom: day },
    feedback: { ...about, received: day, channel: 'email', body: 'Kiitos!' },
    transactions: { ...about, kind: 'sale', reference: '1', amount: 1, currency: 'EUR', occurred: day },
    'service-events': { ...about, kind: 'support', description: 'Installed', occurred: day },
    imports: { noun: 'persons', source: about.source },
    statements: { effective: day, material: false, texts: { fi: 'Seloste' } },
  }))
    expect((await staff(`/v1/${path}`, row)).status, path).toBe(201);

  // Every call that only reads, with ids of what there is; each must have answered, or there was nothing to look into.
  const { body: openapi } = await staff('/openapi.json');
  const queries: Record<string, string> = {
    '/v1/audience': '?channel=email&purpose=newsletter',
    '/v1/exports/audience': '?channel=email&purpose=newsletter',
    '/v1/statistics': '?site=test',
    '/v1/statistics/events': '?site=test',
  };
  const unread: string[] = [];
  const read: string[] = [];
  for (const [pattern, calls] of Object.entries(openapi.paths as Record<string, object>)) {
    if (!('get' in calls)) continue;
    const port =
      pattern.startsWith('/v1/') || /^\/(enrol|metrics|ready)$/.test(pattern)
        ? product.staffPort
        : product.publicPort;
    const [, folderOf] = /^\/v1\/([\w-]+)\/\{id\}/.exec(pattern) ?? [];
    const listed = folderOf ? ((await staff(`/v1/${folderOf}`)).body.items ?? []) : [];
    const ids: string[] =
      folderOf === 'persons' ? [person] : listed.map(({ id }: { id: unknown }) => String(id));
    const statuses: number[] = [];
    for (const id of pattern.includes('{id}') ? ids : ['']) {
      const path = pattern
        .replace('{id}', id)
        .replace('{site}', 'test')
        .replace('{language}', 'fi')
        .replace('{rule}', 'relationship')
        .replace('{noun}', 'persons');
      const { status } = await ask(port, `${path}${queries[pattern] ?? ''}`, administrator);
      statuses.push(status);
    }
    // Where no row was made there is none to look into.
    if (statuses.length > 0 && !statuses.includes(200)) unread.push(pattern);
    else if (statuses.length > 0) read.push(pattern);
  }
  // Nothing is set up there: no provider, no Google; or it is a browser's, or by a number or a digest.
  const empty = /\/(oidc|callback|google)$|^\/(ledger|receipts|assets)\/|\/\{(digest|number)\}/;
  expect(unread.filter((pattern) => !empty.test(pattern))).toEqual([]);
  for (const one of [
    'accounts/{id}',
    'persons/{id}/access',
    'feedback/{id}',
    'service-logs/{id}',
    'exports/accounts',
  ])
    expect(read).toContain(`/v1/${one}`);

  const file = join(data, 'lupa.db');
  const backup = join(folder, 'backup');
  makeBackup({ file, encryptionKey: key }, backup, key, { clock: Date.now, random: randomBytes });
  unpack(backup, join(folder, 'backup.db'), key);
  const plain = () => decrypted(file, key, join(folder, `copy-${randomBytes(4).toString('hex')}`));
  const stored: Haystack[] = [
    { name: 'the database', bytes: plain() },
    { name: 'the backup', bytes: decrypted(join(folder, 'backup.db'), key, join(folder, 'backup.plain')) },
  ];
  expect(await product.stop()).toBe(0);
  const { stdout, stderr } = product.said();
  const outside: Haystack[] = [
    ...heard,
    ...filesBelow(data),
    ...filesBelow(`${data}.journal`),
    { name: 'stdout', bytes: stdout },
    { name: 'stderr', bytes: stderr },
    { name: 'what it sent', bytes: product.outbound() },
    { name: 'the sealed backup', bytes: readFileSync(backup) },
  ];
  expect(leaks([...stored, ...outside], marks)).toEqual([]);
  expect(leaks(outside, [hash, 'argon2id'])).toEqual([]);
  // The control: what is kept is found.
  expect(leaks(stored, [hash, userName])).toHaveLength(4);
  // And a leak of ours would be.
  const again = await open(readSettings(variables));
  const leak = sql`insert into marks (controller_id, name, value) values (:controller, :name, :value)`;
  const value = Buffer.from(Buffer.from(`password=${passwords.byStaff}`).toString('base64'));
  await again.store.write([statement(leak, { controller: again.operator.id, name: 'leak', value })]);
  await again.close();
  expect(leaks([{ name: 'the database', bytes: plain() }], marks)).toEqual([
    `${passwords.byStaff} in the database`,
  ]);
});
