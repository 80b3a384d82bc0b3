/** R63, R64: the evidence of one controller in one command, and as a zip; checked without the collector. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';
import { evidenceCommand } from '../../../collector/evidenceCommand.ts';
import { openSealing } from '../../../collector/sealing.ts';
import { testCollector } from '../../support/collector.ts';
import { customerOf, deskOf } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const collector = await testCollector();
const { store, world } = collector;
const desk = deskOf(collector);
const company = async (name: string) => {
  const { number } = await customerOf(collector, desk, name);
  return {
    number,
    key: await desk.enter(number, 'auditor'),
    call: desk.as(await desk.enter(number, 'administrator')),
  };
};
const a = await company('Aapinen Oy');
const b = await company('Beepinen Oy');
const persons: string[] = [];
for (const { call } of [a, b]) {
  const made = await call('POST', '/v1/persons', {
    name: 'Salainen Nimi',
    email: 'canary@example.fi',
    source: { kind: 'person' },
  });
  persons.push(made.body.id);
  await call('GET', `/v1/persons/${made.body.id}`);
  await call('POST', '/v1/incidents', { kind: 'attempt', nature: 'Somebody rang and asked for a password.' });
  const texts = { fi: 'Tietosuojaseloste' };
  await call('POST', '/v1/statements', {
    effective: new Date(world.clock()).toISOString(),
    material: false,
    texts,
  });
}
const folder = temporaryFolder();
const sealing = await openSealing(store, world, { key: `${folder}/key`, last: `${folder}/last` }, () => {});
await sealing.sealer.sealAll();

afterEach(() => {
  vi.unstubAllEnvs();
});

const below = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((file) => statSync(file).isFile());

/** What an auditor does: Node and the files, and nothing of the environment. */
const check = (root: string): string =>
  execFileSync(process.execPath, ['verify-ledger.mjs', 'evidence', '.'], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
    env: {},
  });
const looksRight = (root: string): void => {
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as {
    controller: { number: number };
    files: { path: string; bytes: number; sha256: string }[];
  };
  expect(manifest.controller.number).toBe(a.number);
  const there = below(root).map((file) => relative(root, file));
  expect(manifest.files.map(({ path }) => path).sort()).toEqual(
    there.filter((path) => !['manifest.json', 'SHA256SUMS'].includes(path)).sort(),
  );
  for (const { path, bytes, sha256 } of manifest.files) {
    const content = readFileSync(join(root, path));
    expect([content.length, createHash('sha256').update(content).digest('hex')], path).toEqual([
      bytes,
      sha256,
    ]);
  }
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: root, stdio: 'pipe' });
  expect(check(root)).toMatch(/files of controller .* as they were made.*checkpoints hold/s);
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  const record = JSON.parse(text('records-of-processing.json')) as { article: string; activities: object[] };
  expect(record.article).toBe('30(1)');
  expect(record.activities.length).toBeGreaterThan(5);
  expect(text('access-log.jsonl')).toContain(persons[0]);
  expect(text('incidents.jsonl')).toContain('asked for a password');
  expect(text('incident-phases.jsonl')).toContain('asked for a password');
  expect(text('statements/1.fi.txt')).toBe('Tietosuojaseloste');
  // Nothing of the other controller, and of persons their ids alone.
  const all = below(root)
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
  expect(all).not.toContain(persons[1]);
  expect(all).not.toMatch(/Salainen Nimi|canary@/);
};

test('one command writes it, and whatever is changed is named', async () => {
  vi.stubEnv('LUPA_DATA', dirname(collector.file));
  vi.stubEnv('LUPA_DATABASE_URL', collector.url);
  vi.stubEnv('LUPA_DATABASE_DURABILITY', collector.url && 'what was answered may be lost');
  const out = join(folder, 'evidence');
  const command = ['evidence', '--controller', String(a.number), '--out', out];
  expect(await evidenceCommand(command)).toBe(true);
  looksRight(out);
  await expect(evidenceCommand(command)).rejects.toThrow(/not empty/);
  await expect(evidenceCommand(['evidence', '--controller', '99', '--out', `${out}2`])).rejects.toThrow(
    /no such/,
  );
  expect(await evidenceCommand(['evidence', '--controller', 'x', '--out', out])).toBe(false);
  const ledger = `ledger/${a.number}`;
  const entries = below(join(out, ledger)).find((file) => file.includes('/tile/entries/')) ?? '';
  const earlier = below(join(out, ledger)).find((file) => file.includes('/checkpoints/')) ?? '';
  const tampered: [string, (text: string) => string, RegExp][] = [
    ['access-log.jsonl', (text) => text.replace('a test', 'A test'), /access-log\.jsonl is not as/],
    ['access-log.jsonl', (text) => text.slice(text.indexOf('\n') + 1), /access-log\.jsonl is not as/],
    ['incidents.jsonl', (text) => text.replace('rang', 'sang'), /incidents\.jsonl is not as/],
    ['statements/1.fi.txt', () => '', /statements\/1\.fi\.txt is not as/],
    [relative(out, entries), (text) => text.replace('incident', 'accident'), /Row \d+ /],
    [`${ledger}/checkpoint`, (text) => text.replace(/\n\d+\n/, '\n1\n'), /The checkpoint.*forged/],
    [relative(out, earlier), (text) => text.replace(/\n\d+\n/, '\n2\n'), /The checkpoint of .*forged/],
    ['more.jsonl', () => '{}', /more\.jsonl was added/],
    ['manifest.json', (text) => text.replace('Aapinen', 'Oopinen'), /manifest\.json is not as/],
  ];
  for (const [path, change, said] of tampered) {
    const file = join(out, path);
    const before = existsSync(file) ? readFileSync(file, 'latin1') : undefined;
    expect(change(before ?? ''), path).not.toBe(before);
    writeFileSync(file, change(before ?? ''), 'latin1');
    expect(() => check(out), path).toThrow(said);
    if (before === undefined) rmSync(file);
    else writeFileSync(file, before, 'latin1');
  }
  renameSync(join(out, 'audits.jsonl'), join(folder, 'audits.jsonl'));
  expect(() => check(out)).toThrow(/audits\.jsonl is missing/);
  renameSync(join(folder, 'audits.jsonl'), join(out, 'audits.jsonl'));
  looksRight(out);
});

test('an auditor takes their own controller’s as a zip, and is in the access log for it', async () => {
  const { staffApp } = await import('../../../collector/http/staff.ts');
  const app = staffApp(collector.needs);
  const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };
  const take = (number?: number) =>
    app.request(
      '/v1/evidence',
      { headers: { authorization: `Bearer ${a.key}`, ...(number && { 'lupa-controller': String(number) }) } },
      env,
    );
  expect((await take(b.number)).status).toBe(404);
  const answer = await take();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const root = join(folder, 'unzipped');
  for (const [path, content] of Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer())))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  looksRight(root);
  const { body } = await a.call('GET', '/v1/access-log');
  expect(body.items.map(({ action }) => action)).toContain('GET /v1/evidence');
  const support = await desk.enter(a.number, 'support');
  expect((await desk.as(support)('GET', '/v1/evidence')).status).toBe(403);
  expect(collector.faults).toEqual([]);
});
