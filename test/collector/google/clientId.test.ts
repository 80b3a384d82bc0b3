import { expect, test } from 'vitest';
import { clientOf, sessionOf } from '../../../collector/google/clientId.ts';

const salt = (fill: number) => new Uint8Array(32).fill(fill);
const visitor = (number: number) => {
  const id = Buffer.alloc(16);
  id.writeUInt32BE(number, 12);
  return id;
};

test('a client id has the form of Google’s and is the same under one salt', () => {
  expect(clientOf(salt(1), visitor(1))).toMatch(/^\d{1,10}\.\d{1,10}$/);
  expect(clientOf(salt(1), visitor(1))).toBe(clientOf(salt(1), visitor(1)));
  expect(
    clientOf(salt(1), visitor(1))
      .split('.')
      .every((part) => Number(part) < 2 ** 32),
  ).toBe(true);
});

test('another salt gives another id, and so does another visitor', () => {
  expect(clientOf(salt(2), visitor(1))).not.toBe(clientOf(salt(1), visitor(1)));
  expect(clientOf(salt(1), visitor(2))).not.toBe(clientOf(salt(1), visitor(1)));
});

test('some visitors share an id, but few: of 20,000 between 1 and 60', () => {
  const ids = new Set(Array.from({ length: 20_000 }, (_, number) => clientOf(salt(3), visitor(number))));
  expect(ids.size).toBeLessThan(20_000);
  expect(ids.size).toBeGreaterThan(20_000 - 60);
});

test('a session’s number is positive, of 31 bits, and says neither the time nor the client', () => {
  const began = 1_795_000_000_000;
  const numbers = Array.from({ length: 1000 }, (_, more) => sessionOf(salt(1), visitor(1), began + more));
  expect(new Set(numbers).size).toBe(1000);
  expect(numbers.every((one) => Number.isSafeInteger(one) && one > 0 && one < 2 ** 31)).toBe(true);
  expect(sessionOf(salt(1), visitor(1), began)).toBe(numbers[0]);
  expect(sessionOf(salt(2), visitor(1), began)).not.toBe(numbers[0]);
  expect(sessionOf(salt(1), visitor(2), began)).not.toBe(numbers[0]);
});
