/** Passwords: hashed slowly, with a salt of their own, never kept in any other way. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { passwordsOf, usualCost } from '../../../collector/register/passwords.ts';

const cheap = passwordsOf({ random: randomBytes }, { memory: 64, passes: 1 });

test('R20: in production a guess costs what OWASP asks for: Argon2id, 19 MiB, two passes', async () => {
  const kept = await passwordsOf({ random: randomBytes }).hash('correct horse');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(usualCost).toEqual({ memory: 19_456, passes: 2 });
});

test('R20: the same password twice is two hashes, and each knows it again; another it does not', async () => {
  const [one, other] = await Promise.all([cheap.hash('correct horse'), cheap.hash('correct horse')]);
  expect(one).not.toBe(other);
  for (const kept of [one, other]) {
    expect(await cheap.isRight(kept, 'correct horse')).toBe(true);
    expect(await cheap.isRight(kept, 'Correct horse')).toBe(false);
    expect(await cheap.isRight(kept, 'correct horse ')).toBe(false);
  }
  expect(await cheap.isRight(null, 'correct horse')).toBe(false);
});

test('composed or decomposed, the characters are the same password', async () => {
  const kept = await cheap.hash('Åäö åäö ääkköset'.normalize('NFC'));
  expect(await cheap.isRight(kept, 'Åäö åäö ääkköset'.normalize('NFD'))).toBe(true);
});

test('a hash that was cheaper to guess is known as such, a dearer one is not', async () => {
  const dear = passwordsOf({ random: randomBytes }, { memory: 128, passes: 2 });
  expect(dear.isWeaker(await cheap.hash('correct horse'))).toBe(true);
  expect(cheap.isWeaker(await dear.hash('correct horse'))).toBe(false);
  expect(dear.isWeaker('$2b$10$something-else')).toBe(true);
});

test('many at once wait for their turn; too many are told so', async () => {
  const many = await Promise.allSettled(Array.from({ length: 300 }, () => cheap.hash('correct horse')));
  const refused = many.filter(({ status }) => status === 'rejected').length;
  expect(refused).toBeGreaterThan(50);
  expect(refused).toBeLessThan(150);
  expect(await cheap.hash('correct horse')).toContain('$argon2id$');
});
