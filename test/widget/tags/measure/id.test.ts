import { expect } from 'chai';
import { newId } from '../../../../widget/tags/measure/id.ts';

describe('ids of events', () => {
  it('are UUIDv7 in lower case that begin with their time, each another', () => {
    const now = Date.UTC(2026, 10, 22);
    const made = Array.from({ length: 2000 }, () => newId(now));
    for (const id of made) {
      expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).to.equal(now);
    }
    expect(new Set(made).size).to.equal(2000);
  });
});
