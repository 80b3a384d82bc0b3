import { expect } from 'chai';
import { backoff, courier } from '../../../widget/delivery/courier.ts';
import { type Entry, outbox } from '../../../widget/delivery/outbox.ts';
import { post } from '../../../widget/delivery/post.ts';

const setting = (statuses: (number | 'unreachable')[], words?: string) => {
  let now = 1_000_000;
  let kept: string | null = null;
  const sent: [string, RequestInit][] = [];
  const later: number[] = [];
  const done: [string, unknown][] = [];
  const shelf = {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
  const box = outbox(
    'demo',
    () => shelf,
    () => now,
  );
  const send = (async (address: string, init: RequestInit) => {
    sent.push([address, init]);
    const status = statuses.shift() ?? 201;
    if (status === 'unreachable') throw new TypeError('Failed to fetch');
    const { id } = JSON.parse(init.body as string);
    const said = status < 300 ? { id, visitor: 'v' } : { type: 'https://lupa.example/problems/any' };
    return new Response(words ?? JSON.stringify(said), { status });
  }) as unknown as typeof fetch;
  const deliver = courier({
    box,
    post: post('https://c.test/s/demo', send),
    now: () => now,
    inTurn: async (work) => work(),
    chance: () => 0.5,
    later: (milliseconds) => later.push(milliseconds),
    acknowledged: ({ id }, answer) => done.push([id, answer]),
  });
  const add = (id: string, also: Partial<Entry> = {}) =>
    box.add({ id, body: `{"id":"${id}"}`, at: now, tries: 0, after: 0, key: 'k', ...also });
  return {
    box,
    deliver,
    add,
    sent,
    later,
    done,
    pass: (by: number) => {
      now += by;
    },
  };
};

describe('the courier', () => {
  it('sends plain text without credentials or a preflight, and lives on after the page', async () => {
    const { add, deliver, sent } = setting([201]);
    add('a');
    await deliver();
    const [address, init] = sent[0] as [string, RequestInit];
    expect(address).to.equal('https://c.test/s/demo/decisions');
    expect(init).to.include({
      method: 'POST',
      credentials: 'omit',
      keepalive: true,
      referrerPolicy: 'origin',
      redirect: 'error',
      body: '{"id":"a"}',
    });
    expect(init.headers).to.deep.equal({ 'content-type': 'text/plain;charset=UTF-8' });
  });

  for (const status of [200, 201])
    it(`${status} is an acknowledgement`, async () => {
      const { add, box, deliver, done } = setting([status]);
      add('a');
      await deliver();
      expect(box.all()).to.deep.equal([]);
      expect(done).to.deep.equal([['a', { id: 'a', visitor: 'v' }]]);
    });

  for (const status of [400, 403, 404, 409, 410, 413, 422])
    it(`${status} ends it without one`, async () => {
      const { add, box, deliver, done } = setting([status]);
      add('a');
      await deliver();
      expect([box.all(), done]).to.deep.equal([[], []]);
    });

  for (const status of [500, 503, 429, 302, 'unreachable'] as const)
    it(`C27: ${status} keeps it, and tries again later`, async () => {
      const { add, box, deliver, later, pass, sent } = setting([status, 201]);
      add('a');
      await deliver();
      expect(box.all()).to.have.length(1);
      expect(later).to.deep.equal([2000]);
      await deliver();
      expect(sent, 'not before its time').to.have.length(1);
      pass(2000);
      await deliver();
      expect(box.all()).to.have.length(0);
      expect(sent.map(([, { body }]) => body)).to.deep.equal(['{"id":"a"}', '{"id":"a"}']);
    });

  for (const [status, words] of [
    [200, '<html>Welcome to the hotel</html>'],
    [200, '{}'],
    [201, '{"id":"another"}'],
    [403, '<html>Log in first</html>'],
    [404, ''],
    [422, 'null'],
  ] as const)
    it(`C27: ${status} "${words}" is not the collector's word, and keeps it`, async () => {
      const { add, box, deliver, done, pass } = setting([status], words);
      add('a');
      await deliver();
      expect([box.all().length, done.length]).to.deep.equal([1, 0]);
      pass(2000);
      await deliver();
      expect(box.all()[0]?.tries).to.equal(2);
    });

  it('one that the collector cannot take does not hold up the others', async () => {
    const { add, box, deliver } = setting([500, 201]);
    add('a');
    add('b');
    await deliver();
    expect(box.all().map(({ id }) => id)).to.deep.equal(['a']);
  });

  it('an unreachable collector is not asked for each', async () => {
    const { add, deliver, sent } = setting(['unreachable', 201]);
    add('a');
    add('b');
    await deliver();
    expect(sent).to.have.length(1);
  });

  it('waits longer each time, at most some minutes, and never the same for all', () => {
    expect([0, 1, 2].map((tries) => backoff(tries, () => 0.5))).to.deep.equal([2000, 4000, 8000]);
    expect(backoff(40, () => 0.5)).to.equal(300_000);
    expect(backoff(0, () => 0)).to.be.lessThan(backoff(0, () => 0.9));
  });
});
