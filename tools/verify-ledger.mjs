#!/usr/bin/env node
/** Checks a ledger of Lupa without Lupa: this one file and Node, nothing else. What it checks and how: docs/ledger.md. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Usage: node verify-ledger.mjs COMMAND [--key KEY]…

  ledger SOURCE              every entry, tile and checkpoint of a ledger
  consistency OLD NEW SOURCE that the checkpoint in file NEW grew out of the one in file OLD
  evidence FOLDER            that the files of "lupa evidence" are as they were made, none more and none less, and their ledger
  receipt FILE [FILE]        that a receipt is in the ledger: a receipt with its proof in it, or both as two files

SOURCE is a folder that "lupa ledger export" wrote (with the controller's number at its end), or the address of a
running collector's ledger, such as https://consent.example.com/ledger/1. KEY is a public key, name+id+base64, that you
had from the company before; without one the keys in SOURCE itself are believed, and the answer says so.`;

/** What does not hold, as a sentence. */
export class Wrong extends Error {}
const must = (holds, sentence) => {
  if (!holds) throw new Wrong(sentence);
};

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
export const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const same = (one, other) => Buffer.compare(one, other) === 0;
const half = Math.floor;

/** RFC 9162, 2.1.3.2 and 2.1.4.2 in one: the hashes on the way up from `place`, right and left ones told apart. */
const climb = (start, last, proof, step) => {
  let place = start;
  let end = last;
  for (const part of proof) {
    if (end === 0) return false;
    const isRight = place % 2 === 1 || place === end;
    step(part, isRight);
    while (isRight && place % 2 === 0 && place !== 0) {
      place /= 2;
      end = half(end / 2);
    }
    place = half(place / 2);
    end = half(end / 2);
  }
  return end === 0;
};

/** Whether the leaf is number `index`, from 0, of the tree. */
export const includes = (leaf, index, size, proof, root) => {
  let hash = leaf;
  const reached =
    index >= 0 &&
    index < size &&
    climb(index, size - 1, proof, (part, isRight) => {
      hash = isRight ? nodeHash(part, hash) : nodeHash(hash, part);
    });
  return reached && same(hash, root);
};

/** Whether the second tree begins with the first: heads are `{ size, root }`. */
export const growsFrom = (first, second, proof) => {
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root);
  if (first.size === 0 || first.size > second.size) return first.size === 0 && proof.length === 0;
  const [start, ...rest] = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : proof;
  let [place, last] = [first.size - 1, second.size - 1];
  for (; place % 2 === 1; last = half(last / 2)) place = half(place / 2);
  let [before, after] = [start, start];
  const reached = climb(place, last, rest, (part, isRight) => {
    if (isRight) before = nodeHash(part, before);
    after = isRight ? nodeHash(part, after) : nodeHash(after, part);
  });
  return start !== undefined && reached && same(before, first.root) && same(after, second.root);
};

/** A key of the form name+id+base64 (c2sp.org/signed-note). */
export const readKey = (written) => {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(written) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  must(bytes.length === 33 && bytes[0] === 1, `Not a public key: ${written}`);
  const hint = sha256(`${name}\n`, bytes).subarray(0, 4);
  must(hint.toString('hex') === id, `The id in the key is not its own: ${written}`);
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, hint, key: createPublicKey({ key, format: 'der', type: 'spki' }) };
};

/** A ledger's name without its epoch. */
const ledgerOf = (origin) => origin.replace(/\/\d+$/, '');

/** The text of a note that at least one of the keys signed. */
export const openNote = (note, keys, what = 'The note') => {
  const split = note.lastIndexOf('\n\n');
  must(split >= 0 && note.endsWith('\n'), `${what} is not a signed note.`);
  const text = note.slice(0, split + 1);
  let known = 0;
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    const key = keys.find((one) => one.name === name && same(one.hint, bytes.subarray(0, 4)));
    if (!key) continue;
    must(
      verify(null, Buffer.from(text), key.key, bytes.subarray(4)),
      `${what}: a signature of ${name} is forged.`,
    );
    known++;
  }
  // After a restore the ledger goes on under another number, its key under another name.
  const [origin = ''] = text.split('\n');
  const isOfAnother = keys.some((one) => one.name !== origin && ledgerOf(one.name) === ledgerOf(origin));
  must(
    known > 0,
    isOfAnother
      ? `${what} is of another epoch of this ledger, ${origin}: a restore was declared. Give that epoch's key as well (the collector lists it under /keys), once you know that there was a restore.`
      : `${what} is signed by none of the keys.`,
  );
  return text;
};

/** A checkpoint (c2sp.org/tlog-checkpoint) that one of the keys signed under its own name. */
export const openCheckpoint = (note, keys, what) => {
  const [origin, size, root] = openNote(note, keys, what).split('\n');
  must(/^(0|[1-9]\d*)$/.test(size ?? ''), `${what} has no size.`);
  return { origin, size: Number(size), root: Buffer.from(root ?? '', 'base64') };
};

/** Path of a tile (c2sp.org/tlog-tiles). */
const pathOf = (level, index, width) => {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g);
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < 256 ? `.p/${width}` : ''}`;
};

const fetched = async (address) => {
  const answer = await fetch(address, { redirect: 'error' });
  if (answer.status === 429 || answer.status === 503) {
    const seconds = Math.min(60, Number(answer.headers.get('retry-after')) || 1);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return fetched(address);
  }
  must(answer.ok, `${address} answered ${answer.status}.`);
  return Buffer.from(await answer.arrayBuffer());
};
const read = async (source, path) =>
  /^https?:/.test(source)
    ? fetched(`${source.replace(/\/+$/, '')}/${path}`)
    : readFileSync(join(source, path));

const hashesIn = (tile) =>
  Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(at * 32, at * 32 + 32));
const topOf = (hashes) =>
  hashes.length === 1
    ? hashes[0]
    : nodeHash(topOf(hashes.slice(0, hashes.length / 2)), topOf(hashes.slice(hashes.length / 2)));

/** A tile of a tree of `size`. */
const tileIn = async (source, size, level, index) => {
  const width = Math.min(256, half(size / 256 ** (level === 'entries' ? 0 : level)) - index * 256);
  const tile = await read(source, pathOf(level, index, width));
  must(
    level === 'entries' || tile.length === width * 32,
    `The tile ${pathOf(level, index, width)} has another length.`,
  );
  return tile;
};

/** Every leaf hash of a tree of `size`, told in order, with the roots at each of `sizes`. */
const walk = async (source, size, sizes, onTile) => {
  const [held, roots] = [[], new Map()];
  for (let start = 0; start < size; start += 256) {
    const hashes = hashesIn(await tileIn(source, size, 0, start / 256));
    await onTile?.(start, hashes);
    for (const [at, hash] of hashes.entries()) {
      let top = hash;
      for (let left = start + at; left % 2 === 1; left = half(left / 2)) top = nodeHash(held.pop(), top);
      held.push(top);
      if (sizes.has(start + at + 1))
        roots.set(
          start + at + 1,
          held.reduceRight((right, left) => nodeHash(left, right)),
        );
    }
  }
  return roots;
};

const entriesIn = (bundle) => {
  const entries = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + bundle.readUInt16BE(at);
    must(end <= bundle.length, 'A bundle of entries breaks off.');
    entries.push(bundle.toString('utf8', at + 2, end));
    at = end;
  }
  return entries;
};

const checkEntries = async (source, size, controller, start, hashes) => {
  const entries = entriesIn(await tileIn(source, size, 'entries', start / 256));
  for (const [at, hash] of hashes.entries()) {
    const [, owner, number] = (entries[at] ?? '').split(' ');
    const row = start + at + 1;
    must(
      owner === controller && Number(number) === row,
      `Row ${row} is not where it should be, or of another ledger.`,
    );
    must(same(leafHash(entries[at]), hash), `Row ${row} is not the one that its tile was made of.`);
  }
};

const upper = async (source, size) => {
  for (let level = 1; 256 ** level <= size; level++) {
    for (let index = 0; index * 256 < half(size / 256 ** level); index++) {
      for (const [at, hash] of hashesIn(await tileIn(source, size, level, index)).entries()) {
        const below = hashesIn(await tileIn(source, size, level - 1, index * 256 + at));
        must(same(topOf(below), hash), `Tile ${index} of level ${level} is not made of the tiles below it.`);
      }
    }
  }
};

const checkLedger = async (source, keys) => {
  const head = openCheckpoint((await read(source, 'checkpoint')).toString(), keys, 'The checkpoint');
  const heads = [head];
  const folder = join(source, 'checkpoints');
  for (const name of /^https?:/.test(source) || !existsSync(folder) ? [] : readdirSync(folder)) {
    heads.push(
      openCheckpoint(readFileSync(join(folder, name), 'utf8'), keys, `The checkpoint of ${name} rows`),
    );
  }
  const controller = head.origin.split('/').at(-2);
  const roots = await walk(source, head.size, new Set(heads.map((one) => one.size)), (start, hashes) =>
    checkEntries(source, head.size, controller, start, hashes),
  );
  for (const { size, root } of heads) {
    must(size <= head.size, `A checkpoint of ${size} rows is ahead of the newest one.`);
    must(
      same(roots.get(size), root),
      `The first ${size} rows are not those that their checkpoint was signed for.`,
    );
  }
  await upper(source, head.size);
  return `${head.origin}: ${head.size} rows and ${roots.size} checkpoints hold.`;
};

const checkConsistency = async (older, newer, source, keys) => {
  const first = openCheckpoint(readFileSync(older, 'utf8'), keys, older);
  const second = openCheckpoint(readFileSync(newer, 'utf8'), keys, newer);
  must(
    ledgerOf(first.origin) === ledgerOf(second.origin),
    `Fork: ${older} is of ${first.origin}, ${newer} of ${second.origin}.`,
  );
  const restored = first.origin !== second.origin;
  const lost = `${older} is of what a restore has lost: since then the ledger is ${second.origin}. Its row of the kind "epoch-declared" says why.`;
  must(first.size <= second.size, restored ? lost : `Fork: ${newer} has fewer rows than ${older}.`);
  const roots = await walk(source, second.size, new Set([first.size, second.size]));
  must(same(roots.get(second.size), second.root), `The tiles are not those of ${newer}.`);
  must(
    same(roots.get(first.size), first.root),
    restored ? lost : `Fork: ${newer} did not grow out of ${older}.`,
  );
  const since = restored ? ` A restore was declared in between: ${second.origin}.` : '';
  return `${newer} (${second.size} rows) grew out of ${older} (${first.size} rows).${since}`;
};

/** Every object in the files, however deep. */
const objectsIn = (value) =>
  typeof value !== 'object' || value === null ? [] : [value, ...Object.values(value).flatMap(objectsIn)];
const plain = (object) =>
  Object.fromEntries(Object.entries(object).map(([name, one]) => [name.replace(/^lupa:/, ''), one]));

const hows = ['accept_all', 'reject_all', 'save', 'grant_one', 'withdraw_all'];

/** What a record says of the decision, against the row's text: the id, how, and each answer (docs/ledger.md). */
const checkRecord = (record, body) => {
  const [format, , , answers, how, , id, , , , , tool] = JSON.parse(body);
  must(format === 1, 'The row is of a format that this verifier does not know.');
  const uuid = String(record['dct:identifier'] ?? '').replaceAll('-', '');
  const given = answers.split(' ').filter((one) => one !== '-');
  const said = (record['dpv:hasProcess'] ?? []).map((one) =>
    [one['dpv:hasConsentStatus']?.[0]?.['@type']].flat().includes('dpv:ConsentGiven') ? 'g' : 'd',
  );
  const isSo =
    Buffer.from(id, 'base64url').toString('hex') === uuid &&
    given.map((one) => one[0]).join() === said.join() &&
    (typeof tool === 'number' || String(record['dpv:hasCollectionMethod']).startsWith(`${hows[how]} `));
  must(isSo, 'The document contradicts the row that is proven: it was changed, or is of another decision.');
};

/** A receipt against the proof of its inclusion. */
export const checkReceipt = (documents, keys) => {
  const objects = objectsIn(documents).map(plain);
  const receipt = objects.find(({ salt, body, digest }) => salt && body && digest);
  const proof = objects.find(({ entry, hashes, checkpoint }) => entry && hashes && checkpoint);
  must(receipt && proof, 'There is no receipt with its proof: ask again for the receipt once it is sealed.');
  const digest = sha256(Buffer.from(receipt.salt, 'base64url'), receipt.body);
  must(digest.toString('base64url') === receipt.digest, 'The body of the receipt does not give its digest.');
  const head = openCheckpoint(proof.checkpoint, keys, 'The checkpoint in the proof');
  const [, controller, number, , received, hex] = proof.entry.split(' ');
  must(hex === digest.toString('hex') && Number(number) === receipt.number, 'The proof is of another row.');
  must(head.origin.split('/').at(-2) === controller, 'The proof is of another ledger.');
  const hashes = proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  const isIn = includes(leafHash(proof.entry), Number(number) - 1, head.size, hashes, head.root);
  must(isIn, 'The row is not in the tree that the checkpoint was signed for.');
  const record = objects.find((one) => one['@type'] === 'dpv:ConsentRecord');
  if (record) checkRecord(record, receipt.body);
  return `Row ${number} of ${head.origin}, received ${new Date(Number(received)).toISOString()}, is in the ledger: ${receipt.body}
That is what is proven: the row, its time and this text. What else the document says is the controller's reading of it.`;
};

/** Files below a folder, by their paths from it. */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => !one.isDirectory())
    .map((one) => relative(folder, join(one.parentPath, one.name)).replaceAll('\\', '/'));

/** The files of "lupa evidence" against their manifest and sums; then the ledger among them. */
export const checkEvidence = async (folder, given) => {
  const open = (name) => {
    must(existsSync(join(folder, name)), `${name} is missing.`);
    return readFileSync(join(folder, name));
  };
  const sumOf = (bytes) => sha256(bytes).toString('hex');
  const listed = open('SHA256SUMS')
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(66), line.slice(0, 64)]);
  const manifest = open('manifest.json');
  const sums = new Map(listed);
  // The manifest names what the sums do: who changes one must change the other.
  must(sums.get('manifest.json') === sumOf(manifest), 'manifest.json is not as it was made.');
  const { controller, files, made } = JSON.parse(manifest.toString());
  const named = new Map(files.map(({ path, sha256: sum }) => [path, sum]));
  const wrong = [];
  for (const path of new Set([...named.keys(), ...sums.keys(), ...filesIn(folder)])) {
    if (path === 'SHA256SUMS' || path === 'manifest.json') continue;
    if (!named.has(path) || !sums.has(path)) wrong.push(`${path} was added, or left out of a list.`);
    else if (!existsSync(join(folder, path))) wrong.push(`${path} is missing.`);
    else if (
      ![named.get(path), sums.get(path)].every((sum) => sum === sumOf(readFileSync(join(folder, path))))
    )
      wrong.push(`${path} is not as it was made.`);
  }
  const source = join(folder, 'ledger', String(controller.number));
  let ledger;
  try {
    ledger = await checkLedger(source, await keysFor(given, source));
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    wrong.push(error.message);
  }
  must(wrong.length === 0, wrong.join('\n'));
  return `${files.length} files of controller ${controller.number}, ${made}, are as they were made.\n${ledger}`;
};

/** The keys given, else those that the source or the proof names itself. */
const keysFor = async (given, source) => {
  if (given.length > 0) return given.map(readKey);
  must(source, 'Give the public key of the ledger with --key: without it a proof proves nothing.');
  console.error("No --key was given: the source's own keys are believed.");
  return objectsIn(JSON.parse(await read(source, 'keys'))).flatMap(({ key }) => (key ? [readKey(key)] : []));
};

const run = async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true } },
  });
  const [command, ...words] = positionals;
  const given = values.key ?? [];
  if (command === 'ledger' && words.length === 1)
    return checkLedger(words[0], await keysFor(given, words[0]));
  if (command === 'evidence' && words.length === 1) return checkEvidence(words[0], given);
  if (command === 'consistency' && words.length === 3)
    return checkConsistency(...words, await keysFor(given, words[2]));
  if (command === 'receipt' && words.length > 0)
    return checkReceipt(
      words.map((file) => JSON.parse(readFileSync(file, 'utf8'))),
      await keysFor(given),
    );
  throw new Wrong(usage);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await run());
  } catch (error) {
    console.error(error instanceof Wrong ? error.message : error);
    process.exitCode = 1;
  }
}
