import { expect } from 'chai';
import { capped, type Entry, outbox } from '../../../widget/delivery/outbox.ts';

const entry = (id: string, also: Partial<Entry> = {}): Entry => ({
  id,
  body: id,
  at: 1000,
  tries: 0,
  after: 0,
  ...also,
});
const day = 864e5;

const shelf = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
};

describe('the outbox', () => {
  it('keeps entries across pages until they are settled, and leaves nothing behind', () => {
    const store = shelf();
    outbox(
      'demo',
      () => store,
      () => 2000,
    ).add(entry('a', { key: 'k' }));
    const nextPage = outbox(
      'demo',
      () => store,
      () => 2000,
    );
    expect(nextPage.all().map(({ id }) => id)).to.deep.equal(['a']);
    nextPage.settle('a');
    expect(store.kept.size).to.equal(0);
  });

  it('C20: drops a refusal after a day, and keeps a grant', () => {
    let now = 2000;
    const box = outbox(
      'demo',
      () => shelfOnce,
      () => now,
    );
    const shelfOnce = shelf();
    box.add(entry('refusal'));
    box.add(entry('grant', { key: 'k' }));
    now += day;
    expect(box.all().map(({ id }) => id)).to.deep.equal(['grant']);
  });

  it('holds at most 20, and drops refusals first', () => {
    const many = [
      entry('g', { key: 'k' }),
      entry('r'),
      ...Array.from({ length: 19 }, (_, n) => entry(`${n}`, { key: 'k' })),
    ];
    const kept = capped(many).map(({ id }) => id);
    expect(kept).to.have.length(20);
    expect(kept).to.include('g').and.not.include('r');
  });

  it('C24: works for the page where storage throws or is full', () => {
    for (const broken of [
      () => {
        throw new Error('SecurityError');
      },
      () => ({
        ...shelf(),
        setItem: () => {
          throw new Error('QuotaExceededError');
        },
      }),
    ]) {
      const box = outbox('demo', broken, () => 2000);
      box.add(entry('a', { key: 'k' }));
      expect(box.all()).to.have.length(1);
      box.settle('a');
      expect(box.all()).to.have.length(0);
    }
  });

  it('whatever is not an entry is none', () => {
    for (const rubbish of ['{', 'null', '{}', '[1,null,"x",{}]', '[{"id":1,"body":"","at":1}]']) {
      const store = shelf();
      store.kept.set('lupa:demo:outbox', rubbish);
      expect(
        outbox(
          'demo',
          () => store,
          () => 2000,
        ).all(),
        rubbish,
      ).to.deep.equal([]);
    }
  });
});
