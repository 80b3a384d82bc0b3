/** Decisions as a site gets them: 63 in a hundred carry a visitor, 54 a new one; the others refuse and are nobody's. */
import { randomBytes } from 'node:crypto';

const timed = (length, at) => {
  const bytes = randomBytes(length);
  bytes.writeUIntBE(at, 0, 6);
  return bytes;
};

/** A UUIDv7 (RFC 9562) as text. */
export const uuid7 = (at = Date.now()) => {
  const bytes = timed(16, at);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** A visitor key: six bytes of time, 26 random ones. */
export const visitorKey = (at = Date.now()) => timed(32, at).toString('base64url');

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The same act as c15t's browser sends it. */
export const c15tConsent = () => ({
  type: 'cookie_banner',
  subjectId: `sub_${Array.from(randomBytes(22), (byte) => base58[byte % 58]).join('')}`,
  domain: 'localhost',
  preferences: { necessary: true, measurement: true, marketing: true },
  givenAt: Date.now(),
  metadata: {},
});

const all = (answer) => ({ analytics: answer, marketing: answer });
const known = 100_000;

/**
 * Makes decisions on a notice of two optional purposes. Those who come again are drawn from the last 100,000 visitors: one
 * half withdraws, the other changes its mind about one purpose.
 */
export const mix = (notice) => {
  const visitors = [];
  let made = 0;
  return (at = Date.now()) => {
    const decision = {
      v: 1,
      id: uuid7(at),
      at,
      notice: notice.version,
      language: notice.language,
      answers: all('granted'),
      terms: { analytics: 1, marketing: 1 },
      how: 'accept_all',
      surface: 'banner',
    };
    const chance = Math.random();
    if (chance < 0.54) {
      const visitor = { key: visitorKey(at - Math.floor(Math.random() * 2000)), sequence: 1 };
      if (visitors.length < known) visitors.push(visitor);
      else visitors[made % known] = visitor;
      made += 1;
      return { ...decision, visitorKey: visitor.key, sequence: 1 };
    }
    const visitor = chance < 0.63 && visitors[Math.floor(Math.random() * visitors.length)];
    if (!visitor) return { ...decision, answers: all('denied'), how: 'reject_all' };
    visitor.sequence += 1;
    const again = {
      ...decision,
      surface: 'preferences',
      visitorKey: visitor.key,
      sequence: visitor.sequence,
    };
    return Math.random() < 0.5
      ? { ...again, answers: all('denied'), how: 'withdraw_all' }
      : { ...again, answers: { ...all('granted'), marketing: 'denied' }, how: 'save' };
  };
};
