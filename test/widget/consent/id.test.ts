import { expect } from 'chai';
import { newId, newKey } from '../../../widget/consent/id.ts';

const chance = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
const now = Date.UTC(2026, 10, 22);

describe('ids and keys', () => {
  it('an id is a UUIDv7 in lower case that begins with its time', () => {
    const id = newId(now, chance);
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).to.equal(now);
  });

  it('a visitor key is 32 bytes as base64url, the first six its time', () => {
    for (let round = 0; round < 200; round++) {
      const key = newKey(now, chance);
      expect(key).to.match(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
      const bytes = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
      expect([...bytes.slice(0, 6)].reduce((sum, one) => sum * 256 + one.charCodeAt(0), 0)).to.equal(now);
    }
  });

  it('no two are alike', () => {
    expect(new Set(Array.from({ length: 500 }, () => newKey(now, chance))).size).to.equal(500);
  });
});
