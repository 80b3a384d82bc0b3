import { createHash, createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf, tombstoneOf } from '../../../collector/ledger/digest.ts';

test('a digest is SHA-256 of salt and body', () => {
  const salt = randomBytes(16);
  const body = '[1,"Å𝄞"]';
  const expected = createHash('sha256').update(salt).update(body, 'utf8').digest();
  expect(Buffer.from(digestOf(salt, body))).toEqual(expected);
});

test('a tombstone is HMAC-SHA-256 of controller and id (RFC 2104)', () => {
  for (const length of [1, 32, 64]) {
    const key = randomBytes(length);
    const id = randomBytes(16);
    const expected = createHmac('sha256', key).update('7 ').update(id).digest();
    expect(Buffer.from(tombstoneOf(key, 7, id))).toEqual(expected);
  }
});
