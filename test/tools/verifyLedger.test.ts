/** The standalone verifier: alone in a folder, with Node and nothing else, against what the product exports and serves. */
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { publicApp } from '../../collector/http/public.ts';
import { checkpointText } from '../../collector/ledger/checkpoint.ts';
import { declareEpoch } from '../../collector/ledger/declare.ts';
import { exportLedger } from '../../collector/ledger/export.ts';
import { epochsOf, headOf, noteKeysOf, publishedNote, sealKeysOf } from '../../collector/ledger/heads.ts';
import { signText, writeKey, writeNote } from '../../collector/ledger/note.ts';
import { sealer } from '../../collector/ledger/sealer.ts';
import { listen } from '../../collector/listen.ts';
import type { Acknowledgement } from '../../shared/receipt.ts';
import {
  growsFrom,
  includes,
  leafHash,
  openCheckpoint,
  openNote,
  readKey,
} from '../../tools/verify-ledger.mjs';
import { testCollector } from '../support/collector.ts';
import { accepting } from '../support/decision.ts';
import { events } from '../support/ledger.ts';
import { bytes, consistencies, inclusions, leaves, roots } from '../support/merkleVectors.ts';
import { temporaryFolder } from '../support/temporary.ts';

const alone = temporaryFolder();
copyFileSync('tools/verify-ledger.mjs', join(alone, 'verify-ledger.mjs'));

const run = async (...words: string[]): Promise<{ code: number; said: string }> => {
  try {
    const { stdout, stderr } = await promisify(execFile)('node', ['verify-ledger.mjs', ...words], {
      cwd: alone,
    });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
};

const exporting = async () => {
  const collector = await testCollector();
  const { store, world, controller, post, notice } = collector;
  const decision = accepting(await notice());
  const { receipt } = (await (await post('/s/test/decisions', decision)).json()) as Acknowledgement;
  const seals = sealer({ store, world, signer: { seed: Buffer.alloc(32, 1) }, report: () => {} });
  await seals.sealAll();
  const folder = temporaryFolder();
  await exportLedger(store, folder);
  copyFileSync(join(folder, '1', 'checkpoint'), join(folder, 'old'));
  await events(store, world, controller.id, 700);
  await seals.sealAll();
  const [written] = await exportLedger(store, folder);
  const [key] = noteKeysOf(await epochsOf(store, controller.id), await sealKeysOf(store, controller.id));
  if (!key || !written) throw new Error('Nothing was exported.');
  return { ...collector, decision, receipt, folder, ledger: join(folder, '1'), key: writeKey(key) };
};

let first: ReturnType<typeof exporting> | undefined;
/** The one that all tests look at, in a copy of its own. */
const exported = async () => {
  first ??= exporting();
  const made = await first;
  const folder = temporaryFolder();
  cpSync(made.folder, folder, { recursive: true });
  return { ...made, folder, ledger: join(folder, '1') };
};

describe('published vectors', () => {
  test.each(inclusions)('inclusion of leaf %i in %i leaves', (index, size, proof) => {
    const root = bytes(roots[size] as string);
    const leaf = leafHash(leaves[index] as Uint8Array);
    expect(includes(leaf, index, size, proof.map(bytes), root)).toBe(true);
    expect(includes(leafHash('forged'), index, size, proof.map(bytes), root)).toBe(false);
    expect(includes(leaf, index, size, [...proof, roots[1] as string].map(bytes), root)).toBe(false);
  });

  test.each(consistencies)('consistency of %i leaves with %i', (first, second, proof) => {
    const head = (size: number) => ({ size, root: bytes(roots[size] as string) });
    expect(growsFrom(head(first), head(second), proof.map(bytes))).toBe(true);
    expect(
      growsFrom({ ...head(first), root: bytes(roots[0] as string) }, head(second), proof.map(bytes)),
    ).toBe(false);
    expect(growsFrom(head(second), head(first), proof.map(bytes))).toBe(first === second);
  });

  test("the Go project's note, and a checkpoint of its checksum database", () => {
    const key = readKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const line =
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    expect(openNote(`${text}\n${line}`, [key])).toBe(text);
    expect(() => openNote(`${text.replace('answer', 'anzwer')}\n${line}`, [key])).toThrow('forged');
    const sum = readKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
    const note =
      'go.sum database tree\n13485\n/ZWur4obeiqK+ASdnPK+/Rmz6LPQMUeSmHh0+UkL54Y=\n\n— sum.golang.org Az3grnQReYTvpCrRxT+w50vixbqBlB/aPS8bL8f8KW4HHP+UjLSXOJgCh4f54n8hO6lrESglzyRXMXnhaWzaeY3zqw8=\n';
    expect(openCheckpoint(note, [sum])).toMatchObject({ origin: 'go.sum database tree', size: 13485 });
  });
});

test('an exported ledger holds, and the newer checkpoint grew out of the older', async () => {
  const { ledger, folder, key } = await exported();
  expect(await run('ledger', ledger, '--key', key)).toMatchObject({
    code: 0,
    said: expect.stringContaining('2 checkpoints hold'),
  });
  const grown = await run(
    'consistency',
    join(folder, 'old'),
    join(ledger, 'checkpoint'),
    ledger,
    '--key',
    key,
  );
  expect(grown).toMatchObject({ code: 0, said: expect.stringContaining('grew out of') });
  expect((await run('ledger', ledger)).said).toContain('No --key was given');
});

test('a receipt is proven: as the page shows it, and as two files', async () => {
  const { ledger, get, post, decision, receipt, folder, key } = await exported();
  const body = { v: 1, visitorKey: decision.visitorKey, id: decision.id, as: 'receipt' };
  writeFileSync(join(folder, 'receipt.json'), await (await post('/s/test/receipts', body)).text());
  const one = await run('receipt', join(folder, 'receipt.json'), '--key', key);
  expect(one).toMatchObject({ code: 0, said: expect.stringContaining(`Row ${receipt?.number} of lupa/`) });
  const whole = readFileSync(join(folder, 'receipt.json'), 'utf8');
  for (const [from, to] of [
    ['dpv:ConsentGiven', 'dpv:ConsentRefused'],
    ['accept_all on', 'reject_all on'],
    [decision.id, decision.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ] as const) {
    writeFileSync(join(folder, 'falsified.json'), whole.replaceAll(from, to));
    expect(await run('receipt', join(folder, 'falsified.json'), '--key', key), from).toMatchObject({
      code: 1,
      said: expect.stringContaining('contradicts the row that is proven'),
    });
  }
  writeFileSync(join(folder, 'own.json'), JSON.stringify(receipt));
  writeFileSync(join(folder, 'proof.json'), await (await get(`/receipts/${decision.id}/proof`)).text());
  const two = await run('receipt', join(folder, 'own.json'), join(folder, 'proof.json'), '--key', key);
  expect(two).toMatchObject({ code: 0 });
  writeFileSync(
    join(folder, 'own.json'),
    JSON.stringify({ ...receipt, body: receipt?.body.replace('g1', 'd1') }),
  );
  const forged = await run('receipt', join(folder, 'own.json'), join(folder, 'proof.json'), '--key', key);
  expect(forged).toMatchObject({ code: 1, said: expect.stringContaining('does not give its digest') });
  expect((await run('receipt', join(ledger, 'keys'), '--key', key)).said).toContain(
    'There is no receipt with its proof',
  );
});

test.each([
  ['an entry', 'tile/entries/000', 'is not'],
  ['a hash', 'tile/0/001', 'is not the one that its tile was made of'],
  ['a hash higher up', 'tile/1/000.p/2', 'is not made of the tiles below it'],
  ['a signature', 'checkpoint', 'forged'],
])('what was changed in the export is named: %s', async (_, path, sentence) => {
  const { ledger, key } = await exported();
  const file = join(ledger, path);
  const content = readFileSync(file);
  const at = path === 'checkpoint' ? 30 : content.length - 3;
  content[at] = path === 'checkpoint' ? (content[at] === 0x39 ? 0x38 : 0x39) : (content[at] as number) ^ 1;
  writeFileSync(file, content);
  expect(await run('ledger', ledger, '--key', key)).toMatchObject({
    code: 1,
    said: expect.stringContaining(sentence),
  });
});

test('a fork is named: tiles of another history', async () => {
  const first = await exported();
  const second = await exporting();
  cpSync(join(second.ledger, 'tile'), join(first.ledger, 'tile'), { recursive: true });
  rmSync(join(first.ledger, 'checkpoints'), { recursive: true });
  expect(await run('ledger', first.ledger, '--key', first.key)).toMatchObject({
    code: 1,
    said: expect.stringContaining('are not those that their checkpoint was signed for'),
  });
});

test('over the network, from a running collector', async () => {
  const { needs, key, decision } = await exported();
  const listening = await listen('127.0.0.1', 0, 'LUPA_PORT');
  try {
    listening.serve(publicApp(needs).fetch);
    const address = `http://127.0.0.1:${listening.port}/ledger/1`;
    expect(await run('ledger', address, '--key', key)).toMatchObject({ code: 0 });
    expect(decision.id).toBeTruthy();
  } finally {
    await listening.close();
  }
});

test('across a declared restore: what was before it holds, what it lost is said, and an old key says what it is missing', async () => {
  const collector = await testCollector();
  const { store, world, controller } = collector;
  const signer = { seed: Buffer.alloc(32, 1) };
  const seals = sealer({ store, world, signer, report: () => {} });
  const folder = temporaryFolder();
  const held = async (name: string) => {
    await seals.sealAll();
    const head = await headOf(store, controller.id);
    if (!head) throw new Error('Nothing was sealed.');
    const file = join(folder, name);
    writeFileSync(file, publishedNote(head));
    return file;
  };
  const before = await held('before');
  const keysNow = async () =>
    noteKeysOf(await epochsOf(store, controller.id), await sealKeysOf(store, controller.id)).map(writeKey);
  const [old = ''] = await keysNow();
  await declareEpoch(store, world, signer, controller.id, { reason: 'a restore', by: 'a test' });
  const after = await held('after');
  await exportLedger(store, folder);
  const ledger = join(folder, String(controller.id));
  const all = (await keysNow()).flatMap((key) => ['--key', key]);
  const grown = await run('consistency', before, after, ledger, ...all);
  expect(grown).toMatchObject({
    code: 0,
    said: expect.stringContaining('A restore was declared in between'),
  });
  const without = await run('ledger', ledger, '--key', old);
  expect(without).toMatchObject({ code: 1, said: expect.stringContaining('another epoch of this ledger') });
  // As if the restore had lost it: another root under the old name, signed by the same key.
  const origin = old.split('+')[0] ?? '';
  const text = checkpointText({ origin, size: 1, root: Buffer.alloc(32, 9) });
  const lost = join(folder, 'lost');
  writeFileSync(lost, writeNote({ text, signatures: [signText(text, origin, signer.seed)] }));
  const gone = await run('consistency', lost, after, ledger, ...all);
  expect(gone).toMatchObject({ code: 1, said: expect.stringContaining('of what a restore has lost') });
});
