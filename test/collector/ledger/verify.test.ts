/** `lupa verify` against someone who has the file: what was done to it is named, and what is allowed is not. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { checkpointText } from '../../../collector/ledger/checkpoint.ts';
import { eraseDecision } from '../../../collector/ledger/decisions.ts';
import { changeKey, declareEpoch } from '../../../collector/ledger/declare.ts';
import { controllersOf, headOf, publishedNote, sealKeysOf } from '../../../collector/ledger/heads.ts';
import { noteKey, publicKeyOf, signText, writeNote } from '../../../collector/ledger/note.ts';
import { sealer } from '../../../collector/ledger/sealer.ts';
import type { Verified } from '../../../collector/ledger/verify/findings.ts';
import { type Options, verifyAll } from '../../../collector/ledger/verify/verify.ts';
import { night } from '../../../collector/rights/night.ts';
import { openToRead } from '../../../collector/store/database.ts';
import { attack as attacked } from '../../support/beside.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { events } from '../../support/ledger.ts';
import { day } from '../../support/world.ts';

const seed = Buffer.alloc(32, 1);
const trusted = publicKeyOf(seed);

/** A ledger of 600 and a few rows, sealed with several heads. */
const ledger = async () => {
  const collector = await testCollector();
  const { store, world, controller, database } = collector;
  const seals = sealer({ store, world, signer: { seed }, report: () => {} });
  await seals.sealAll();
  for (const count of [100, 200, 300]) {
    await events(store, world, controller.id, count);
    await seals.sealAll();
  }
  const verify = async (options: Options = { trusted }): Promise<Verified> => {
    const reader = await openToRead(database);
    try {
      const [found] = await verifyAll(reader, options);
      if (!found) throw new Error('There is no ledger.');
      return found;
    } finally {
      await reader.close();
    }
  };
  const attack = (script: string) => attacked(database, script);
  const sentences = async (options?: Options) =>
    (await verify(options)).findings.map(({ wrong, sentence }) => `${wrong}: ${sentence}`);
  return { ...collector, seals, verify, attack, sentences };
};

test('rows of a controller that there is not are named, before the first and behind the last', async () => {
  for (const stranger of [-1, 7]) {
    const { attack, database } = await ledger();
    await attack(
      `insert into ledger select ${stranger}, 1, kind, received, digest, body, salt from ledger where number = 5`,
    );
    const reader = await openToRead(database);
    const found = (await verifyAll(reader, { trusted })).flatMap(({ findings }) => findings);
    await reader.close();
    expect(found.map(({ sentence }) => sentence)).toContain(
      `The rows of controller ${stranger} are forged, or moved: there is no such controller.`,
    );
  }
});

test('a ledger that nobody touched holds, with what is not sealed yet remarked', async () => {
  const { verify, store, world, controller } = await ledger();
  const head = await headOf(store, controller.id);
  await events(store, world, controller.id, 2);
  const found = await verify();
  expect(found.findings).toEqual([]);
  expect(found).toMatchObject({ sealed: head?.size, rows: (head?.size ?? 0) + 2, checkpoints: 4, erased: 0 });
  expect(found.remarks.join()).toContain('2 rows wait to be sealed');
});

test("it holds after visitors' erasures, and after the nights that blank their proof and make the file anew", async () => {
  const { post, notice, seals, store, world, sentences, verify } = await ledger();
  const granted = [accepting(await notice()), accepting(await notice())];
  for (const decision of granted) await post('/s/test/decisions', decision);
  await seals.sealAll();
  // One row is erased sealed, its own event is not yet.
  await post('/s/test/mine/erase', { v: 1, visitorKey: granted[0]?.visitorKey });
  expect((await night(store, world)).pause).toBeGreaterThan(0);
  expect(await sentences()).toEqual([]);
  await seals.sealAll();
  world.pass(731 * day);
  expect((await night(store, world)).gone).toMatchObject({ ledger: 2 });
  expect(await sentences()).toEqual([]);
  expect((await verify()).erased).toBe(2);
});

test('it holds after an erasure: the digest stands for what is gone', async () => {
  const { post, notice, seals, store, world, controller, verify } = await ledger();
  const decision = accepting(await notice());
  await post('/s/test/decisions', decision);
  await seals.sealAll();
  expect(await eraseDecision(store, world.tombstoneKey, controller.id, fromUuid(decision.id))).toBe(true);
  const found = await verify();
  expect(found.findings).toEqual([]);
  expect(found.erased).toBe(1);
});

test('it holds after a visitor erased everything, and after the nights that blank what is left of it', async () => {
  const { post, notice, seals, store, world, verify } = await ledger();
  const decision = accepting(await notice());
  await post('/s/test/decisions', decision);
  await seals.sealAll();
  const answer = await post('/s/test/mine/erase', { v: 1, visitorKey: decision.visitorKey });
  expect(answer.ok).toBe(true);
  await seals.sealAll();
  world.pass(4 * 365 * day);
  expect((await night(store, world)).gone['ledger']).toBeGreaterThan(0);
  const found = await verify();
  expect(found.findings).toEqual([]);
  expect(found.erased).toBeGreaterThan(0);
});

describe('what is done to rows', () => {
  const copy = (from: number, to: number) =>
    `update ledger set (kind, received, digest, body, salt) = (select kind, received, digest, body, salt from ledger where number = ${from}) where number = ${to};`;
  test.each([
    [
      'changed: another body',
      "update ledger set body = '{}' where number = 42",
      'changed: Row 42 was changed: its body and salt do not give its digest.',
    ],
    [
      'changed: another salt',
      'update ledger set salt = zeroblob(16) where number = 42',
      'changed: Row 42 was changed: its body and salt do not give its digest.',
    ],
    [
      'changed: another digest',
      'update ledger set digest = zeroblob(32) where number = 42',
      'changed: Row 42 was changed: neither its digest nor its body is what was sealed.',
    ],
    [
      'changed: another kind',
      'update ledger set kind = 6 where number = 42',
      'changed: Row 42 was changed: it was sealed as an event of kind "registration".',
    ],
    [
      'forged: dated back',
      'update ledger set received = received - 1 where number = 42',
      'forged: Row 42 is forged: its body fits its digest, but its time or digest is not what was sealed.',
    ],
    [
      'half erased',
      'update ledger set salt = null where number = 42',
      'changed: Row 42 was changed: erasing takes body and salt together, and only one of them is gone.',
    ],
    [
      'dropped',
      'delete from ledger where number in (42, 43, 300)',
      [
        'dropped: Rows 42 to 43 were dropped: the numbers are missing.',
        'dropped: Row 300 was dropped: the number is missing.',
      ],
    ],
    ['duplicated', copy(500, 42), 'duplicated: Row 42 is a duplicate: it holds a copy of row 500.'],
    [
      'reordered',
      'update ledger set number = -42 where number = 42; update ledger set number = 42 where number = 500; update ledger set number = 500 where number = -42',
      [
        'reordered: Row 42 was reordered: it holds what was sealed as row 500.',
        'reordered: Row 500 was reordered: it holds what was sealed as row 42.',
      ],
    ],
  ])('%s', async (_, script, sentence) => {
    const { attack, sentences } = await ledger();
    await attack(script);
    expect(await sentences()).toEqual([sentence].flat());
  });

  test('forged: another body with its own digest and salt', async () => {
    const { attack, sentences } = await ledger();
    const hex = '9e1bbd4bd1b4fbc9d4f36c1a5ae8d1fac8ed8a6cd4a7dbd7b4e6dd0a2b9d0f66';
    await attack(`update ledger set body = null, salt = null, digest = x'${hex}' where number = 42`);
    expect(await sentences()).toEqual([
      'forged: Row 42 is forged: its body fits its digest, but its time or digest is not what was sealed.',
    ]);
  });

  test('dropped, with all later rows moved up: the row is named, and that the end is short', async () => {
    const { attack, sentences, store, controller } = await ledger();
    const size = (await headOf(store, controller.id))?.size ?? 0;
    await attack(
      'delete from ledger where number = 42; create table t as select * from ledger where number > 42; delete from ledger where number > 42; insert into ledger select controller_id, number - 1, kind, received, digest, body, salt from t; drop table t',
    );
    expect(await sentences()).toEqual([
      `dropped: Row ${size} was dropped: the number is missing.`,
      'dropped: Row 42 was dropped: from row 42 on the ledger holds what was sealed 1 further on.',
    ]);
  });

  test('forged and put in between, with all later rows moved down', async () => {
    const { attack, sentences } = await ledger();
    await attack(
      'create table t as select * from ledger where number >= 42; delete from ledger where number >= 42; insert into ledger select controller_id, number + 1, kind, received, digest, body, salt from t; insert into ledger select controller_id, 42, kind, received + 1, digest, null, null from t where number = 42; drop table t',
    );
    const [first] = await sentences();
    expect(first).toContain(
      'forged: Row 42 was forged and put in between: from row 43 on the ledger holds what was sealed 1 before.',
    );
  });

  test('dropped at the end', async () => {
    const { attack, sentences, store, controller } = await ledger();
    const size = (await headOf(store, controller.id))?.size ?? 0;
    await attack(`delete from ledger where number > ${size - 2}`);
    expect(await sentences()).toEqual([
      `dropped: Rows ${size - 1} to ${size} were dropped: the numbers are missing.`,
    ]);
  });

  test('there twice, where the table was made anew without its key', async () => {
    const { attack, sentences } = await ledger();
    await attack(
      'create table t as select * from ledger; insert into t select * from ledger where number = 42; drop view consents; drop table ledger; alter table t rename to ledger',
    );
    expect(await sentences()).toEqual(['duplicated: Row 42 is a duplicate: it is there twice.']);
  });

  test('while it waits to be sealed', async () => {
    const { attack, sentences, store, world, controller } = await ledger();
    await events(store, world, controller.id, 1);
    await attack("update ledger set body = '{}' where number = (select max(number) from ledger)");
    expect((await sentences()).join()).toContain('its body and salt do not give its digest');
  });
});

describe('what is done to the tree and its heads', () => {
  test('a tile: the rows are cleared', async () => {
    const { attack, sentences } = await ledger();
    await attack('update tiles set hashes = zeroblob(length(hashes)) where level = 0 and tile = 1');
    expect(await sentences()).toEqual([
      'tile: The tile of level 0, numbers 1 was changed or is missing: it is not what the rows give, which are as they were signed.',
    ]);
  });

  test('a tile higher up', async () => {
    const { attack, sentences } = await ledger();
    await attack('update tiles set hashes = zeroblob(length(hashes)) where level = 1');
    expect((await sentences()).join()).toMatch(/^tile: The tile of level 1, number 0 was changed/);
  });

  test('row and tile together: the rows between two heads are named', async () => {
    const { attack, sentences, store, controller } = await ledger();
    const size = (await headOf(store, controller.id))?.size ?? 0;
    await attack('update ledger set received = received - 1 where number = 42; delete from tiles');
    const [first] = await sentences();
    expect(first).toMatch(
      new RegExp(`^rewritten: Rows \\d+ to ${size - 500} were rewritten after a checkpoint was signed`),
    );
  });

  test('a forged head', async () => {
    const { attack, sentences, store, controller } = await ledger();
    const size = (await headOf(store, controller.id))?.size ?? 0;
    await attack(`update checkpoints set root = zeroblob(32) where size = ${size}`);
    expect((await sentences()).join()).toContain(`checkpoint: The checkpoint of ${size} rows`);
    expect((await sentences()).join()).toContain('is forged: the key that was in force has not signed it');
  });

  test('everything made anew with a key of the attacker’s own', async () => {
    const { attack, sentences, verify } = await ledger();
    await attack(
      `update seal_keys set public_key = x'${Buffer.from(publicKeyOf(Buffer.alloc(32, 9))).toString('hex')}'`,
    );
    expect((await sentences())[0]).toContain('key: The key in force is forged');
    expect((await verify({})).findings.every(({ wrong }) => wrong === 'checkpoint')).toBe(true);
  });
});

describe('checkpoints held elsewhere', () => {
  test('one of the past holds for ever', async () => {
    const { verify, store, world, controller, seals } = await ledger();
    const note = publishedNote((await headOf(store, controller.id)) as never);
    await events(store, world, controller.id, 10);
    await seals.sealAll();
    expect((await verify({ trusted, held: [{ name: 'a.txt', note }] })).findings).toEqual([]);
  });

  test('a fork: the newest rows and heads are gone', async () => {
    const { attack, verify, sentences, store, controller } = await ledger();
    const head = await headOf(store, controller.id);
    const size = head?.size ?? 0;
    const note = publishedNote(head as never);
    await attack(
      `delete from checkpoints where size = ${size}; delete from ledger where number > ${size - 300}`,
    );
    expect((await verify()).findings).toEqual([]);
    expect(await sentences({ trusted, held: [{ name: 'a.txt', note }] })).toEqual([
      `fork: Fork: the checkpoint of ${size} rows in a.txt is ahead of this database, which has ${size - 300} signed rows: the rest was dropped, or this is an older copy.`,
    ]);
  });

  test('a fork: another history under the same key', async () => {
    const { sentences, store, controller } = await ledger();
    const head = await headOf(store, controller.id);
    if (!head) throw new Error('Nothing was sealed.');
    const text = checkpointText({ ...head, root: new Uint8Array(32) });
    const note = writeNote({ text, signatures: [signText(text, head.origin, seed)] });
    expect(await sentences({ trusted, held: [{ name: 'a.txt', note }] })).toEqual([
      `fork: Fork: the checkpoint of ${head.size} rows in a.txt is of another history: the first ${head.size} rows here are not those that it was signed for.`,
    ]);
  });

  test('one that nobody of ours signed, and one of another ledger', async () => {
    const { sentences, store, controller } = await ledger();
    const head = await headOf(store, controller.id);
    if (!head) throw new Error('Nothing was sealed.');
    const text = checkpointText(head);
    const forged = writeNote({ text, signatures: [signText(text, head.origin, Buffer.alloc(32, 9))] });
    const foreign = `lupa/0000000000000000/1/1\n${text.slice(text.indexOf('\n') + 1)}`;
    const other = writeNote({
      text: foreign,
      signatures: [signText(foreign, 'lupa/0000000000000000/1/1', seed)],
    });
    const said = await sentences({
      trusted,
      held: [
        { name: 'a.txt', note: forged },
        { name: 'b.txt', note: other },
      ],
    });
    expect(said.join()).toContain('a.txt is not signed by a key of this ledger');
    expect(said.join()).toContain('the checkpoint in b.txt is of no ledger in this database');
  });
});

describe('epochs and keys', () => {
  test('a declared restore: what came before holds, the lost future is a declared fork', async () => {
    const { attack, store, world, controller, seals, verify } = await ledger();
    const lost = await headOf(store, controller.id);
    const size = lost?.size ?? 0;
    const kept = publishedNote((await headOf(store, controller.id)) as never);
    await attack(
      `delete from checkpoints where size = ${size}; delete from ledger where number > ${size - 300}; delete from tiles where level = 0 and tile > ${Math.floor((size - 300) / 256)}; update tiles set hashes = substr(hashes, 1, 32 * ${(size - 300) % 256}) where level = 0 and tile = ${Math.floor((size - 300) / 256)}; update tiles set hashes = substr(hashes, 1, 32) where level = 1`,
    );
    const before = publishedNote((await headOf(store, controller.id)) as never);
    // As a restore does what was withdrawn since again, before it declares itself.
    await events(store, world, controller.id, 2);
    const epoch = await declareEpoch(store, world, { seed }, controller.id, {
      reason: 'a disk\nfailed',
      by: 'lupa restore',
      lost: kept,
    });
    expect(epoch).toMatchObject({ epoch: 2, number: size - 297 });
    expect(epoch?.origin).toMatch(/\/1\/2$/);
    await events(store, world, controller.id, 400);
    await seals.sealAll();
    const text = checkpointText({ origin: lost?.origin ?? '', size: size - 299, root: new Uint8Array(32) });
    const overlap = writeNote({ text, signatures: [signText(text, lost?.origin ?? '', seed)] });
    const found = await verify({
      trusted,
      held: [
        { name: 'before.txt', note: before },
        { name: 'overlap.txt', note: overlap },
        { name: 'lost.txt', note: kept },
      ],
    });
    expect(found.findings).toEqual([]);
    expect(found.declared).toEqual([
      expect.stringContaining(
        `Fork: the checkpoint of ${size - 299} rows in overlap.txt, of epoch 1, is not an ancestor.`,
      ),
      `Fork: the checkpoint of ${size} rows in lost.txt, of epoch 1, is not an ancestor. Epoch 2 was declared on ${new Date(world.clock()).toISOString()}, in row ${size - 297}: what epoch 1 held beyond the restored copy is lost.`,
    ]);
  });

  test('a forged epoch is named', async () => {
    const { attack, store, world, controller, seals, sentences } = await ledger();
    await declareEpoch(store, world, { seed }, controller.id, { reason: 'test', by: 'test' });
    await seals.sealAll();
    expect(await sentences()).toEqual([]);
    await attack('update epochs set declared = declared + 1, number = number - 1 where epoch = 2');
    expect((await sentences()).join()).toContain('epoch: Epoch 2 is forged');
  });

  test('another key takes over: announced in a row, the first head signed by both, the old key signs no more', async () => {
    const { store, world, controller, seals, verify, attack, sentences } = await ledger();
    const next = Buffer.alloc(32, 2);
    const before = await headOf(store, controller.id);
    await seals.stop();
    await changeKey(store, world, { seed: next, previous: seed }, await controllersOf(store));
    const both = sealer({ store, world, signer: { seed: next, previous: seed }, report: () => {} });
    await both.sealAll();
    await both.stop();
    const head = await headOf(store, controller.id);
    expect(head?.signatures).toHaveLength(2 * 68);
    await events(store, world, controller.id, 1);
    await sealer({ store, world, signer: { seed: next }, report: () => {} }).sealAll();
    expect((await sealKeysOf(store, controller.id)).map(({ number }) => number)).toEqual([
      1,
      (before?.size ?? 0) + 1,
    ]);
    expect((await verify({ trusted: publicKeyOf(next) })).findings).toEqual([]);
    expect((await sentences({ trusted }))[0]).toContain('The key in force is forged');
    const stolen = noteKey('x', publicKeyOf(Buffer.alloc(32, 3))).publicKey;
    await attack(
      `update seal_keys set public_key = x'${Buffer.from(stolen).toString('hex')}' where number > 1`,
    );
    expect((await sentences({ trusted: stolen })).join()).toContain(
      'is forged: that row does not hand over to it',
    );
  });
});
