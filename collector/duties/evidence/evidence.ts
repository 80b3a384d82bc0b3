/**
 * The evidence of one controller as files (GDPR 5(2), 28(3)(h); R63): its sealed ledger with what checks it, its access log,
 * statements, incidents, audits and staff, and last a manifest with the SHA-256 of each. To be checked without the collector.
 */
import { createHash } from 'node:crypto';
import { toBase64url } from '../../bytes.ts';
import { ledgerFiles } from '../../ledger/export.ts';
import { senderOf } from '../../register/controllers.ts';
import { listStatements, readStatement } from '../../register/statements.ts';
import { catalogue } from '../../store/catalogue.ts';
import type { Readable } from '../../store/store.ts';
import { accessLogLines, auditLines, incidentLines, phaseLines, staffLines } from './lines.ts';

export interface EvidenceFile {
  path: string;
  /** In pieces: a log may be long. */
  content: AsyncIterable<Uint8Array | string>;
}

/** A document that others can make of the controller, such as the records of processing. */
export interface Document {
  path: string;
  content: string;
}

const how = (name: string, controller: number): string => `Evidence of ${name}, controller ${controller}

  ledger/${controller}/       the sealed ledger: tiles, entries, keys and checkpoints (c2sp.org/tlog-tiles)
  verify-ledger.mjs    checks it, with Node alone and without the collector
  access-log.jsonl     who of staff read which person, when, why and which members; a call a line
  statements/          every version of the privacy statement; statements.json has their digests
  incidents.jsonl      breaches and attempts as they stand; incident-phases.jsonl what was said when
  audits.jsonl         audits: scope, charge, agreement
  staff.jsonl          who may act in which role, and when they committed themselves to confidentiality
  catalogue.json       every column that is kept: category, purpose, legal basis, retention, who sees it
  records-of-processing.json   GDPR 30(1), as it is now; of the operator 30(2) too
  register-description.json    what the register is for: purposes, bases, categories; the schedule of retention as decided
  manifest.json, SHA256SUMS    the SHA-256 of each file

To check, without asking the collector, run in this folder

  node verify-ledger.mjs evidence . --key KEY

It needs Node alone, and names each file that is not as it was made, is missing or was added, and each row, tile or
checkpoint of the ledger that does not hold. KEY is the public key that you had from the company before. The sums show that
the files are those that were made; that rows were not changed before is what the ledger shows, of what is in it. The same
by hand: "sha256sum -c SHA256SUMS", and "node verify-ledger.mjs ledger ledger/${controller} --key KEY". Checkpoints that you had by e-mail are compared by
"node verify-ledger.mjs consistency OLD ledger/${controller}/checkpoint ledger/${controller}".
`;

async function* once(content: Uint8Array | string): AsyncGenerator<Uint8Array | string> {
  yield content;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

async function* statementFiles(store: Readable, controller: number): AsyncGenerator<Document> {
  const versions = await listStatements(store, controller);
  for (const { statement, language } of versions) {
    const found = await readStatement(store, controller, statement, language);
    if (found) yield { path: `statements/${statement}.${language}.txt`, content: found.body };
  }
  const listed = versions.map(({ digest, effective, published, material, ...one }) => ({
    ...one,
    effective: new Date(effective).toISOString(),
    published: new Date(published).toISOString(),
    material: material === 1,
    sha256: toBase64url(digest),
  }));
  yield { path: 'statements.json', content: json(listed) };
}

export interface Asked {
  controller: number;
  /** Unix milliseconds. */
  now: number;
  /** The text of tools/verify-ledger.mjs. */
  verifier: string;
  documents: readonly Document[];
}

/** Every file but the manifest. */
async function* files(
  store: Readable,
  { controller, verifier, documents }: Asked,
): AsyncGenerator<EvidenceFile> {
  const { name } = await senderOf(store, controller);
  yield { path: 'README.txt', content: once(how(name, controller)) };
  yield { path: 'verify-ledger.mjs', content: once(verifier) };
  for await (const { path, content } of ledgerFiles(store, controller))
    yield { path: `ledger/${controller}/${path}`, content: once(content) };
  yield { path: 'access-log.jsonl', content: accessLogLines(store, controller) };
  for await (const { path, content } of statementFiles(store, controller))
    yield { path, content: once(content) };
  yield { path: 'incidents.jsonl', content: incidentLines(store, controller) };
  yield { path: 'incident-phases.jsonl', content: phaseLines(store, controller) };
  yield { path: 'audits.jsonl', content: auditLines(store, controller) };
  yield { path: 'staff.jsonl', content: staffLines(store, controller) };
  yield { path: 'catalogue.json', content: once(json(catalogue)) };
  for (const { path, content } of documents) yield { path, content: once(content) };
}

interface Listed {
  path: string;
  bytes: number;
  sha256: string;
}

/** The pieces as they pass, hashed and counted. */
async function* counted({ path, content }: EvidenceFile, into: Listed[]): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  into.push({ path, bytes, sha256: hash.digest('hex') });
}

/** Every file, the manifest last. Each must be read to its end before the next is asked for. */
export async function* evidence(
  store: Readable,
  asked: Asked,
): AsyncGenerator<{ path: string; content: AsyncIterable<Uint8Array> }> {
  const listed: Listed[] = [];
  for await (const file of files(store, asked)) yield { path: file.path, content: counted(file, listed) };
  const { controller, now } = asked;
  const { name } = await senderOf(store, controller);
  const manifest = {
    v: 1,
    made: new Date(now).toISOString(),
    controller: { number: controller, name },
    files: [...listed],
  };
  yield {
    path: 'manifest.json',
    content: counted({ path: 'manifest.json', content: once(json(manifest)) }, listed),
  };
  const sums = listed.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
  yield { path: 'SHA256SUMS', content: counted({ path: 'SHA256SUMS', content: once(sums) }, []) };
}
