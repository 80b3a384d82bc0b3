/** Digests of the ledger: salted, so that a short body cannot be guessed from its digest once it is erased. */
import { createHash, createHmac } from 'node:crypto';

/** Bytes of salt in front of each body. */
export const saltLength = 16;

/** `sha256(salt ‖ body)`, the body as UTF-8. */
export const digestOf = (salt: Uint8Array, body: string): Uint8Array =>
  createHash('sha256').update(salt).update(body, 'utf8').digest();

/** What stays of an erased decision's id: a keyed hash that only this collector can make again. */
export const tombstoneOf = (key: Uint8Array, controller: number, id: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(`${controller} `).update(id).digest();
